"""The secretariat plans and calls meetings, keeps the minutes, and records agreement, disagreement and votes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pafyll.apps.forums.models import AgendaItem, ForumMeeting, ForumMembership
from pafyll.apps.forums.permissions import deciding as may
from pafyll.apps.forums.permissions.forums import may_handle_item, may_keep
from pafyll.apps.forums.queries import forums as queries
from pafyll.apps.forums.queries.scheme_years import scheme_years_on_desk
from pafyll.apps.forums.services import deciding, meetings
from pafyll.domain.answers import Refusal, require
from pafyll.integrations.clock import OSLO, now, today
from pafyll.web.authority.forms.forums import ItemForm, MeetingForm, MinutesForm, WordsForm
from pafyll.web.authority.forms.rounds import ReasonForm
from pafyll.web.authority.views.forums import form_page, own_forum
from pafyll.web.components.forum.forms import VoteForm
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, said, tried


def new_meeting(request: DeskRequest, pk: int) -> HttpResponse:
    """A meeting that only the secretariat sees until it is called."""
    forum = own_forum(request, pk)
    form = MeetingForm(request.POST or None, initial={"title": _("Møte i samarbeidsforum"), "time": "10.00"})
    if form.is_valid() and (
        made := tried(
            form, lambda: meetings.plan_meeting(forum=forum, new=form.value(_moment), by=request.user, at=now())
        )
    ):
        messages.success(request, _("Møtet er planlagt. Legg til sakene før du innkaller."))
        return see_other("authority:forum_meeting", made.pk)
    return form_page(request, form, forum, _("Planlegg et møte"))


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, OSLO)


def new_item(request: DeskRequest, pk: int) -> HttpResponse:
    """A matter, last on the agenda."""
    meeting = _own_meeting(request, pk)
    form = ItemForm(request.POST or None, years=scheme_years_on_desk(viewer=request.viewer))
    if is_done(form, lambda: meetings.add_item(meeting=meeting, new=form.value(), by=request.user, at=now())):
        return see_other("authority:forum_meeting", pk)
    return form_page(request, form, meeting.forum, _("Legg til en sak"), meeting=meeting)


def edit_item(request: DeskRequest, pk: int) -> HttpResponse:
    """A matter before the meeting is called."""
    item = _own_item(request, pk)
    first = {name: getattr(item, name) for name in ("title", "words", "proposal", "about")}
    form = ItemForm(request.POST or None, years=scheme_years_on_desk(viewer=request.viewer), initial=first)
    if is_done(form, lambda: meetings.change_item(item=item, new=form.value(), by=request.user, at=now())):
        return see_other("authority:forum_item", pk)
    return form_page(request, form, item.meeting.forum, _("Rediger saken"), meeting=item.meeting)


@require_POST
def call(request: DeskRequest, pk: int) -> HttpResponse:
    """Sends the call."""
    meeting = _own_meeting(request, pk)
    done = _("Innkallingen er sendt til medlemmene.")
    return _acted(request, meeting, lambda: meetings.call_meeting(meeting=meeting, by=request.user, at=now()), done)


@require_POST
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """The minutes stand."""
    meeting = _own_meeting(request, pk)
    done = _("Referatet er godkjent, og medlemmene har fått beskjed.")
    return _acted(request, meeting, lambda: meetings.approve_minutes(meeting=meeting, by=request.user, at=now()), done)


def _acted(request: DeskRequest, meeting: ForumMeeting, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, done)
    return see_other("authority:forum_meeting", meeting.pk)


def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Calls the meeting off."""
    meeting = _own_meeting(request, pk)
    form = ReasonForm(request.POST or None)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if is_done(form, lambda: meetings.cancel_meeting(meeting=meeting, why=why, by=request.user, at=now())):
        messages.success(request, _("Møtet er avlyst."))
        return see_other("authority:forum_meeting", pk)
    return form_page(request, form, meeting.forum, _("Avlys møtet"), _("Avlys møtet"), meeting=meeting)


