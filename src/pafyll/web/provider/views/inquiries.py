"""The inbox of inquiries, and one inquiry: triage, notes, messages, and an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.assignments.models import Assignment, Inquiry
from pafyll.apps.assignments.permissions.inquiries import led_by, may_handle, visible_inquiries
from pafyll.apps.assignments.permissions.meetings import visible_networks
from pafyll.apps.assignments.queries import inquiries as queries
from pafyll.apps.assignments.services import deciding, impartiality, triage
from pafyll.domain.answers import Answer, no, require, yes
from pafyll.domain.lifecycles.inquiry import INQUIRY, WAITS, InquiryStatus
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, tried
from pafyll.web.components.tags.formats import day, moment, t
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.provider.forms.inquiries import InboxForm, TextForm, TriageForm
from pafyll.web.provider.forms.meetings import AssignmentForm

ON_PAGE = 25
S = InquiryStatus


def inbox(request: DeskRequest) -> HttpResponse:
    """What waits, those due first; found by words and filters."""
    require(_reads(request))
    form, found = _found(request)
    page = Paginator(found, ON_PAGE).get_page(request.GET.get("side"))
    rows = queries.inbox_rows(list(page.object_list), today=today())
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "count": page.paginator.count,
        "query": request.GET.urlencode(),
    }
    return render(request, "provider/inquiries.html", context)


def workbook(request: DeskRequest) -> HttpResponse:
    """The same list as the page shows with the same filter, without pages."""
    require(_reads(request))
    _form, found = _found(request)
    columns = (
        Column(_("Referanse"), 14),
        Column(_("Mottatt"), 20),
        Column(_("Svarfrist"), 16),
        Column(_("Over fristen"), 10),
        Column(_("Status"), 20),
        Column(_("Fra"), 28),
        Column(_("Navn"), 24),
        Column(_("E-post"), 28),
        Column(_("Område"), 24),
        Column(_("Enhet"), 28),
        Column(_("Ansvarlig"), 22),
        Column(_("Hva det gjelder"), 60),
    )
    rows = [_cells(row) for row in queries.inbox_rows(list(found), today=today())]
    about = _("Henvendelser per %(day)s") % {"day": day(today())}
    return workbook_response(workbook_bytes(_("Henvendelser"), columns, rows, about=about), "henvendelser")


def _cells(row: queries.InboxRow) -> list[Any]:
    one = row.inquiry
    return [
        one.reference,
        moment(one.received_at),
        day(one.due_on),
        _("ja") if row.is_overdue else "",
        t(one.get_status_display()),
        one.workplace,
        one.name,
        one.email,
        t(row.area),
        one.unit.name if one.unit else "",
        str(one.responsible or ""),
        one.text,
    ]


def _found(request: DeskRequest) -> tuple[InboxForm, Any]:
    form = InboxForm(request.GET, providers=led_by(request.viewer), day=today())
    return form, queries.inquiries_found(viewer=request.viewer, search=form.value(), today=today())


def _reads(request: DeskRequest) -> Answer:
    if led_by(request.viewer):
        return yes()
    return no("not_a_leader", "Henvendelser leses av koordinatoren og lederne.")


def inquiry(request: DeskRequest, pk: int) -> HttpResponse:
    """Everything that was asked, written and done, and what may be done now."""
    found = inquiry_here(request, pk)
    action = request.POST.get("action", "")
    note = TextForm(
        request.POST if action == "note" else None, name="text", label=gettext_lazy("Notat"), auto_id="note_%s"
    )
    help_text = gettext_lazy("Sendes på e-post, og står på siden den som spurte følger.")
    words = TextForm(
        request.POST if action == "message" else None,
        name="text",
        label=gettext_lazy("Melding"),
        help_text=help_text,
        auto_id="message_%s",
    )
    if action == "note" and is_done(note, lambda: _wrote(request, found, note, triage.write_note)):
        return see_other("provider:inquiry", pk)
    if action == "message" and is_done(words, lambda: _wrote(request, found, words, triage.write_to_inquirer)):
        messages.success(request, _("Meldingen er sendt."))
        return see_other("provider:inquiry", pk)
    context = {
        "inquiry": found,
        "row": queries.inbox_rows([found], today=today())[0],
        "written": queries.correspondence_of(found),
        "history": queries.history_of_inquiry(found),
        "proposals": queries.proposals_of(found),
        "places": queries.places_on_agendas(found),
        "decision": getattr(found, "decision", None),
        "statements": impartiality.statements_in(found),
        "note_form": note,
        "message_form": words,
        **_allowed(request, found),
    }
    status = 422 if note.errors or words.errors else 200
    return render(request, "provider/inquiry.html", context, status=status)


def _allowed(request: DeskRequest, found: Inquiry) -> dict[str, bool]:
    handles = bool(may_handle(request.viewer, found))
    return {
        "handles": handles,
        "may_triage": handles and found.status in WAITS,
        "may_answer_no": handles and found.status == S.TRIAGED,
        "may_reject": handles and bool(INQUIRY.may_become(found.status, S.REJECTED)),
        "may_assign": handles and found.status == S.ANSWERED_YES,
        "may_propose": handles and found.status in (S.TRIAGED, S.TO_FORUM),
    }


def _wrote(request: DeskRequest, found: Inquiry, form: TextForm, write: Callable[..., object]) -> object:
    return write(inquiry=found, text=form.cleaned_data["text"], by=request.user, at=now())


def triage_inquiry(request: DeskRequest, pk: int) -> HttpResponse:
    """Where it goes, who answers, and by when."""
    found = _handled(request, pk)
    form = TriageForm(request.POST or None, inquiry=found, day=today())
    if is_done(form, lambda: triage.triage(inquiry=found, to=form.value(), by=request.user, at=now())):
        messages.success(request, _("Henvendelsen er fordelt."))
        return see_other("provider:inquiry", pk)
    return form_page(request, form, found, _("Fordel henvendelsen"))


def answer_no(request: DeskRequest, pk: int) -> HttpResponse:
    """A no that needs no forum."""
    found = _handled(request, pk)
    label, help_text = gettext_lazy("Svaret"), gettext_lazy("Si hvorfor, og hvem som kan hjelpe.")
    form = TextForm(request.POST or None, name="text", label=label, help_text=help_text)
    if is_done(form, lambda: _wrote(request, found, form, triage.answer_no)):
        messages.success(request, _("Svaret er sendt."))
        return see_other("provider:inquiry", pk)
    return form_page(request, form, found, _("Svar nei"), _("Send svaret"))


def reject(request: DeskRequest, pk: int) -> HttpResponse:
    """Puts abuse away."""
    found = _handled(request, pk)
    form = TextForm(request.POST or None, name="why", label=gettext_lazy("Hvorfor er dette misbruk?"))
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if is_done(form, lambda: triage.reject_as_abuse(inquiry=found, why=why, by=request.user, at=now())):
        messages.success(request, _("Henvendelsen er lagt bort."))
        return see_other("provider:inquiries")
    return form_page(request, form, found, _("Avvis som misbruk"), _("Avvis"))


def step_aside(request: DeskRequest, pk: int) -> HttpResponse:
    """The viewer is disqualified, and sees it no more."""
    found = inquiry_here(request, pk)
    form = TextForm(request.POST or None, name="facts", label=gettext_lazy("Hva er forholdet?"))
    facts = form.cleaned_data["facts"] if form.is_valid() else ""
    if is_done(form, lambda: impartiality.step_aside(matter=found, facts=facts, by=request.user, at=now())):
        messages.success(request, _("Du er meldt inhabil i henvendelsen, og ser den ikke lenger."))
        return see_other("provider:inquiries")
    return form_page(request, form, found, _("Meld at du er inhabil"), _("Meld inhabil"))


def make_assignment(request: DeskRequest, pk: int) -> HttpResponse:
    """The assignment of an inquiry that was answered with yes."""
    found = _handled(request, pk)
    require(INQUIRY.may_become(found.status, S.ASSIGNED))
    networks = visible_networks(request.viewer, day=today()).filter(unit__provider=found.provider_id)
    form = AssignmentForm(request.POST or None, networks=networks)
    if form.is_valid() and (made := tried(form, lambda: _assigned(request, found, form))):
        messages.success(request, _("Oppdraget er opprettet. De som er foreslått, er bedt om å svare om habilitet."))
        return see_other("provider:assignment", made.pk)
    return form_page(request, form, found, _("Opprett oppdraget"), _("Opprett"))


def _assigned(request: DeskRequest, found: Inquiry, form: AssignmentForm) -> Assignment:
    return deciding.make_assignment(inquiry=found, planned=form.planned(), by=request.user, at=now())


def inquiry_here(request: DeskRequest, pk: int) -> Inquiry:
    """One that the viewer may read; 404 otherwise."""
    return fetch(visible_inquiries(request.viewer), pk, viewer=request.viewer)


def _handled(request: DeskRequest, pk: int) -> Inquiry:
    return fetch(visible_inquiries(request.viewer), pk, viewer=request.viewer, may=may_handle)


def form_page(request: DeskRequest, form: Any, found: Inquiry, title: str, button: str = "") -> HttpResponse:
    """A form of its own about the inquiry."""
    context = {"form": form, "inquiry": found, "title": title, "button": button or _("Lagre")}
    return render(request, "provider/inquiry_act.html", context, status=422 if form.errors else 200)
