"""What came out: who got a place, what it costs, and the grounds in short."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.queries.owner_results import ResultRow, is_decided_round, result_rows
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tags.chains import sentence
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
        "rows": rows,
        "granted": len(granted),
        "owner_amount": sum(row.result.owner_amount for row in granted if row.result),
        "state_amount": sum(row.result.state_amount for row in granted if row.result),
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


def _round(request: DeskRequest, chosen: Chosen) -> Round | None:
    """The asked-for round among those decided, else the chosen one, else the newest that is decided."""
    decided = [one for one in chosen.rounds if is_decided_round(one)]
    asked = request.GET.get("runde", "")
    found = next((one for one in decided if str(one.pk) == asked), None)
    return found or next((one for one in decided if one == chosen.round), None) or next(iter(decided), None)
