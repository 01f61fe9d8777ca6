"""The budget: what is wrong first, then the year, the school year beside it, and four years ahead."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.planning.permissions.budget import may_keep_budget
from pafyll.apps.planning.queries.budget import (
    costs_visible_to,
    reallocations_visible_to,
    shown_budget,
    sources_visible_to,
)
from pafyll.apps.planning.queries.findings import findings_of
from pafyll.integrations.clock import today
from pafyll.web.components.budget_page import asked_year, figure_of
from pafyll.web.components.http import DeskRequest
from pafyll.web.owner.chosen import Chosen, at_owner_desk


@at_owner_desk
def budget(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """One budget year of the owner's, with everything that is entered and what may be done with it."""
    viewer, owner = request.viewer, chosen.owner
    shown = shown_budget(viewer=viewer, owner=owner, year=asked_year(request.GET, today()))
    sources = sources_visible_to(viewer).filter(owner=owner).prefetch_related("amounts")
    costs = costs_visible_to(viewer).filter(owner=owner)
    context = {
        "chosen": chosen,
        "shown": shown,
        "waiting": [one for one in findings_of(owner=owner, case=None) if one.is_open],
        "figure": figure_of(shown.ahead),
        "sources": [one for one in sources if one.removed_at is None],
        "costs": [one for one in costs if one.removed_at is None],
        "taken_out": [
            *((one, "owner:restore_source") for one in sources if one.removed_at is not None),
            *((one, "owner:restore_cost") for one in costs if one.removed_at is not None and not one.plan_id),
        ],
        "reallocations": reallocations_visible_to(viewer).filter(owner=owner),
        "may": may_keep_budget(viewer, owner),
    }
    return render(request, "owner/budget.html", context)
