"""What employees' representatives may read: rounds, rules, deadlines, and totals in which nobody is recognised."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.queries.announced import announced_rounds
from pafyll.apps.applications.queries.representative import FEWEST_SHOWN, total_of_round, totals_by_subject
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.milestones import milestones, notice


def home(request: DeskRequest) -> HttpResponse:
    """The announced rounds with what goes on in each."""
    at = now()
    rounds = announced_rounds(viewer=request.viewer)
    return render(request, "representative/home.html", {"rows": [(one, notice(one, at=at)) for one in rounds]})


def round(request: DeskRequest, pk: int) -> HttpResponse:
    """One round: deadlines, rules, and how many applied and were granted in each subject."""
    shown = fetch(announced_rounds(viewer=request.viewer), pk, viewer=request.viewer)
    applicants, granted = total_of_round(viewer=request.viewer, round=shown)
    context = {
        "round": shown,
        "milestones": milestones(shown, at=now()),
        "applicants": applicants,
        "granted": granted,
        "is_decided": shown.status in ("allocated", "closed"),
        "totals": totals_by_subject(viewer=request.viewer, round=shown),
        "fewest": FEWEST_SHOWN,
    }
    return render(request, "representative/round.html", context)
