"""The desk's first page, and one round with everything about it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pafyll.apps.applications.queries.authority import (
    NextStep,
    next_step,
    numbers_of_round,
    owners_not_done,
    rounds_on_desk,
    runs_on_desk,
)
from pafyll.apps.applications.queries.rounds import checklist, target_group_names
from pafyll.apps.applications.queries.waiting import reuse_of
from pafyll.apps.casework.queries import history_of
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.milestones import milestones

PAGES = {
    "round": "authority:round",
    "draw": "authority:draw",
    "bench": "authority:bench",
    "start": "authority:start",
    "run": "authority:run",
}
FOR_ALL = {"run"}
LATE_OWNERS_SHOWN = 20
DECIDED = (RoundStatus.ALLOCATED, RoundStatus.CLOSED)


def home(request: DeskRequest) -> HttpResponse:
    """Every round with the one thing that it waits for."""
    at = now()
    rounds = list(rounds_on_desk(viewer=request.viewer))
    rows = [(one, step := next_step(one, at=at), address_of(step, request)) for one in rounds]
    context = {
        "urgent": [row for row in rows if row[1].is_urgent],
        "rows": rows,
        "newest": rounds[0] if rounds else None,
        "works_here": request.viewer.works_for_directorate,
    }
    return render(request, "authority/home.html", context)


def address_of(step: NextStep, request: DeskRequest) -> str:
    """Where the next step is taken; "" for a reader who may not take it."""
    may = request.viewer.works_for_directorate or step.page in FOR_ALL
    return reverse(PAGES[step.page], args=[step.key]) if step.page and step.key and may else ""


def round(request: DeskRequest, pk: int) -> HttpResponse:
    """Dates, checklist, money, rates, draw, live numbers, runs and history of one round."""
    at, viewer = now(), request.viewer
    shown = fetch(rounds_on_desk(viewer=viewer), pk, viewer=viewer)
    step = next_step(shown, at=at)
    late = owners_not_done(viewer=viewer, round=shown) if shown.status == RoundStatus.OPEN else []
    context = {
        "round": shown,
        "step": step,
        "step_url": address_of(step, request),
        "milestones": milestones(shown, at=at),
        "checks": checklist(shown, at=at) if viewer.works_for_directorate else [],
        "numbers": numbers_of_round(viewer=viewer, round=shown),
        "late_owners": late[:LATE_OWNERS_SHOWN],
        "more_late_owners": max(len(late) - LATE_OWNERS_SHOWN, 0),
        "rates": shown.rates.select_related("entered_by").order_by("scheme", "subject_group", "payer"),
        "runs": runs_on_desk(viewer=viewer).filter(round=shown).defer("protocol", "input_files"),
        "history": history_of(f"round:{shown.pk}") if viewer.works_for_directorate else [],
        "works_here": viewer.works_for_directorate,
        "target_groups": target_group_names(shown),
        "is_draft": shown.status == RoundStatus.DRAFT,
        "is_open": shown.status == RoundStatus.OPEN,
        "reuse": reuse_of([shown])[shown.pk] if shown.status in DECIDED else None,
        "budget_years": (shown.study_year, shown.study_year + 1),
        "owners_are_done": at >= shown.owner_closes_at,
    }
    return render(request, "authority/round.html", context)
