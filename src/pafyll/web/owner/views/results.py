"""What came out: who got a place, what it costs, and the grounds in short."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import AllocationRun, Round
from pafyll.apps.applications.queries.owner_results import ResultRow, is_decided_round, result_rows
from pafyll.apps.applications.queries.rates import rate_table
from pafyll.apps.applications.queries.waiting import decided_run
from pafyll.domain.grants.rates import RateTable
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tags.chains import sentence
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.why import Why
from pafyll.web.components.why.costs import why_of_place
from pafyll.web.components.why.queues import why_of_reserve
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.sheets import results_sheet, sheet_response

OUTCOMES = {"granted": (S.GRANTED,), "refused": (S.REFUSED,), "others": (S.REJECTED, S.LAPSED, S.WITHDRAWN)}


@at_owner_desk
def results(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The owner's outcomes in the round, by place in the list."""
    round = _round(request, chosen)
    decided = [one for one in chosen.rounds if is_decided_round(one)]
    rows = _rows(request, chosen, round) if round else []
    granted = [row for row in rows if row.result and row.result.is_granted]
    context = {
        "chosen": chosen,
        "round": round,
        "decided": decided,
        "rows": _explained(rows, round) if round else [],
        "granted": len(granted),
        "owner_amount": sum(row.result.owner_amount for row in granted if row.result),
        "state_amount": sum(row.result.state_amount for row in granted if row.result),
        "why_reserve": _why_reserve(rows, round) if round else None,
        "outcome": request.GET.get("utfall", ""),
        "query": request.GET.urlencode(),
    }
    return render(request, "owner/results.html", context)


@at_owner_desk
def results_file(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Exactly the rows of the page, in the same order, as an Excel file."""
    round = _round(request, chosen)
    if round is None:
        raise Http404
    rows = [(row, " ".join(sentence(step) for step in row.steps)) for row in _rows(request, chosen, round)]
    return sheet_response(results_sheet(rows, chosen.owner, round), _("resultat"))


def _rows(request: DeskRequest, chosen: Chosen, round: Round) -> list[ResultRow]:
    rows = result_rows(viewer=request.viewer, owner=chosen.owner, round=round, at=now())
    statuses = OUTCOMES.get(request.GET.get("utfall", ""))
    return [row for row in rows if statuses is None or row.application.status in statuses]


def _explained(rows: list[ResultRow], round: Round) -> list[tuple[ResultRow, Why | None]]:
    """Each with why we pay what we pay, where a place was given. Two queries, whatever the number of rows."""
    run, rates = decided_run(round), rate_table(round)
    return [(row, _why_cost(row, rates, run)) for row in rows]


def _why_cost(row: ResultRow, rates: RateTable, run: AllocationRun | None) -> Why | None:
    result = row.result
    if result is None or not result.is_granted:
        return None
    result.application = row.application
    when = moment(run.run_at) if run and result.pk else _("Da plassen ble tilbudt.")
    return why_of_place(result, rates, when=when)


def _why_reserve(rows: list[ResultRow], round: Round) -> Why | None:
    has_reserve = any(row.result and row.result.reserve_position for row in rows)
    run = decided_run(round) if has_reserve else None
    return why_of_reserve(run) if run else None


def _round(request: DeskRequest, chosen: Chosen) -> Round | None:
    """The asked-for round among those decided, else the chosen one, else the newest that is decided."""
    decided = [one for one in chosen.rounds if is_decided_round(one)]
    asked = request.GET.get("runde", "")
    found = next((one for one in decided if str(one.pk) == asked), None)
    return found or next((one for one in decided if one == chosen.round), None) or next(iter(decided), None)
