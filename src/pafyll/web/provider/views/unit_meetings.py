"""Meetings of the leader forum and the UP council: agenda, documents, minutes and decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pafyll.apps.assignments.models import MeetingItem, Unit, UnitMeeting
from pafyll.apps.assignments.permissions import may_coordinate
from pafyll.apps.assignments.permissions.inquiries import visible_inquiries
from pafyll.apps.assignments.permissions.meetings import may_keep, may_keep_item, visible_meetings
from pafyll.apps.assignments.queries import meetings as queries
from pafyll.apps.assignments.queries.inquiries import proposals_of
from pafyll.apps.assignments.services import deciding, meetings
from pafyll.apps.assignments.services.meeting_documents import as_word
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.domain.answers import Refusal, require
from pafyll.domain.lifecycles.inquiry import InquiryStatus
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, said, tried
from pafyll.web.provider.forms.inquiries import TextForm
from pafyll.web.provider.forms.meetings import MatterForm, MeetingForm, MinutesForm, NoForm, YesForm

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS = {"pdf": "application/pdf", "docx": WORD}


def unit_meetings(request: DeskRequest) -> HttpResponse:
    """Every meeting that the viewer may read, the newest first."""
    rows = visible_meetings(request.viewer, day=today())
    context = {"rows": rows, "may_plan": bool(_coordinates(request.viewer))}
    return render(request, "provider/unit_meetings.html", context)


def plan(request: DeskRequest) -> HttpResponse:
    """A new meeting; the day that is suggested is two weeks after the last forum."""
    providers = _coordinates(request.viewer)
    require(may_coordinate(request.viewer, next(iter(providers), 0)))
    units = Unit.objects.filter(provider__in=providers, parent__isnull=True)
    day = queries.next_forum_on(visible_meetings(request.viewer, day=today()), today())
    first = {"unit": units.first(), "body": UnitMeeting.Body.LEADER_FORUM, "title": _("Lederforum"), "starts_on": day,
             "time": "09.00"}  # fmt: skip
    form = MeetingForm(request.POST or None, units=units, initial=first)
    if form.is_valid() and (made := tried(form, lambda: _planned(request, form))):
        return see_other("provider:unit_meeting", made.pk)
    return _form(request, form, _("Planlegg et møte"))


def _planned(request: DeskRequest, form: MeetingForm) -> UnitMeeting:
    return meetings.plan_meeting(unit=form.unit_chosen(), new=form.value(), by=request.user, at=now())


def _coordinates(viewer: Viewer) -> frozenset[int]:
    return viewer.organisations_in(Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD)


def unit_meeting(request: DeskRequest, pk: int) -> HttpResponse:
    """The agenda with what was decided, who came and the minutes."""
    found = _meeting(request, pk)
    rows = queries.agenda_of(viewer=request.viewer, meeting=found)
    waiting = visible_inquiries(request.viewer).filter(provider=found.unit.provider_id, status=InquiryStatus.TRIAGED)
    keeps = bool(may_keep(request.viewer, found))
    context = {
        "meeting": found,
        "rows": rows,
        "keeps": keeps,
        "may_have_files": all(row.may_see for row in rows),
        "is_open": keeps and found.status in ("planned", "called"),
        "is_under_way": keeps and bool(meetings.has_begun(found, now())),
        "waiting": waiting.order_by("due_on") if keeps and found.body == UnitMeeting.Body.LEADER_FORUM else (),
        "present": found.attendances.select_related("person"),
    }
    return render(request, "provider/unit_meeting.html", context)


def paper(request: DeskRequest, pk: int, kind: str, form: str) -> HttpResponse:
    """The agenda or the minutes as PDF or Word; not for one who is disqualified in any of the matters."""
    found = _meeting(request, pk)
    document = {"saksliste": found.agenda_document, "referat": found.minutes_document}.get(kind)
    if document is None or form not in FORMS:
        raise Http404
    for row in queries.agenda_of(viewer=request.viewer, meeting=found):
        require(row.may_see)
    content = bytes(document.pdf) if form == "pdf" else as_word(document)
    shown = "inline" if form == "pdf" else "attachment"
    headers = {
        "Content-Disposition": f'{shown}; filename="{kind}-{found.pk}.{form}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=FORMS[form], headers=headers)


@require_POST
def agenda(request: DeskRequest, pk: int) -> HttpResponse:
    """Changes the agenda by one button: build it, add one inquiry, take one off, or move it."""
    found = _kept(request, pk)
    action, key = request.POST.get("action", ""), request.POST.get("key", "")
    at = now()
    if action == "build":
        return _acted(request, pk, lambda: meetings.build_agenda(meeting=found, by=request.user, at=at))
    if action == "add":
        one = fetch(visible_inquiries(request.viewer), _number(key), viewer=request.viewer)
        return _acted(request, pk, lambda: meetings.put_on_agenda(meeting=found, inquiry=one, by=request.user, at=at))
    item = _item(request, _number(key))
    if action == "off":
        return _acted(request, pk, lambda: meetings.take_off(item=item, by=request.user, at=at))
    return _acted(request, pk, lambda: meetings.move(item=item, up=action == "up", by=request.user, at=at))


@require_POST
def call(request: DeskRequest, pk: int) -> HttpResponse:
    """Sets the agenda and tells those who sit there."""
    found = _kept(request, pk)
    return _acted(
        request,
        pk,
        lambda: meetings.call_meeting(meeting=found, by=request.user, at=now()),
        _("Innkallingen er sendt."),
    )


@require_POST
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """The minutes stand."""
    found = _kept(request, pk)
    return _acted(
        request,
        pk,
        lambda: meetings.approve_minutes(meeting=found, by=request.user, at=now()),
        _("Referatet er godkjent."),
    )


def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Calls the meeting off."""
    found = _kept(request, pk)
    form = TextForm(request.POST or None, name="why", label=gettext_lazy("Hvorfor"))
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if is_done(form, lambda: meetings.cancel_meeting(meeting=found, why=why, by=request.user, at=now())):
        return see_other("provider:unit_meeting", pk)
    return _form(request, form, _("Avlys møtet"), found)


