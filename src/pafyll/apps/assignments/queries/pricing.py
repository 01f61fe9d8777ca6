"""A unit's figures, what a budget orders, and the price of it as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, QuerySet

from pafyll.apps.assignments.models import Assignment, AssignmentBudget, BudgetWork, Unit, UnitRate
from pafyll.apps.assignments.permissions import overseen_by
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer
from pafyll.domain.assignments.pricing import FIGURES, Line, Order, Price, Purchase, UnitFigures, Work, price_of
from pafyll.domain.assignments.pricing.figures import entered
from pafyll.domain.assignments.pricing.order import BASE, LONG, SHORT
from pafyll.domain.assignments.pricing.price import figures_needed
from pafyll.domain.assignments.pricing.rules import warnings_of
from pafyll.domain.lifecycles.assignment_papers import BudgetStatus
from pafyll.domain.parameters import DatedValue, Parameter
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Credits, Kroner, Semester


@dataclass(frozen=True)
class Priced:
    """A budget with its price. price is None while the unit lacks figures; lacking are their labels, to be entered."""

    order: Order
    price: Price | None
    lacking: tuple[str, ...]
    warnings: tuple[Answer, ...]


def visible_units(viewer: Viewer) -> QuerySet[Unit]:
    """Units of the providers whose assignments the viewer oversees."""
    return Unit.objects.select_related("provider", "parent").filter(provider__in=overseen_by(viewer))


def figures_for(unit: Unit, *, day: date) -> UnitFigures:
    """The figures of the unit on the day; a section that has not entered one uses the department's. One query."""
    rows = UnitRate.objects.filter(Q(unit=unit) | Q(unit=unit.parent_id)).select_related("unit", "signed_by")
    by_name: dict[str, dict[int, list[UnitRate]]] = {}
    for row in rows:
        by_name.setdefault(row.name, {}).setdefault(row.unit_id, []).append(row)
    known = {name: found for name, found in by_name.items() if name in FIGURES}
    return UnitFigures({name: _in_force(name, found, unit, day) for name, found in known.items()}, day)


def _in_force(name: str, found: Mapping[int, list[UnitRate]], unit: Unit, day: date) -> Parameter:
    own = entered(name, _dated(found.get(unit.pk, [])))
    if own.has_value_on(day) or unit.parent_id is None:
        return own
    return entered(name, _dated(found.get(unit.parent_id, [])))


def _dated(rows: Iterable[UnitRate]) -> list[DatedValue]:
    """The last row that was signed for each day."""
    by_day = {row.starts_on: row for row in rows}
    return [DatedValue(starts_on, str(row.value), cited(row)) for starts_on, row in by_day.items()]


def cited(row: UnitRate) -> str:
    """Where a figure is from, which unit uses it, and who signed for it when."""
    return f"{row.source} ({row.unit}, {row.signed_by} {norwegian_day(row.signed_at):%d.%m.%Y})"


@dataclass(frozen=True)
class ShownFigure:
    """A figure as a unit has it on a day, everything it has been, and what somebody has published."""

    parameter: Parameter
    now: UnitRate | None
    earlier: tuple[UnitRate, ...]

    @property
    def name(self) -> str:
        return self.parameter.name

    @property
    def is_inherited(self) -> bool:
        return self.now is not None and self.now not in self.earlier


def figures_shown(unit: Unit, *, day: date) -> list[ShownFigure]:
    """Every figure that a price can need, with what is in force and who signed. One query."""
    rows = list(
        UnitRate.objects.filter(Q(unit=unit) | Q(unit=unit.parent_id))
        .select_related("unit", "signed_by")
        .order_by("starts_on", "pk")
    )
    return [
        _shown(parameter, [row for row in rows if row.name == name], unit, day) for name, parameter in FIGURES.items()
    ]


def _shown(parameter: Parameter, rows: list[UnitRate], unit: Unit, day: date) -> ShownFigure:
    own = tuple(row for row in rows if row.unit_id == unit.pk)
    begun = [row for row in own if row.starts_on <= day] or [row for row in rows if row.starts_on <= day]
    return ShownFigure(parameter, begun[-1] if begun else None, own)


def budgets_of(assignment: Assignment) -> QuerySet[AssignmentBudget]:
    """Every version, the newest first."""
    rows = AssignmentBudget.objects.filter(assignment=assignment).select_related("signed_by", "started_by")
    return rows.prefetch_related("work__person", "purchases").order_by("-version")


def signed_budget(assignment: Assignment) -> AssignmentBudget | None:
    """The version that is signed and stands."""
    return budgets_of(assignment).filter(status=BudgetStatus.SIGNED).first()


def order_of(budget: AssignmentBudget) -> Order:
    """What the budget orders. The classification is the assignment's own, or what it was when it was signed."""
    return Order(
        work=tuple(_work(row) for row in budget.work.all()),
        packages=(
            (BASE, budget.base_packages),
            (LONG, budget.long_packages),
            (SHORT, budget.short_packages),
        ),
        travel=Kroner(budget.travel),
        purchases=tuple(Purchase(row.label, Kroner(row.amount), row.source) for row in budget.purchases.all()),
        family=budget.family,
        funding=budget.assignment.funding if budget.is_draft else budget.funding,
        is_education=budget.is_education,
        credits=Credits(budget.credits),
        own_financing=Kroner(budget.own_financing),
    )


def _work(row: BudgetWork) -> Work:
    who = str(row.person_id) if row.person_id else ""
    return Work(row.kind, row.category, Decimal(row.hours), Semester(row.semester), who)


def priced(budget: AssignmentBudget) -> Priced:
    """The budget with its price: as it was signed, or worked out with the figures of the day the assignment starts."""
    order = order_of(budget)
    if not budget.is_draft:
        return Priced(order, _as_signed(budget, order), (), tuple(warnings_of(order)))
    return price_now(order, budget.assignment)


def price_now(order: Order, assignment: Assignment) -> Priced:
    """The price of an order with the figures in force on the day that the assignment starts."""
    figures = figures_for(assignment.unit, day=assignment.starts_on)
    lacking = tuple(FIGURES[name].label for name in figures.lacking(figures_needed(order)))
    price = None if lacking else price_of(order, figures)
    return Priced(order, price, lacking, tuple(warnings_of(order)))


def _as_signed(budget: AssignmentBudget, order: Order) -> Price:
    lines = tuple(Line(**{**line, "amount": Kroner(line["amount"])}) for line in budget.lines)
    credited = sum((row.credited or Decimal(0) for row in budget.work.all()), Decimal(0))
    return Price(lines, order.days, Fraction(credited))
