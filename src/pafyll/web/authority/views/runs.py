"""Runs: starting one, the list, and one run with its protocol."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import AllocationRun, Scenario
from pafyll.apps.applications.permissions.authority import (
    may_decide,
    may_discard,
    may_review,
    may_run,
)
from pafyll.apps.applications.queries.authority import (
    applications_on_desk,
    owners_not_done,
    results_of,
    runs_on_desk,
    scenarios_of,
    totals_of_rows,
)
from pafyll.apps.applications.services.allocating import run_allocation
from pafyll.apps.applications.services.results_mail import told_so_far
from pafyll.apps.casework.queries import history_of
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.integrations.clock import now
from pafyll.web.authority.figures import granted_figure
from pafyll.web.authority.protocol import Protocol
from pafyll.web.authority.views.rounds import own_round
from pafyll.web.components.http import DeskRequest, fetch, see_other

LONGEST_KEY = 9  # digits


def runs(request: DeskRequest) -> HttpResponse:
    """Every run that the viewer may see, newest first."""
    rows = runs_on_desk(viewer=request.viewer).defer("protocol", "input_files")[:200]
    context = {"runs": rows, "works_here": request.viewer.works_for_directorate}
    return render(request, "authority/runs.html", context)


def start(request: DeskRequest, pk: int) -> HttpResponse:
    """What a run will do, and the button that does it."""
    round = own_round(request, pk)
    scenario = _chosen_scenario(request, pk)
    if request.method == "POST":
        run = run_allocation(round=round, scenario=scenario, by=request.user, at=now())
        messages.success(request, _("Fordelingen er beregnet. Gå gjennom den før du kontrollerer."))
        return see_other("authority:run", run.pk)
    context = {
        "round": round,
        "scenario": scenario,
        "answer": may_run(request.viewer, round, now()),
        "count": applications_on_desk(viewer=request.viewer, round=round)
        .filter(status=ApplicationStatus.RANKED)
        .count(),
        "late_owners": owners_not_done(viewer=request.viewer, round=round),
    }
    return render(request, "authority/start.html", context)


def _chosen_scenario(request: DeskRequest, pk: int) -> Scenario | None:
    asked = (request.POST or request.GET).get("scenario", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > LONGEST_KEY:
        raise Http404
    return fetch(scenarios_of(viewer=request.viewer, round=own_round(request, pk)), int(asked), viewer=request.viewer)


def shown_run(request: DeskRequest, pk: int) -> AllocationRun:
    """A run that the viewer may read."""
    return fetch(runs_on_desk(viewer=request.viewer), pk, viewer=request.viewer)


def run(request: DeskRequest, pk: int) -> HttpResponse:
    """Totals, limits that were met, bound and gap, fingerprints and audit; then what may be done with it."""
    shown, viewer = shown_run(request, pk), request.viewer
    rows = results_of(viewer=viewer, run=shown)
    protocol = Protocol(shown.protocol, shown.round)
    context: dict[str, Any] = {
        "run": shown,
        "round": shown.round,
        "protocol": protocol,
        "totals": totals_of_rows(rows),
        "figure": granted_figure(protocol) if viewer.works_for_directorate else None,
        "works_here": viewer.works_for_directorate,
        "history": history_of(shown.about) if viewer.works_for_directorate else [],
        "is_decided": shown.status == RunStatus.DECIDED,
        **_what_may_be_done(request, shown),
    }
    if context["is_decided"]:
        context["told"] = told_so_far(shown)
        context["to_be_told"] = context["totals"].applicants
    return render(request, "authority/run.html", context)


def _what_may_be_done(request: DeskRequest, run: AllocationRun) -> dict[str, Any]:
    """The actions that the status allows; each with the answer for this viewer."""
    viewer, is_live = request.viewer, run.status in (RunStatus.CALCULATED, RunStatus.REVIEWED)
    return {
        "review": may_review(viewer, run) if run.status == RunStatus.CALCULATED else None,
        "decide": may_decide(viewer, run) if run.status == RunStatus.REVIEWED else None,
        "discard": may_discard(viewer, run) if is_live else None,
    }
