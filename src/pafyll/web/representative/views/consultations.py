"""Consultations that the union is invited to: what to read, the union's view, and minutes to confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.models import CasePaper, Consultation
from pafyll.apps.casework.permissions.cases import may_confirm_minutes, may_state
from pafyll.apps.casework.queries.cases import consultations_for, points_of_resolution
from pafyll.apps.casework.services.consultations import confirm_minutes, give_statement, proposal_of
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.case import PaperStatus
from pafyll.integrations.clock import now
from pafyll.web.components.case_files import attachment_file, paper_file, paper_html
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, said
from pafyll.web.representative.forms.consultations import StatementForm


def consultations(request: DeskRequest) -> HttpResponse:
    """The consultations of the viewer's unions, the newest meeting first."""
    rows = [(one, bool(may_state(request.viewer, one))) for one in consultations_for(viewer=request.viewer)]
    return render(request, "representative/consultations.html", {"rows": rows})


def consultation(request: DeskRequest, pk: int) -> HttpResponse:
    """The invitation, the paper, the union's view, and the minutes."""
    found = _own(request, pk)
    may = may_state(request.viewer, found)
    form = StatementForm(request.POST or None, points=proposal_of(found.case))
    if is_done(form, lambda: _state(request, found, form)):
        messages.success(request, _("Uttalelsen er sendt, og saksbehandleren har fått beskjed."))
        return see_other("representative:consultation", pk)
    paper = _paper(found)
    context = {
        "consultation": found,
        "case": found.case,
        "paper": paper,
        "html": paper_html(paper) if paper else "",
        "attachments": found.case.attachments.defer("content"),
        "form": form,
        "may_state": may,
        "may_confirm": may_confirm_minutes(request.viewer, found),
        "points": points_of_resolution(found.case),
    }
    return render(request, "representative/consultation.html", context, status=422 if form.errors else 200)


def _state(request: DeskRequest, found: Consultation, form: StatementForm) -> object:
    words = form.cleaned_data["words"]
    return give_statement(consultation=found, words=words, stances=form.stances, by=request.user, at=now())


@require_POST
def confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """The union says that the minutes are right."""
    try:
        confirm_minutes(consultation=_own(request, pk), by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Referatet er godkjent."))
    return see_other("representative:consultation", pk)


def paper(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """The paper that was issued last, as PDF or Word."""
    return paper_file(_paper(_own(request, pk)), form)


def attachment(request: DeskRequest, pk: int, attachment: int) -> HttpResponse:
    """A file of the case: the unions read all of them."""
    return attachment_file(_own(request, pk).case.attachments.filter(pk=attachment).first())


def _own(request: DeskRequest, pk: int) -> Consultation:
    return fetch(consultations_for(viewer=request.viewer), pk, viewer=request.viewer)


def _paper(found: Consultation) -> CasePaper | None:
    issued = found.case.papers.filter(status=PaperStatus.ISSUED)
    return issued.select_related("document", "case").first()
