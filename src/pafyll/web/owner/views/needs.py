"""The owner's needs map, the people behind it, and what the owner assumes about retirement."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.organisations.permissions import Role
from pafyll.apps.planning.queries.needs import assumption_of
from pafyll.apps.planning.queries.places import place_of_owner
from pafyll.apps.planning.services.assuming import assume
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.needs import pages
from pafyll.web.components.needs.pages import NeedsDesk
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.needs import AssumptionForm

DESK = NeedsDesk(
    "owner:needs",
    "owner:needs_file",
    "owner:needs_csv",
    people="owner:needs_people",
    assume="owner:assume",
    plans="owner:plans",
)


@at_owner_desk
def needs(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The map of all the owner's schools."""
    return pages.map_page(request, place_of_owner(viewer=request.viewer, owner=chosen.owner), DESK)


@at_owner_desk
def needs_people(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Who stands behind a figure."""
    place = place_of_owner(viewer=request.viewer, owner=chosen.owner)
    decides = chosen.owner.pk in request.viewer.organisations_in(Role.OWNER_DECIDER)
    return pages.people_page(request, place, DESK, decide_url="owner:decide_deviation" if decides else "")


@at_owner_desk
def needs_file(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The map in Excel."""
    return pages.workbook(request, place_of_owner(viewer=request.viewer, owner=chosen.owner))


@at_owner_desk
def needs_csv(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The map as CSV."""
    return pages.table(request, place_of_owner(viewer=request.viewer, owner=chosen.owner))


@at_owner_desk
def assume_page(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """GET shows what is assumed; POST sets the owner's own."""
    current = assumption_of(place_of_owner(viewer=request.viewer, owner=chosen.owner))
    initial = {"age": current.age, "years": current.years, "percent": current.percent}
    initial |= {"grounds": current.grounds if current.is_own else ""}  # type: ignore[dict-item]
    form = AssumptionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        assume(owner=chosen.owner, **form.cleaned_data, by=request.user, at=now())
        messages.success(
            request,
            _("Antakelsen er lagret, og kartet og nye utregninger av planene bruker den."),
        )
        return see_other("owner:needs")
    context = {"chosen": chosen, "form": form, "current": current}
    return render(request, "owner/assume.html", context, status=422 if form.errors else 200)
