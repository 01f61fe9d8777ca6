"""The outage ledger, and later deadlines for one teacher or one owner."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.permissions.dispensations import may_decide_dispensation, may_dispense
from pafyll.apps.applications.queries.dispensations import dispensations_on_desk
from pafyll.apps.applications.services.dispensing import decide_dispensation, dispense, refuse_dispensation
from pafyll.apps.casework.models import Outage
from pafyll.apps.casework.permissions.appeals import may_keep_the_ledger
from pafyll.apps.casework.queries import history_of
from pafyll.apps.casework.services.outages import end_outage, register_outage
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.admission import DESKS, DispensationForm, OutageEndForm, OutageForm
from pafyll.web.authority.forms.appeals import WhyForm
from pafyll.web.authority.refusals import tried
from pafyll.web.authority.views.rounds import own_round
from pafyll.web.components.confirming import confirmed, confirmed_to_send
from pafyll.web.components.http import DeskRequest, fetch, see_other


def outages(request: DeskRequest) -> HttpResponse:
    """Every outage, newest first."""
    require(may_keep_the_ledger(request.viewer))
    desks, rounds = dict(DESKS), dict(Round.objects.values_list("pk", "name"))
    rows = [
        (one, [desks.get(code, code) for code in one.desks], [rounds[key] for key in one.rounds if key in rounds])
        for one in Outage.objects.select_related("registered_by")
    ]
    return render(request, "authority/outages.html", {"rows": rows})


def new_outage(request: DeskRequest) -> HttpResponse:
    """Writes an outage in the ledger."""
    require(may_keep_the_ledger(request.viewer))
    form = OutageForm(request.POST or None, rounds=Round.objects.exclude(status=RoundStatus.CLOSED))
    if form.is_valid() and tried(form, lambda: register_outage(facts=form.value(), by=request.user, at=now())):
        messages.success(request, _("Avbruddet er ført i loggen."))
        return see_other("authority:outages")
    return render(request, "authority/outage_form.html", {"form": form}, status=422 if form.errors else 200)


def outage_over(request: DeskRequest, pk: int) -> HttpResponse:
    """Writes when an outage was over."""
    require(may_keep_the_ledger(request.viewer))
    outage = fetch(Outage.objects.all(), pk, viewer=request.viewer)
    form = OutageEndForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: end_outage(outage=outage, ends_at=form.cleaned_data["ends_at"], by=request.user, at=now())
    ):
        messages.success(request, _("Slutten er ført i loggen."))
        return see_other("authority:outages")
    context = {"form": form, "outage": outage}
    return render(request, "authority/outage_over.html", context, status=422 if form.errors else 200)


def dispensations(request: DeskRequest) -> HttpResponse:
    """Every later deadline, newest first, and the rounds where one can be given."""
    require(may_keep_the_ledger(request.viewer))
    context = {
        "rows": dispensations_on_desk(viewer=request.viewer),
        "rounds": Round.objects.filter(status=RoundStatus.OPEN),
    }
    return render(request, "authority/dispensations.html", context)


def new_dispensation(request: DeskRequest, pk: int) -> HttpResponse:
    """Registers a later deadline in the round."""
    round = own_round(request, pk)
    require(may_dispense(request.viewer, round))
    form = DispensationForm(request.POST or None, round=round)
    if form.is_valid() and tried(form, lambda: dispense(round=round, given=form.value(), by=request.user, at=now())):
        messages.success(request, _("Dispensasjonen er registrert."))
        return see_other("authority:dispensations")
    context = {"form": form, "round": round}
    return render(request, "authority/dispensation_form.html", context, status=422 if form.errors else 200)


@confirmed_to_send
def dispensation(request: DeskRequest, pk: int) -> HttpResponse:
    """One dispensation with its history, and the answer that a second person gives."""
    shown = fetch(dispensations_on_desk(viewer=request.viewer), pk, viewer=request.viewer)
    form = WhyForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: refuse_dispensation(dispensation=shown, why=form.cleaned_data["why"], by=request.user, at=now()),
    ):
        messages.success(request, _("Dispensasjonen er avslått."))
        return see_other("authority:dispensation", pk)
    context = {
        "shown": shown,
        "form": form,
        "answer": may_decide_dispensation(request.viewer, shown) if shown.status == "prepared" else None,
        "history": history_of(shown.about),
    }
    return render(request, "authority/dispensation.html", context, status=422 if form.errors else 200)


@require_POST
@confirmed
def grant_dispensation(request: DeskRequest, pk: int) -> HttpResponse:
    """Grants what a colleague prepared."""
    shown = fetch(dispensations_on_desk(viewer=request.viewer), pk, viewer=request.viewer)
    decide_dispensation(dispensation=shown, by=request.user, at=now())
    messages.success(request, _("Dispensasjonen er innvilget."))
    return see_other("authority:dispensation", pk)
