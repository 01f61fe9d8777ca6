"""Competence plans in a case or in force, as figures: no names, and no number so small that it is one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.planning.queries.plans import FEWEST_SHOWN, PlanFigures, figures_to_represent
from pafyll.web.components.charts import LineFigure
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.planned import CostTable, bound_in_words, closing_figure, cost_table


def plans(request: DeskRequest) -> HttpResponse:
    """One section for each plan, with cost, gaps closing and how many study what and when."""
    shown = [_shown(one) for one in figures_to_represent(viewer=request.viewer)]
    return render(request, "representative/plans.html", {"shown": shown, "fewest": FEWEST_SHOWN})


def _shown(one: PlanFigures) -> tuple[PlanFigures, CostTable, LineFigure, str]:
    closing = closing_figure([(one.plan.title, one.run)])
    return one, cost_table(one.run, by="by_budget_year"), closing, bound_in_words(one.run)
