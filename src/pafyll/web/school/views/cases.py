"""The owner's cases as the principal reads them: papers that were issued to the unions and principals, or to all."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.casework.models import Case, CasePaper
from pafyll.apps.casework.queries.cases import cases_for_school, points_of_resolution
from pafyll.domain.lifecycles.case import PaperStatus
from pafyll.web.components.case_files import paper_file, paper_html
from pafyll.web.components.http import DeskRequest, fetch


def cases(request: DeskRequest) -> HttpResponse:
    """The cases with a paper to read, the newest first."""
    return render(request, "school/cases.html", {"cases": cases_for_school(viewer=request.viewer)})


def case(request: DeskRequest, pk: int) -> HttpResponse:
    """The paper as it was issued last, and what was resolved."""
    found = _case(request, pk)
    paper = _paper(found)
    context = {"case": found, "paper": paper, "html": paper_html(paper), "points": points_of_resolution(found)}
    return render(request, "school/case.html", context)


def file(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """The paper as PDF or Word."""
    return paper_file(_paper(_case(request, pk)), form)


def _case(request: DeskRequest, pk: int) -> Case:
    return fetch(cases_for_school(viewer=request.viewer), pk, viewer=request.viewer)


def _paper(case: Case) -> CasePaper:
    return case.papers.filter(status=PaperStatus.ISSUED).select_related("document", "case").get()
