"""Freed places: what is free, offered and filled, the queue with its reasons, and the terms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import FreedPlace, PlaceOffer, Round, WaitingList
from pafyll.apps.applications.permissions.waiting import may_offer, may_set_waiting_list, may_withdraw_offer
from pafyll.apps.applications.queries.placed import WITH_EVERYTHING, as_result
from pafyll.apps.applications.queries.rates import rate_table
from pafyll.apps.applications.queries.waiting import decided_run, freed_places, open_offers, queue_for, reuse_of
from pafyll.apps.applications.services.place_offers import withdraw_offer
from pafyll.apps.applications.services.waiting_lists import set_waiting_list, start_offers, stop_offers
from pafyll.integrations.clock import OSLO, now
from pafyll.web.authority.forms.rounds import ReasonForm
from pafyll.web.authority.forms.waiting import WaitingForm
from pafyll.web.authority.refusals import tried
from pafyll.web.authority.views.rounds import own_round
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.why import Why
from pafyll.web.components.why.costs import why_of_place
from pafyll.web.components.why.queues import why_of_queue


def freed(request: DeskRequest, pk: int) -> HttpResponse:
    """The round's freed places and the offers that are out."""
    round, at = own_round(request, pk), now()
    listed = WaitingList.objects.filter(round=round).first()
    context = {
        "round": round,
        "listed": listed,
        "runs": may_offer(listed, at),
        "may_set": may_set_waiting_list(request.viewer, round),
        "reuse": reuse_of([round])[round.pk],
        "places": freed_places(viewer=request.viewer, round=round),
        "offers": explained_offers(open_offers(viewer=request.viewer, round=round), round),
    }
    return render(request, "authority/freed.html", context)


def explained_offers(offers: Iterable[PlaceOffer], round: Round) -> list[tuple[PlaceOffer, Why | None]]:
    """Each offer with why the owner pays what it pays. One query more, whatever the number of offers."""
    rates = rate_table(round)
    return [(one, why_of_place(as_result(one), rates, when=moment(one.offered_at))) for one in offers]


def place(request: DeskRequest, pk: int) -> HttpResponse:
    """One freed place: its queue with everyone's answer now, and the offers that were given."""
    shown = _place(request, pk)
    (rows, turn), run = queue_for(shown), decided_run(shown.round)
    offers = PlaceOffer.objects.filter(place=shown).select_related(*WITH_EVERYTHING).order_by("offered_at", "pk")
    context = {
        "place": shown,
        "round": shown.round,
        "rows": rows,
        "turn": turn,
        "offers": offers,
        "why": why_of_queue(shown, rows, run, at=now()),
    }
    return render(request, "authority/freed_place.html", context)


def _place(request: DeskRequest, pk: int) -> FreedPlace:
    rounds = FreedPlace.objects.filter(pk=pk).values_list("round_id", flat=True)
    found = own_round(request, next(iter(rounds), 0))
    return fetch(freed_places(viewer=request.viewer, round=found), pk, viewer=request.viewer)


def terms(request: DeskRequest, pk: int) -> HttpResponse:
    """Days to answer and the last day. Saving starts the offers."""
    round = own_round(request, pk)
    form = WaitingForm(request.POST or None, initial=_first_values(round))
    if form.is_valid() and tried(
        form, lambda: set_waiting_list(round=round, terms=form.value(), by=request.user, at=now())
    ):
        messages.success(request, _("Vilkårene er lagret, og ledige plasser tilbys til de neste i køen."))
        return see_other("authority:freed", pk)
    return render(request, "authority/freed_terms.html", {"round": round, "form": form})


def _first_values(round: Round) -> dict[str, object]:
    listed = WaitingList.objects.filter(round=round).first()
    if listed is None:
        return {"last_day": round.admission_on}
    last_day = (listed.closes_at - timedelta(seconds=1)).astimezone(OSLO).date()
    return {"answer_days": listed.answer_days, "last_day": last_day}


def stop(request: DeskRequest, pk: int) -> HttpResponse:
    """No new offers until somebody starts them again."""
    round = own_round(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: stop_offers(round=round, by=request.user, at=now(), why=form.cleaned_data["why"])
    ):
        messages.success(request, _("Tilbudene er stanset. De som har fått tilbud, kan fortsatt svare."))
        return see_other("authority:freed", pk)
    return render(request, "authority/freed_stop.html", {"round": round, "form": form})


@require_POST
def start(request: DeskRequest, pk: int) -> HttpResponse:
    """Goes on where it was stopped."""
    start_offers(round=own_round(request, pk), by=request.user, at=now())
    messages.success(request, _("Tilbudene er i gang igjen."))
    return see_other("authority:freed", pk)


def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes an open offer back, with a reason that the applicant reads."""
    round = own_round(request, next(iter(PlaceOffer.objects.filter(pk=pk).values_list("place__round", flat=True)), 0))
    offer = fetch(open_offers(viewer=request.viewer, round=round), pk, viewer=request.viewer, may=may_withdraw_offer)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: withdraw_offer(offer=offer, by=request.user, at=now(), why=form.cleaned_data["why"])
    ):
        messages.success(request, _("Tilbudet er trukket tilbake, og plassen går til neste i køen."))
        return see_other("authority:freed", round.pk)
    return render(request, "authority/freed_take_back.html", {"round": round, "form": form, "offer": offer})
