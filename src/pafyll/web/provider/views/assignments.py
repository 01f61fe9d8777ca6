"""The provider's assignments."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.agreements.queries.pages import rows_about
from pafyll.apps.assignments.permissions import may_coordinate, overseen_by, visible_assignments
from pafyll.apps.assignments.queries.evaluation import talks_about, what_was_learned
from pafyll.apps.surveys.permissions import may_ask
from pafyll.domain.assignments.evaluation import may_be_followed_up
from pafyll.integrations.clock import today
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.provider.views.gates import gates_context
from pafyll.web.provider.views.teams import team_of


def assignments(request: DeskRequest) -> HttpResponse:
    """Those that the viewer oversees or works in, the latest first."""
    rows = visible_assignments(request.viewer, day=today())
    return render(request, "provider/assignments.html", {"rows": rows, "oversees": bool(overseen_by(request.viewer))})


def assignment(request: DeskRequest, pk: int) -> HttpResponse:
    """One assignment, with those who work in it."""
    shown = fetch(visible_assignments(request.viewer, day=today()), pk, viewer=request.viewer)
    members = shown.members.select_related("person")
    context = {
        "assignment": shown,
        "members": members,
        **team_of(request, shown),
        **gates_context(request, shown),
        "rows": rows_about(shown.about, viewer=request.viewer, day=today()),
        "may_write_agreement": may_coordinate(request.viewer, shown.provider_id),
        "learned": what_was_learned(shown),
        "talks": talks_about(shown),
        "may_follow_up": bool(may_be_followed_up(shown.status)),
        "may_ask": bool(may_ask(request.viewer, shown.provider_id)),
    }
    return render(request, "provider/assignment.html", context)
