"""The owner's budget and programme as employees' representatives read them: everything, and nothing to change."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.queries.budget import shown_budget
from pafyll.apps.planning.queries.measures import programme
from pafyll.apps.planning.queries.places import owners_represented_by
from pafyll.domain.answers import no, require
from pafyll.integrations.clock import today
from pafyll.web.components.budget_page import asked_year, figure_of
from pafyll.web.components.http import DeskRequest


def budget(request: DeskRequest) -> HttpResponse:
    """One budget year of the owner whose employees the viewer represents."""
    owner, owners = _owner(request)
    shown = shown_budget(viewer=request.viewer, owner=owner, year=asked_year(request.GET, today()))
    context = {"owner": owner, "owners": owners, "shown": shown, "figure": figure_of(shown.ahead)}
    return render(request, "representative/budget.html", context)


def measures(request: DeskRequest) -> HttpResponse:
    """The owner's measures with what they cost."""
    owner, owners = _owner(request)
    found = programme(viewer=request.viewer, owner=owner)
    return render(request, "representative/measures.html", {"owner": owner, "owners": owners, "found": found})


def _owner(request: DeskRequest) -> tuple[Organisation, list[Organisation]]:
    """The owner in the address among those that the viewer represents, else the first."""
    owners = owners_represented_by(request.viewer)
    if not owners:
        require(no("represents_no_owner", "Budsjettet og tiltakene er for tillitsvalgte hos en skoleeier."))
    asked = request.GET.get("eier", "")
    return next((one for one in owners if str(one.pk) == asked), owners[0]), owners
