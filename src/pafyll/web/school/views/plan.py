"""The school's part of the adopted plan: who studies when, and how many are away in each term."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.planning.queries.plans import school_plans
from pafyll.web.components.http import DeskRequest


def plan(request: DeskRequest) -> HttpResponse:
    """One section for each school that the viewer leads."""
    return render(request, "school/plan.html", {"found": school_plans(viewer=request.viewer)})
