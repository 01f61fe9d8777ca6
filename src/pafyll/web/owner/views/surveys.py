"""What the owner's own teachers answered in the nation's surveys, where enough of them did."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.web.components.http import DeskRequest
from pafyll.web.components.surveys.own_part import own_parts, own_scope
from pafyll.web.components.surveys.results import results_context, results_file
from pafyll.web.owner.chosen import Chosen, at_owner_desk


@at_owner_desk
def results_list(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The surveys that are closed, and whether enough of the owner's teachers have answered."""
    rows = own_parts(request.viewer, [chosen.owner])
    return render(request, "owner/survey_results.html", {"chosen": chosen, "rows": rows})


@at_owner_desk
def results(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """What the owner's teachers have answered."""
    context = results_context(request, own_scope(request.viewer, pk, chosen.owner))
    return render(request, "owner/survey_result.html", {"chosen": chosen, **context})


@at_owner_desk
def workbook(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The same as a table."""
    return results_file(request, own_scope(request.viewer, pk, chosen.owner))
