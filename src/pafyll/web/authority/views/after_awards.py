"""What waits after the awards, and a recipient's change: its effect first, then assessed by one, decided by another."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.queries.history import history_of
from pafyll.apps.grants.models import AwardChange
from pafyll.apps.grants.permissions.after_awards import may_decide_change, may_prepare_change
from pafyll.apps.grants.permissions.awards import awards_run
from pafyll.apps.grants.queries import after_awards as queries
from pafyll.apps.grants.services import award_changing as services
from pafyll.domain.answers import require
from pafyll.domain.grants.collective.changing import Verdict
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.after_awards import ChangeVerdictForm, verdict_initial
from pafyll.web.authority.forms.rounds import ReasonForm
from pafyll.web.components.after_awards.files import pdf
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.components.tags.collective import AFTER_EVENTS

M = TypeVar("M", bound=Model)
TO = {
    one: f"authority:{one}"
    for one in (
        "award",
        "award_change",
        "award_recovery",
        "award_control",
        "award_control_file",
        "after_award_letter",
        "settle_award",
    )
}


def follow_up(request: DeskRequest) -> HttpResponse:
    """Everything after the awards that somebody has to do something about."""
    page = queries.follow_up(request.viewer, day=today())
    return render(request, "authority/follow_up.html", {"page": page, "to": TO, "today": today()})


def change(request: DeskRequest, pk: int) -> HttpResponse:
    """What is applied for, what it would do to the budget, what is assessed, and the decision."""
    found = change_here(request, pk)
    viewer, day = request.viewer, today()
    amount = found.amount if found.verdict else found.wanted_amount
    amount = None if found.verdict == Verdict.REFUSED else amount
    context = {
        "change": found,
        "award": found.award,
        "effect": services.effect_on(found.award, amount) if found.is_open else None,
        "money": services.money_of(found.award),
        "may_prepare": may_prepare_change(viewer, found, day=day),
        "may_decide": may_decide_change(viewer, found, day=day),
        "history": history_of(found.about, words=AFTER_EVENTS),
        "letters": queries.letters_about(found.about),
        "to": TO,
    }
    return render(request, "authority/award_change.html", context)


def prepare(request: DeskRequest, pk: int) -> HttpResponse:
    """How it should end: the button «Vis virkningen» counts without saving anything."""
    found = change_here(request, pk)
    require(may_prepare_change(request.viewer, found, day=today()))
    form = ChangeVerdictForm(request.POST or None, initial=verdict_initial(found))
    if "show" not in request.POST and is_done(form, lambda: _prepare(request, found, form)):
        messages.success(request, _("Søknaden er klar til vedtak. En kollega avgjør den."))
        return see_other("authority:award_change", pk)
    terms = services.terms_of(found, form.value()) if form.is_bound and form.is_valid() else None
    amount = terms.amount if terms else found.wanted_amount
    context = {
        "change": found,
        "award": found.award,
        "form": form,
        "effect": services.effect_on(found.award, amount),
        "may_be": services.may_be(found.award, amount) if amount is not None else None,
        "money": services.money_of(found.award),
        "to": TO,
    }
    return render(request, "authority/award_change_prepare.html", context, status=422 if form.errors else 200)


@confirmed
@require_POST
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Decides as it is assessed."""
    found = services.decide_award_change(change=change_here(request, pk), by=request.user, at=now())
    messages.success(request, _("Vedtatt. Mottakeren har fått brevet."))
    return see_other("authority:award_change", found.pk)


def back(request: DeskRequest, pk: int) -> HttpResponse:
    """Assessed again, with the reason."""
    found = change_here(request, pk)
    require(may_decide_change(request.viewer, found, day=today()))
    form = ReasonForm(request.POST or None)
    if is_done(form, lambda: services.return_award_change(change=found, **form.cleaned_data, **who(request))):
        messages.success(request, _("Saken er sendt tilbake."))
        return see_other("authority:award_change", pk)
    return reason_page(request, form, found, ("authority:award_change", pk))


def letter(request: DeskRequest, pk: int) -> HttpResponse:
    """A letter that followed an award, as the PDF that was issued."""
    found = queries.letter_seen(request.viewer, pk, day=today())
    if found is None:
        raise Http404
    return pdf(found)


def change_here(request: DeskRequest, pk: int) -> AwardChange:
    """A change of an award that the viewer sees; 404 otherwise."""
    return fetch(run_here(request, queries.changes_of(request.viewer, day=today())), pk, viewer=request.viewer)


def run_here(request: DeskRequest, rows: QuerySet[M]) -> QuerySet[M]:
    """Of what follows awards: that of awards that the viewer's organisation runs, not of those that it receives."""
    return rows.filter(award__in=awards_run(request.viewer, day=today()))


def reason_page(request: DeskRequest, form: forms.Form, case: Any, cancel: tuple[str, int]) -> HttpResponse:
    """A page that asks why something is sent back."""
    title = _("Send saken tilbake")
    context = {"form": form, "award": case.award, "cancel": cancel, "title": title, "button": title, "standing": None}
    return render(request, "authority/after_award_form.html", context, status=422 if form.errors else 200)


def who(request: DeskRequest) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": request.user, "at": now()}


def _prepare(request: DeskRequest, found: AwardChange, form: ChangeVerdictForm) -> object:
    return services.prepare_award_change(change=found, verdict=form.value(), **who(request))
