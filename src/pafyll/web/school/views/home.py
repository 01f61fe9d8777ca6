"""The principal's front page: whose applications wait for a statement, and the facts it rests on."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.queries.announced import announced_rounds, round_of_the_day
from pafyll.apps.applications.queries.school import progress_of, statement_rows
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest


def home(request: DeskRequest) -> HttpResponse:
    """The applications from my schools in a round, those that wait first. ?runde= shows an earlier round."""
    at = now()
    rounds = list(announced_rounds(viewer=request.viewer))
    round = _chosen(request, rounds) or round_of_the_day(viewer=request.viewer)
    rows = statement_rows(viewer=request.viewer, round=round, at=at) if round else []
    context = {
        "round": round,
        "rounds": rounds,
        "rows": rows,
        "waiting": [row for row in rows if row.waits],
        "others": [row for row in rows if not row.waits],
        "progress": progress_of(rows),
        "owners_are_at_it": bool(round and round.owners_work(at)),
        "several_schools": len(request.viewer.leads_schools) > 1,
    }
    return render(request, "school/home.html", context)


def _chosen(request: DeskRequest, rounds: list[Round]) -> Round | None:
    return next((one for one in rounds if str(one.pk) == request.GET.get("runde", "")), None)
