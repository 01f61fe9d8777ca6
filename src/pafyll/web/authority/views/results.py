"""The results of a run, row by row, and one applicant's reason chain."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.models import AllocationResult, AllocationRun
from pafyll.apps.applications.queries.authority import owners_in_run, results_of, totals_of_rows
from pafyll.apps.applications.queries.decided import sentences_of
from pafyll.apps.applications.queries.rates import rate_table
from pafyll.web.authority.forms.results import ResultsForm
from pafyll.web.authority.views.runs import shown_run
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.why import Why
from pafyll.web.components.why.costs import why_of_place
from pafyll.web.components.why.queues import why_of_reserve

PAGE_SIZE = 50


def results(request: DeskRequest, pk: int) -> HttpResponse:
    """The rows that fit the filter. As many queries with ten rows as with ten thousand."""
    run, viewer = shown_run(request, pk), request.viewer
    form = ResultsForm(request.GET, owners=owners_in_run(viewer=viewer, run=run))
    found = results_of(viewer=viewer, run=run, wanted=form.value())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("side"))
    query = request.GET.copy()
    query.pop("side", None)
    context = {
        "run": run,
        "form": form,
        "page": page,
        "totals": totals_of_rows(found),
        "query": query.urlencode(),
        "works_here": viewer.works_for_directorate,
    }
    return render(request, "authority/results.html", context)


def chain(request: DeskRequest, pk: int, result: int) -> HttpResponse:
    """Why one applicant got what she got."""
    run = shown_run(request, pk)
    rows = (
        results_of(viewer=request.viewer, run=run)
        .defer(None)
        .select_related("application__offer_2__programme__provider")
    )
    shown = rows.filter(pk=result).first()
    if shown is None:
        raise Http404
    context = {
        "run": run,
        "result": shown,
        "sentences": sentences_of(shown.chain),
        "why_reserve": why_of_reserve(run, shown) if shown.reserve_position else None,
        "why_cost": _why_cost(run, shown),
        "works_here": request.viewer.works_for_directorate,
    }
    return render(request, "authority/chain.html", context)


def _why_cost(run: AllocationRun, shown: AllocationResult) -> Why | None:
    if not shown.is_granted:
        return None
    return why_of_place(shown, rate_table(run.round), when=moment(run.run_at))
