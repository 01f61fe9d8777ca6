"""What officers do with an appeal, a page for each: it says what will happen before it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.models import Appeal
from pafyll.apps.casework.outcomes import effects_of, subject_of
from pafyll.apps.casework.permissions.appeals import may_answer, may_decide_forwarded, may_decide_proposal, may_prepare
from pafyll.apps.casework.queries.appeals import unanswered_demands
from pafyll.apps.casework.services import handling
from pafyll.apps.casework.services.appeals import answer_demand
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.appeal import APPEALS_BODY, FIRST_INSTANCE
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.appeals import AnswerForm, OutcomeForm, PreliminaryForm, StatementForm, WhyForm
from pafyll.web.authority.refusals import tried
from pafyll.web.authority.views.appeals import shown_appeal
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other


@require_POST
def assign(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes the appeal."""
    handling.assign_appeal(appeal=shown_appeal(request, pk), by=request.user, at=now())
    messages.success(request, _("Du har tatt klagen. Nå kan du lese hva parten har skrevet."))
    return see_other("authority:appeal", pk)


def take_late(request: DeskRequest, pk: int) -> HttpResponse:
    """Deals with a late appeal all the same."""
    appeal = _prepared_by(request, pk)
    form = WhyForm(request.POST or None)
    if _done(form, lambda: handling.take_late(appeal=appeal, why=form.cleaned_data["why"], by=request.user, at=now())):
        messages.success(request, _("Klagen blir behandlet selv om den kom for sent."))
        return see_other("authority:appeal", pk)
    return _page(request, "appeal_late", appeal, form)


def preliminary(request: DeskRequest, pk: int) -> HttpResponse:
    """Writes to the party that it takes longer."""
    appeal = _prepared_by(request, pk)
    form = PreliminaryForm(request.POST or None)
    if _done(form, lambda: handling.send_preliminary(appeal=appeal, by=request.user, at=now(), **form.cleaned_data)):
        messages.success(request, _("Det foreløpige svaret er sendt."))
        return see_other("authority:appeal", pk)
    return _page(request, "appeal_preliminary", appeal, form)


def propose(request: DeskRequest, pk: int) -> HttpResponse:
    """Proposes to dismiss, or to change the decision in the party's favour."""
    appeal = _prepared_by(request, pk)
    effects = effects_of(appeal.decision)
    outcomes = [one for one in FIRST_INSTANCE if effects or one == "dismissed"]
    form = OutcomeForm(request.POST or None, outcomes=outcomes, effects=effects)
    if _done(form, lambda: handling.propose(appeal=appeal, by=request.user, at=now(), **form.value())):
        messages.success(request, _("Innstillingen er lagret. En annen med fullmakt avgjør klagen."))
        return see_other("authority:appeal", pk)
    return _page(request, "appeal_propose", appeal, form, effects=effects)


def forward(request: DeskRequest, pk: int) -> HttpResponse:
    """Sends the appeal to the appeals body, with a copy of the statement to the party."""
    appeal = _prepared_by(request, pk)
    form = StatementForm(request.POST or None)
    if _done(form, lambda: handling.forward(appeal=appeal, by=request.user, at=now(), **form.cleaned_data)):
        messages.success(request, _("Klagen er sendt til klageinstansen, og parten har fått kopi."))
        return see_other("authority:appeal", pk)
    return _page(request, "appeal_forward", appeal, form, body=handling.appeals_body_of(appeal.decision))


def give_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Sends a proposal back to the officer."""
    appeal = shown_appeal(request, pk)
    require(may_decide_proposal(request.viewer, appeal))
    form = WhyForm(request.POST or None)
    if _done(form, lambda: handling.return_proposal(appeal=appeal, by=request.user, at=now(), **form.cleaned_data)):
        messages.success(request, _("Saken er sendt tilbake til saksbehandleren."))
        return see_other("authority:appeal", pk)
    return _page(request, "appeal_return", appeal, form)


@confirmed
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """A second person decides the proposal, after reading what it costs."""
    appeal = shown_appeal(request, pk)
    require(may_decide_proposal(request.viewer, appeal))
    form = forms.Form(request.POST if request.method == "POST" else None)
    if _done(form, lambda: handling.decide_proposal(appeal=appeal, by=request.user, at=now())):
        messages.success(request, _("Klagen er avgjort, og parten har fått brev."))
        return see_other("authority:appeal", pk)
    chosen = handling.chosen_effect(appeal, appeal.effect)
    return _page(request, "appeal_decide", appeal, form, effects=[chosen] if chosen else [])


@confirmed
def conclude(request: DeskRequest, pk: int) -> HttpResponse:
    """The appeals body decides."""
    appeal = shown_appeal(request, pk)
    require(may_decide_forwarded(request.viewer, appeal))
    effects = effects_of(appeal.decision)
    outcomes = [one for one in APPEALS_BODY if effects or one in ("not_upheld", "dismissed")]
    form = OutcomeForm(request.POST or None, outcomes=outcomes, effects=effects)
    if _done(form, lambda: handling.decide_forwarded(appeal=appeal, by=request.user, at=now(), **form.value())):
        messages.success(request, _("Klagen er avgjort, og parten har fått brev."))
        return see_other("authority:appeal", pk)
    return _page(request, "appeal_conclude", appeal, form, effects=effects)


def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Gives the grounds that a party has demanded."""
    viewer = request.viewer
    demand = fetch(unanswered_demands(viewer=viewer), pk, viewer=viewer, may=may_answer)
    form = AnswerForm(request.POST or None)
    if _done(form, lambda: answer_demand(demand=demand, by=request.user, at=now(), **form.cleaned_data)):
        messages.success(request, _("Begrunnelsen er gitt. En ny klagefrist har begynt."))
        return see_other("authority:appeals")
    steps = demand.decision.grounds.get("steps", []) if isinstance(demand.decision.grounds, dict) else []
    context = {"demand": demand, "form": form, "subject": subject_of(demand.decision), "steps": steps}
    return render(request, "authority/demand.html", context, status=422 if form.errors else 200)


def _prepared_by(request: DeskRequest, pk: int) -> Appeal:
    """The appeal, for the officer who prepares it."""
    appeal = shown_appeal(request, pk)
    require(may_prepare(request.viewer, appeal))
    return appeal


def _done(form: forms.Form, act: Callable[[], Any]) -> bool:
    return form.is_valid() and tried(form, act)


def _page(request: DeskRequest, template: str, appeal: Appeal, form: forms.Form, **more: Any) -> HttpResponse:
    context = {"appeal": appeal, "form": form, "subject": subject_of(appeal.decision), **more}
    return render(request, f"authority/{template}.html", context, status=422 if form.errors else 200)
