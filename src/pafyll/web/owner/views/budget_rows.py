"""Entering, correcting, taking out and putting back the rows of a budget."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.planning.models import BudgetSource, PlannedCost
from pafyll.apps.planning.permissions.budget import may_change_cost, may_change_source, may_remove_source
from pafyll.apps.planning.queries.budget import costs_visible_to, sources_visible_to
from pafyll.apps.planning.queries.measures import measures_visible_to
from pafyll.apps.planning.services import budgeting
from pafyll.integrations.clock import now, today
from pafyll.web.components.budget_page import asked_year
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.budget import CostForm, SourceForm, cost_initial, source_initial, years_for

YEARS_BEFORE, YEARS_AFTER = 1, 5


@at_owner_desk
def add_source(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """New money."""
    years = years_for(None, asked_year(request.GET, today()))
    form = SourceForm(request.POST or None, years=years)
    return _answer(
        request, chosen, form, None, lambda: budgeting.enter_source(owner=chosen.owner, **_given(request, form))
    )


@at_owner_desk
def edit_source(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Corrects what is said about money."""
    source = _own_source(request, chosen, pk)
    years = years_for(source, asked_year(request.GET, today()))
    form = SourceForm(request.POST or None, years=years, initial=source_initial(source))
    return _answer(
        request, chosen, form, source, lambda: budgeting.change_source(source=source, **_given(request, form))
    )


@at_owner_desk
def add_cost(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """A new cost."""
    form = _cost_form(request, chosen, {"measure": request.GET.get("tiltak", "")})
    return _answer(
        request, chosen, form, None, lambda: budgeting.enter_cost(owner=chosen.owner, **_given(request, form))
    )


@at_owner_desk
def edit_cost(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Corrects a cost."""
    cost = _own_cost(request, chosen, pk)
    form = _cost_form(request, chosen, cost_initial(cost))
    return _answer(request, chosen, form, cost, lambda: budgeting.change_cost(cost=cost, **_given(request, form)))


@require_POST
@at_owner_desk
def remove_source(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Takes money out of the budget."""
    source = _own_source(request, chosen, pk, may=may_remove_source)
    budgeting.remove_source(source=source, by=request.user, at=now())
    return _taken_out(request, source.title)


@require_POST
@at_owner_desk
def restore_source(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Puts money back."""
    source = _own_source(request, chosen, pk)
    budgeting.restore_source(source=source, by=request.user, at=now())
    return _put_back(request, source.title)


@require_POST
@at_owner_desk
def remove_cost(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Takes a cost out of the budget."""
    cost = _own_cost(request, chosen, pk)
    budgeting.remove_cost(cost=cost, by=request.user, at=now())
    return _taken_out(request, cost.title)


@require_POST
@at_owner_desk
def restore_cost(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Puts a cost back."""
    cost = _own_cost(request, chosen, pk)
    budgeting.restore_cost(cost=cost, by=request.user, at=now())
    return _put_back(request, cost.title)


def _taken_out(request: DeskRequest, title: str) -> HttpResponse:
    messages.success(request, _("«%(title)s» er tatt ut. Du kan angre nederst på siden.") % {"title": title})
    return see_other("owner:budget")


def _put_back(request: DeskRequest, title: str) -> HttpResponse:
    messages.success(request, _("«%(title)s» er med igjen.") % {"title": title})
    return see_other("owner:budget")


def _answer(
    request: DeskRequest,
    chosen: Chosen,
    form: forms.Form,
    row: BudgetSource | PlannedCost | None,
    act: Callable[[], BudgetSource | PlannedCost],
) -> HttpResponse:
    """The form, or the budget with the row in it."""
    if form.is_valid():
        made = tried(form, act)
        if made is not None:
            messages.success(request, _("«%(title)s» er lagret.") % {"title": made.title})
            return see_other("owner:budget")
    context = {"chosen": chosen, "form": form, "row": row, "is_cost": isinstance(form, CostForm)}
    return render(request, "owner/budget_row.html", context, status=422 if form.errors else 200)


def _given(request: DeskRequest, form: Any) -> dict[str, Any]:
    return {"terms": form.value(), "by": request.user, "at": now()}


def _cost_form(request: DeskRequest, chosen: Chosen, initial: dict[str, Any]) -> CostForm:
    year = asked_year(request.GET, today())
    entered = [int(str(initial["when"])[1:])] if "when" in initial else []
    return CostForm(
        request.POST or None,
        years=sorted({*range(year - YEARS_BEFORE, year + YEARS_AFTER), *entered}),
        sources=sources_visible_to(request.viewer).filter(owner=chosen.owner, removed_at=None),
        measures=measures_visible_to(request.viewer).filter(owner=chosen.owner),
        initial=initial,
    )


def _own_source(request: DeskRequest, chosen: Chosen, pk: int, may: Any = may_change_source) -> BudgetSource:
    rows = sources_visible_to(request.viewer).filter(owner=chosen.owner)
    return fetch(rows, pk, viewer=request.viewer, may=may)


def _own_cost(request: DeskRequest, chosen: Chosen, pk: int) -> PlannedCost:
    rows = costs_visible_to(request.viewer).filter(owner=chosen.owner)
    return fetch(rows, pk, viewer=request.viewer, may=may_change_cost)
