"""The budget of an assignment: tried out, kept, signed, compared, and taken out as Excel and PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.assignments.models import Assignment, AssignmentBudget
from pafyll.apps.assignments.permissions import visible_assignments
from pafyll.apps.assignments.permissions.prices import may_keep_budget, may_see_price, may_see_units, may_sign_budget
from pafyll.apps.assignments.queries.pricing import Priced, budgets_of, figures_for, order_of, price_now, priced
from pafyll.apps.assignments.services import budgeting, signing_budgets
from pafyll.apps.assignments.services.budgeting import BudgetTerms
from pafyll.apps.assignments.services.price_documents import price_document
from pafyll.domain.answers import require
from pafyll.domain.assignments.pricing import Line, Order, Price, Purchase, Work
from pafyll.domain.assignments.pricing.order import BASE, LONG, SHORT
from pafyll.domain.assignments.pricing.standard import coverage, least_number, least_price
from pafyll.domain.values import Credits, Kroner, Semester
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.components.tags.formats import t
from pafyll.web.components.why.prices import why_of_price
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.provider.forms.prices import BudgetForms, WhatIfForm, WhyForm

YEARS = (5, 10, 20, 40)  # assignments a year that are always shown beside the one that is asked for


@dataclass(frozen=True)
class LineRow:
    """A line now and as it was kept; either may be missing."""

    line: Line
    before: Kroner | None
    now: Kroner | None

    @property
    def difference(self) -> int:
        return int(self.now or 0) - int(self.before or 0)


def assignment_priced(request: DeskRequest, pk: int) -> Assignment:
    """The assignment, for those who may see its price."""
    rows = visible_assignments(request.viewer, day=today()).select_related("unit__parent")
    return fetch(rows, pk, viewer=request.viewer, may=lambda viewer, row: may_see_price(viewer, row, day=today()))


def budget_visible(request: DeskRequest, pk: int) -> AssignmentBudget:
    """A version of a budget, for those who may see the price of its assignment."""
    mine = visible_assignments(request.viewer, day=today())
    rows = AssignmentBudget.objects.filter(assignment__in=mine.values("pk")).select_related(
        "assignment__unit", "assignment__provider", "assignment__counterpart", "signed_by"
    )
    return fetch(
        rows, pk, viewer=request.viewer, may=lambda viewer, row: may_see_price(viewer, row.assignment, day=today())
    )


def budget(request: DeskRequest, pk: int) -> HttpResponse:
    """The latest version: the calculator while it is a draft, the lines as they stand once it is signed."""
    assignment = assignment_priced(request, pk)
    latest = budgets_of(assignment).first()
    if latest is None or not latest.is_draft:
        if request.method == "POST":
            raise Http404
        return _shown(request, assignment, latest)
    latest.assignment = assignment
    if request.method == "POST":
        return _worked_on(request, latest)
    return _calculator(request, latest, BudgetForms(latest, None), priced(latest))


def _worked_on(request: DeskRequest, latest: AssignmentBudget) -> HttpResponse:
    """Posted: kept, or only tried out, or asked for more rows."""
    require(may_keep_budget(request.viewer, latest.assignment, day=today()))
    found = BudgetForms(latest, request.POST, more="more" in request.POST)
    if not found.is_valid():
        return _calculator(request, latest, found, priced(latest), status=422)
    if "save" not in request.POST:
        tried = price_now(_order(found.value(), latest), latest.assignment)
        return _calculator(request, latest, found, tried, compared=priced(latest))
    if is_done(found.terms, lambda: _save(request, latest, found.value())):
        messages.success(request, _("Budsjettet er lagret."))
        return see_other("provider:budget", latest.assignment_id)
    return _calculator(request, latest, found, priced(latest), status=422)


def _save(request: DeskRequest, latest: AssignmentBudget, terms: BudgetTerms) -> AssignmentBudget:
    edition = _number(request.POST.get("edition"))
    return budgeting.save_budget(budget=latest, terms=terms, edition=edition, by=request.user, at=now())


def _calculator(
    request: DeskRequest,
    latest: AssignmentBudget,
    found: BudgetForms,
    shown: Priced,
    *,
    compared: Priced | None = None,
    status: int = 200,
) -> HttpResponse:
    assignment = latest.assignment
    context = {
        "assignment": assignment,
        "sees_unit": may_see_units(request.viewer, assignment.provider_id),
        "budget": latest,
        "forms": found,
        "edition": request.POST.get("edition", latest.edition),
        "shown": shown,
        "compared": compared,
        "why": why_of_price(latest, shown, at=now()),
        "rows": _rows(compared.price if compared else None, shown.price),
        "difference": _difference(compared.price if compared else None, shown.price),
        "versions": budgets_of(assignment),
        "may_keep": may_keep_budget(request.viewer, assignment, day=today()),
        "may_sign": may_sign_budget(request.viewer, assignment, day=today()),
    }
    return render(request, "provider/prices/budget.html", context, status=status)


def _shown(request: DeskRequest, assignment: Assignment, latest: AssignmentBudget | None) -> HttpResponse:
    """What is signed, or that there is nothing yet."""
    if latest is not None:
        latest.assignment = assignment
    shown = priced(latest) if latest else None
    context = {
        "assignment": assignment,
        "sees_unit": may_see_units(request.viewer, assignment.provider_id),
        "budget": latest,
        "shown": shown,
        "compared": None,
        "why": why_of_price(latest, shown, at=now()) if latest and shown else None,
        "rows": _rows(None, shown.price) if shown else [],
        "versions": budgets_of(assignment),
        "document": price_document(latest) if latest else None,
        "may_keep": may_keep_budget(request.viewer, assignment, day=today()),
    }
    return render(request, "provider/prices/signed_budget.html", context)


def version(request: DeskRequest, pk: int) -> HttpResponse:
    """One version as it is or was, beside the version before it."""
    one = budget_visible(request, pk)
    earlier = budgets_of(one.assignment).filter(version__lt=one.version).first()
    if earlier is not None:
        earlier.assignment = one.assignment
    shown, before = priced(one), priced(earlier) if earlier else None
    context = {
        "assignment": one.assignment,
        "sees_unit": may_see_units(request.viewer, one.assignment.provider_id),
        "budget": one,
        "shown": shown,
        "compared": before,
        "why": why_of_price(one, shown, at=now()),
        "rows": _rows(before.price if before else None, shown.price),
        "difference": _difference(before.price if before else None, shown.price),
        "versions": budgets_of(one.assignment),
        "document": price_document(one),
        "may_keep": None,
    }
    return render(request, "provider/prices/signed_budget.html", context)


def new_budget(request: DeskRequest, pk: int) -> HttpResponse:
    """The first draft, or a new version with the reason."""
    assignment = assignment_priced(request, pk)
    require(may_keep_budget(request.viewer, assignment, day=today()))
    is_first = not budgets_of(assignment).exists()
    form = forms.Form(request.POST or None) if is_first else WhyForm(request.POST or None)
    form = forms.Form({}) if is_first and request.method == "POST" else form
    if request.method == "POST" and is_done(form, lambda: _start(request, assignment, form)):
        messages.success(request, _("Du kan begynne på budsjettet."))
        return see_other("provider:budget", pk)
    title = _("Nytt budsjett") if is_first else _("Ny versjon av budsjettet")
    return small_form(request, assignment, form, title, _("Begynn"), back="provider:budget")


def _start(request: DeskRequest, assignment: Assignment, form: forms.Form) -> AssignmentBudget:
    why = form.cleaned_data.get("why", "")
    return budgeting.start_budget(assignment=assignment, why=why, by=request.user, at=now())


@require_POST
def sign(request: DeskRequest, pk: int) -> HttpResponse:
    """The economist signs the edition that the page showed."""
    one = budget_visible(request, pk)
    edition = _number(request.POST.get("edition"))
    signing_budgets.sign_budget(budget=one, edition=edition, by=request.user, at=now())
    messages.success(request, _("Budsjettet er signert, og prisen står fast."))
    return see_other("provider:budget", one.assignment_id)


def workbook(request: DeskRequest, pk: int) -> HttpResponse:
    """The lines as an Excel file."""
    one = budget_visible(request, pk)
    shown = priced(one)
    columns = [
        Column(_("Hva"), 34),
        Column(_("Stilling"), 28),
        Column(_("Beløp"), 14, is_kroner=True),
        Column(_("Hvorfor"), 60),
        Column(_("Kilde"), 60),
    ]
    lines = shown.price.lines if shown.price else ()
    rows = [[t(line.label), t(line.detail), int(line.amount), t(line), line.source] for line in lines]
    rows += [[_("Pris"), "", int(shown.price.total), "", ""]] if shown.price else []
    about = _("%(assignment)s, budsjett versjon %(version)s.") % {
        "assignment": one.assignment, "version": one.version,
    }  # fmt: skip
    return workbook_response(workbook_bytes(_("Pris"), columns, rows, about=about), f"pris-{one.pk}")


def pdf(request: DeskRequest, pk: int) -> HttpResponse:
    """The price as it was set when the budget was signed."""
    document = price_document(budget_visible(request, pk))
    if document is None:
        raise Http404
    response = HttpResponse(bytes(document.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="pris-{pk}.pdf"'
    return response


def standard(request: DeskRequest, pk: int) -> HttpResponse:
    """A year at the standard price: does it cover what the assignments cost, and what is fixed?"""
    assignment = assignment_priced(request, pk)
    latest = budgets_of(assignment).first()
    if latest is not None:
        latest.assignment = assignment
    found = priced(latest) if latest else None
    cost = found.price.costs if found and found.price else None
    form = WhatIfForm(request.GET if "n" in request.GET else None, initial=_entered(assignment))
    context = {"assignment": assignment, "form": form, "cost": cost, "found": found}
    if cost is not None and form.is_bound and form.is_valid():
        context |= _tried(form.cleaned_data, cost)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "provider/prices/standard.html", context, status=status)


def _tried(given: dict[str, Any], cost: Kroner) -> dict[str, Any]:
    price, fixed = Kroner(given["price"]), Kroner(given["fixed"])
    numbers = sorted({given["n"], *YEARS})
    return {
        "asked": given["n"],
        "years": [coverage(number, price=price, cost=cost, fixed=fixed) for number in numbers],
        "least": least_number(price=price, cost=cost, fixed=fixed),
        "least_price": least_price(given["n"], cost=cost, fixed=fixed),
    }


def _entered(assignment: Assignment) -> dict[str, Any]:
    """The unit's own standard price and fixed costs, where it has entered them."""
    figures = figures_for(assignment.unit, day=assignment.starts_on)
    names = {"price": "standard_base", "fixed": "fixed_per_year"}
    known = {field: name for field, name in names.items() if not figures.lacking([name])}
    return {"n": 10, **{field: int(figures.of(name).value) for field, name in known.items()}}


