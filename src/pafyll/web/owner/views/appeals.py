"""Appeals: the owner's own about money, and those of its applicants, without what these have written."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.queries.owner_appeals import owner_appeals
from pafyll.apps.casework.outcomes import subjects_of
from pafyll.apps.casework.queries.deadlines import deadline_of
from pafyll.apps.grants.queries.appealable import decisions_against
from pafyll.apps.organisations.permissions import Role
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
    decisions = list(decisions_against(viewer=request.viewer, owner=chosen.owner))
    subjects = subjects_of(decisions)
    own = [(one, subjects[one.pk], deadline_of(one), next(iter(one.appeals.all()), None)) for one in decisions]
    decides = chosen.owner.pk in request.viewer.organisations_in(Role.OWNER_DECIDER)
    context = {"chosen": chosen, "rows": rows, "own": own, "decides": decides}
    return render(request, "owner/appeals.html", context)
