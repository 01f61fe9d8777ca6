"""Appeals about the owner's applicants: where they stand and what they cost, never what was written."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.queries.owner_appeals import owner_appeals
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest
from pafyll.web.owner.chosen import Chosen, at_owner_desk


@at_owner_desk
def appeals(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The list, newest first."""
    rows = [
        (row, row.place.amount("owner") if row.place else None)
        for row in owner_appeals(viewer=request.viewer, owner=chosen.owner, at=now())
    ]
    return render(request, "owner/appeals.html", {"chosen": chosen, "rows": rows})