def small_form(
    request: DeskRequest, assignment: Assignment, form: forms.Form, title: str, button: str, *, back: str
) -> HttpResponse:
    """A page with a short form about an assignment."""
    context = {"assignment": assignment, "form": form, "title": title, "button": button, "back": back}
    return render(request, "provider/prices/form.html", context, status=422 if form.errors else 200)


def _order(terms: BudgetTerms, budget: AssignmentBudget) -> Order:
    """What is tried out, before anything is kept."""
    return replace(
        order_of(budget),
        work=tuple(
            Work(row.kind, row.category, Decimal(row.hours), Semester(row.semester), str(row.person or ""))
            for row in terms.work
        ),
        packages=((BASE, terms.base_packages), (LONG, terms.long_packages), (SHORT, terms.short_packages)),
        travel=Kroner(terms.travel),
        purchases=tuple(Purchase(row.label, Kroner(row.amount), row.source) for row in terms.purchases),
        family=terms.family,
        is_education=terms.is_education,
        credits=Credits(terms.credits),
        own_financing=Kroner(terms.own_financing),
    )


def _rows(before: Price | None, shown: Price | None) -> list[LineRow]:
    """The lines side by side: those of now in their order, and then those that are gone."""
    then = {(line.label, line.detail): line for line in before.lines} if before else {}
    lines = shown.lines if shown else ()
    rows = [LineRow(line, _amount(then.pop((line.label, line.detail), None)), line.amount) for line in lines]
    return rows + [LineRow(line, line.amount, None) for line in then.values()]


def _difference(before: Price | None, shown: Price | None) -> int:
    """How much the price has changed; nothing when there is nothing to compare."""
    return int(shown.total - before.total) if before and shown else 0


def _amount(line: Line | None) -> Kroner | None:
    return line.amount if line else None


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
