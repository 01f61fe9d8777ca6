"""Deadlines, from the rounds themselves."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.queries.announced import announced_rounds
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.milestones import milestones, notice


def deadlines(request: DeskRequest) -> HttpResponse:
    """Every round that is not closed, milestone by milestone, and the earlier ones as a list."""
    at = now()
    rounds = list(announced_rounds(viewer=request.viewer))
    current = [one for one in rounds if one.status != RoundStatus.CLOSED]
    context = {
        "current": [(one, notice(one, at=at), milestones(one, at=at)) for one in current],
        "earlier": [one for one in rounds if one.status == RoundStatus.CLOSED],
    }
    return render(request, "public/deadlines.html", context)