def matter(request: DeskRequest, pk: int) -> HttpResponse:
    """A matter that is not an inquiry."""
    found = _kept(request, pk)
    form = MatterForm(request.POST or None)
    if is_done(form, lambda: meetings.add_matter(meeting=found, **form.cleaned_data, by=request.user, at=now())):
        return see_other("provider:unit_meeting", pk)
    return _form(request, form, _("Legg til en sak"), found)


def minutes(request: DeskRequest, pk: int) -> HttpResponse:
    """Who was there and what was said; not in matters that the writer is disqualified in."""
    found = _kept(request, pk)
    require(meetings.has_begun(found, now()))
    rows = queries.agenda_of(viewer=request.viewer, meeting=found)
    form = MinutesForm(request.POST or None, meeting=found, items=[row.item for row in rows if row.may_see])
    if is_done(form, lambda: _write(request, found, form)):
        messages.success(request, _("Referatet er lagret."))
        return see_other("provider:unit_meeting", pk)
    return _form(request, form, _("Skriv referatet"), found)


def _write(request: DeskRequest, found: UnitMeeting, form: MinutesForm) -> object:
    return meetings.write_minutes(
        meeting=found,
        minutes=form.cleaned_data["minutes"],
        by_item=form.by_item(),
        present=form.present(),
        by=request.user,
        at=now(),
    )


def decide_yes(request: DeskRequest, pk: int) -> HttpResponse:
    """Yes, with the team that was considered; the assignment is made on the next page."""
    item = _decided_item(request, pk)
    assert item.inquiry is not None
    form = YesForm(request.POST or None, proposals=proposals_of(item.inquiry))
    if is_done(form, lambda: _say_yes(request, item, form)):
        messages.success(request, _("Vedtaket er ført, og svaret er sendt. Opprett oppdraget nå, eller senere."))
        return see_other("provider:make_assignment", item.inquiry.pk)
    return _form(request, form, _("Før et ja"), item.meeting, item)


def _say_yes(request: DeskRequest, item: MeetingItem, form: YesForm) -> object:
    return deciding.decide_yes(item=item, **form.cleaned_data, planned=None, by=request.user, at=now())


def decide_no(request: DeskRequest, pk: int) -> HttpResponse:
    """No, with grounds and an answer."""
    item = _decided_item(request, pk)
    form = NoForm(request.POST or None)
    if is_done(form, lambda: deciding.decide_no(item=item, **form.cleaned_data, by=request.user, at=now())):
        messages.success(request, _("Vedtaket er ført, og svaret er sendt."))
        return see_other("provider:unit_meeting", item.meeting_id)
    return _form(request, form, _("Før et nei"), item.meeting, item)


def _meeting(request: DeskRequest, pk: int) -> UnitMeeting:
    return fetch(visible_meetings(request.viewer, day=today()), pk, viewer=request.viewer)


def _kept(request: DeskRequest, pk: int) -> UnitMeeting:
    return fetch(visible_meetings(request.viewer, day=today()), pk, viewer=request.viewer, may=may_keep)


def _item(request: DeskRequest, pk: int) -> MeetingItem:
    rows = MeetingItem.objects.filter(meeting__in=visible_meetings(request.viewer, day=today()))
    rows = rows.select_related("meeting__unit", "inquiry")
    return fetch(rows, pk, viewer=request.viewer, may=may_keep_item)


def _decided_item(request: DeskRequest, pk: int) -> MeetingItem:
    item = _item(request, pk)
    if item.inquiry is None:
        raise Http404
    require(meetings.has_begun(item.meeting, now()))
    return item


def _acted(request: DeskRequest, pk: int, act: Callable[[], object], done: str = "") -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        if done:
            messages.success(request, done)
    return see_other("provider:unit_meeting", pk)


def _number(key: str) -> int:
    return int(key) if key.isdecimal() and len(key) < 12 else 0


def _form(
    request: DeskRequest, form: Any, title: str, meeting: UnitMeeting | None = None, item: MeetingItem | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "meeting": meeting, "item": item}
    return render(request, "provider/unit_meeting_act.html", context, status=422 if form.errors else 200)