def minutes(request: DeskRequest, pk: int) -> HttpResponse:
    """Who met, and what was said; not in matters that the writer is disqualified in."""
    meeting = _own_meeting(request, pk)
    require(may.is_under_way(meeting, now()))
    rows = queries.agenda_of(viewer=request.viewer, meeting=meeting, day=today())
    form = MinutesForm(request.POST or None, meeting=meeting, items=[row.item for row in rows if row.may_see])
    if is_done(form, lambda: _write(request, meeting, form)):
        messages.success(request, _("Referatet er lagret."))
        return see_other("authority:forum_meeting", pk)
    return form_page(request, form, meeting.forum, _("Skriv referatet"), meeting=meeting)


def _write(request: DeskRequest, meeting: ForumMeeting, form: MinutesForm) -> object:
    return meetings.write_minutes(
        meeting=meeting,
        minutes=form.cleaned_data["minutes"],
        by_item=form.by_item(),
        met=form.met(),
        by=request.user,
        at=now(),
    )


def agree(request: DeskRequest, pk: int) -> HttpResponse:
    """The forum agreed."""
    item = _own_item(request, pk)
    require(may.may_agree(request.viewer, item, now()))
    label = gettext_lazy("Dette ble forumet enig om")
    form = WordsForm(request.POST or None, name="text", label=label, initial={"text": item.proposal})
    if is_done(form, lambda: deciding.agree(item=item, **form.cleaned_data, by=request.user, at=now())):
        return see_other("authority:forum_item", pk)
    return _item_form(request, form, item, _("Før at forumet ble enig"))


def fail(request: DeskRequest, pk: int) -> HttpResponse:
    """The forum did not agree: only then may it vote."""
    item = _own_item(request, pk)
    require(may.may_fail(request.viewer, item, now()))
    label = gettext_lazy("Hva forumet ikke ble enig om, og hvorfor")
    form = WordsForm(request.POST or None, name="why", label=label)
    if is_done(
        form, lambda: deciding.record_failed_agreement(item=item, **form.cleaned_data, by=request.user, at=now())
    ):
        return see_other("authority:forum_item", pk)
    return _item_form(request, form, item, _("Før at forumet ikke ble enig"))


def open_ballot(request: DeskRequest, pk: int) -> HttpResponse:
    """Lets the bodies vote."""
    item = _own_item(request, pk)
    require(may.may_open_ballot(request.viewer, item, now()))
    label = gettext_lazy("Forslaget det stemmes over")
    form = WordsForm(request.POST or None, name="proposal", label=label, initial={"proposal": item.proposal})
    if is_done(form, lambda: deciding.open_ballot(item=item, **form.cleaned_data, by=request.user, at=now())):
        return see_other("authority:forum_item", pk)
    return _item_form(request, form, item, _("Åpne avstemning"))


@require_POST
def count(request: DeskRequest, pk: int) -> HttpResponse:
    """Closes the vote and records what it came to."""
    deciding.count_ballot(item=_own_item(request, pk), by=request.user, at=now())
    return see_other("authority:forum_item", pk)


def record_vote(request: DeskRequest, pk: int, seat: int) -> HttpResponse:
    """The vote of a body whose member does not log in."""
    item = _own_item(request, pk)
    seats = ForumMembership.objects.filter(forum=item.meeting.forum).select_related("organisation", "person")
    body = fetch(seats, seat, viewer=request.viewer)
    form = VoteForm(request.POST or None)
    choice = form.cleaned_data["choice"] if form.is_valid() else ""
    if is_done(form, lambda: deciding.record_vote(item=item, seat=body, choice=choice, by=request.user, at=now())):
        return see_other("authority:forum_item", pk)
    return _item_form(request, form, item, _("Før stemmen til %(body)s") % {"body": body.body})


def _item_form(request: DeskRequest, form: WordsForm | VoteForm, item: AgendaItem, title: str) -> HttpResponse:
    return form_page(request, form, item.meeting.forum, title, meeting=item.meeting, item=item)


def _own_meeting(request: DeskRequest, pk: int) -> ForumMeeting:
    rows = queries.visible_meetings(viewer=request.viewer, day=today())
    return fetch(rows, pk, viewer=request.viewer, may=lambda viewer, one: may_keep(viewer, one.forum))


def _own_item(request: DeskRequest, pk: int) -> AgendaItem:
    rows = queries.visible_items(viewer=request.viewer, day=today())
    return fetch(rows, pk, viewer=request.viewer, may=lambda viewer, one: may_handle_item(viewer, one, day=today()))
