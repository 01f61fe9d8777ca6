"""Freed places that are offered to the owner's teachers, with what they cost, and taking an offer back."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pafyll.apps.applications.permissions.waiting import may_withdraw_offer
from pafyll.apps.applications.queries.placed import as_result
from pafyll.apps.applications.queries.ranking import frame_of
from pafyll.apps.applications.queries.rates import rate_table
from pafyll.apps.applications.queries.waiting import offers_to_owners_teachers
from pafyll.apps.applications.services.place_offers import withdraw_offer
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.why.costs import why_of_place
from pafyll.web.owner.chosen import Chosen, at_owner_desk, round_or_404
from pafyll.web.owner.forms.freed import TakeBackForm


@at_owner_desk
def freed(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The offers in the asked-for round, else the chosen one; those that wait for an answer first."""
    asked = request.GET.get("runde", "")
    round = next((one for one in chosen.rounds if str(one.pk) == asked), None) or round_or_404(chosen)
    offers = offers_to_owners_teachers(viewer=request.viewer, owner=chosen.owner.pk, round=round)
    rates = rate_table(round)
    whys = [(one, why_of_place(as_result(one), rates, when=moment(one.offered_at))) for one in offers]
    frame = frame_of(owner=chosen.owner, round=round)
    context = {"chosen": chosen, "round": round, "offers": whys, "frame": frame}
    return render(request, "owner/freed.html", context)


@at_owner_desk
def take_back(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Takes an offer back because the owner cannot carry its part."""
    offers = offers_to_owners_teachers(viewer=request.viewer, owner=chosen.owner.pk)
    offer = fetch(offers, pk, viewer=request.viewer, may=may_withdraw_offer)
    form: forms.Form = TakeBackForm(request.POST or None)
    if form.is_valid():
        withdraw_offer(offer=offer, by=request.user, at=now(), why=form.cleaned_data["why"])
        messages.success(request, _("Tilbudet er trukket tilbake, og plassen går til neste i køen."))
        return see_other(f"{reverse('owner:freed')}?runde={offer.place.round_id}")
    context = {"chosen": chosen, "offer": offer, "form": form}
    return render(request, "owner/take_back.html", context, status=422 if form.errors else 200)
