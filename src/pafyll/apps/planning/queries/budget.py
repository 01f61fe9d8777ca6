"""An owner's budget as the calculation wants it, and as the pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import BudgetSource, PlannedCost, Reallocation
from pafyll.apps.planning.permissions.budget import owners_read_by
from pafyll.domain.lifecycles.budget import ReallocationStatus
from pafyll.domain.planning.budget import (
    Account,
    Balance,
    BudgetLine,
    CarryOver,
    Move,
    OwnerBudget,
    Part,
    SchoolYearRow,
    Source,
    Span,
    Use,
    Warned,
    YearRow,
    account_of,
    by_payer,
    by_purpose,
    calendar_part,
    forecast,
    lines_of,
    school_year_parts,
    school_year_rows,
    warnings,
    year_row,
)
from pafyll.domain.planning.budget.forecasting import YEARS_AHEAD
from pafyll.domain.values import Kroner, SchoolYear


def sources_visible_to(viewer: Viewer) -> QuerySet[BudgetSource]:
    """Sources of owners whose budget the viewer may read, those taken out as well."""
    return BudgetSource.objects.filter(owner__in=owners_read_by(viewer)).select_related("owner")


def costs_visible_to(viewer: Viewer) -> QuerySet[PlannedCost]:
    """Costs of owners whose budget the viewer may read, those taken out as well."""
    rows = PlannedCost.objects.filter(owner__in=owners_read_by(viewer))
    return rows.select_related("owner", "source", "measure", "plan")


def reallocations_visible_to(viewer: Viewer) -> QuerySet[Reallocation]:
    """Reallocations of owners whose budget the viewer may read, newest first."""
    rows = Reallocation.objects.filter(owner__in=owners_read_by(viewer))
    return rows.select_related("owner", "giver", "taker", "prepared_by", "decided_by")


def budget_of(owner: Organisation, *, with_plans: bool = True) -> OwnerBudget:
    """What is entered and not taken out, with the decided reallocations. Four queries.

    with_plans=False leaves out what the plan in force has booked: what a plan that takes its place may use.
    """
    rows = BudgetSource.objects.filter(owner=owner, removed_at=None).prefetch_related("amounts")
    sources = [source_value(row) for row in rows]
    costs = PlannedCost.objects.filter(owner=owner, removed_at=None)
    costs = costs if with_plans else costs.filter(plan=None)
    moves = Reallocation.objects.filter(owner=owner, status=ReallocationStatus.DECIDED).order_by("decided_at", "pk")
    return OwnerBudget(tuple(sources), tuple(use_of(row) for row in costs), tuple(move_of(row) for row in moves))


def source_value(row: BudgetSource) -> Source:
    """The row as the calculation wants it."""
    most = None if row.carry_over_most is None else Kroner(row.carry_over_most)
    return Source(
        key=row.about,
        title=row.title,
        purpose=row.purpose,
        payer=row.payer,
        is_recurring=row.is_recurring,
        amounts={one.budget_year: _span(one.amount, one.at_most) for one in row.amounts.all()},
        last_year=row.last_year,
        carry_over=CarryOver(row.may_carry_over, most),
        given_by=row.given_by,
    )


def use_of(row: PlannedCost) -> Use:
    """The row as the calculation wants it, a school year's cost spread on its two budget years."""
    return Use(
        key=row.about,
        title=row.title,
        purpose=row.purpose,
        parts=parts_of(row),
        source="" if row.source_id is None else f"budget_source:{row.source_id}",
        is_bound=row.is_bound,
        heads=row.heads,
        cost=row.cost,
    )


def parts_of(row: PlannedCost) -> tuple[Part, ...]:
    """What falls in which budget year."""
    if row.school_year is not None:
        return school_year_parts(row.amount, SchoolYear(row.school_year), autumn=row.autumn_percent)
    assert row.budget_year is not None
    return calendar_part(row.amount, row.budget_year)


def move_of(row: Reallocation) -> Move:
    """The row as the calculation wants it."""
    giver, taker = (f"budget_source:{key}" for key in (row.giver_id, row.taker_id))
    return Move(row.about, row.budget_year, giver, taker, row.kroner, row.resolution)


@dataclass(frozen=True)
class ShownBudget:
    """A budget year as the page shows it: what is wrong first, then the year, and the years ahead."""

    owner: Organisation
    year: int
    budget: OwnerBudget
    account: Account
    warned: list[Warned]
    row: YearRow
    purposes: list[tuple[str, YearRow]]
    payers: dict[str, Kroner]
    lines: list[BudgetLine]
    ahead: list[YearRow]
    school_years: list[SchoolYearRow]

    @property
    def years(self) -> range:
        """The budget years that can be looked at: from the first that is entered to the end of the forecast."""
        first = min(self.budget.first_year or self.year, self.year)
        return range(first, max(self.year, self.budget.last_year or 0) + YEARS_AHEAD)

    @property
    def is_empty(self) -> bool:
        return not self.budget.sources and not self.budget.uses


def shown_budget(*, viewer: Viewer, owner: Organisation, year: int) -> ShownBudget:
    """The owner's budget for the year and four years ahead. An empty one for who may not read it. Four queries."""
    budget = budget_of(owner) if owner.pk in owners_read_by(viewer) else OwnerBudget()
    return reckoned(budget, owner, year)


def reckoned(budget: OwnerBudget, owner: Organisation, year: int) -> ShownBudget:
    """The budget put to the calculation."""
    until = year + YEARS_AHEAD - 1
    account = account_of(budget, until=until)
    return ShownBudget(
        owner=owner,
        year=year,
        budget=budget,
        account=account,
        warned=warnings(budget, first=year, until=until),
        row=year_row(budget, account, year),
        purposes=by_purpose(budget, account, year),
        payers=by_payer(account, year),
        lines=lines_of(budget, account, year),
        ahead=forecast(budget, first=year),
        school_years=[row for row in school_year_rows(budget, account) if row.school_year.start >= year - 1],
    )


@dataclass(frozen=True)
class FreeMoney:
    """What is left of one source in one budget year when everything that is entered is paid: what a plan can use."""

    year: int
    payer: str
    purpose: str
    amount: Kroner
    title: str
    is_recurring: bool
    last_written: int  # the last year that an amount is entered for


def free_money(*, owner: Organisation, years: Iterable[int], with_plans: bool = True) -> list[FreeMoney]:
    """What is left by source in each of the years. Money that can be carried over is counted in its last year only.

    Planning asks this: nothing here is bound or planned already, so using all of it leaves no cost without cover.
    """
    wanted = sorted(set(years))
    if not wanted:
        return []
    account = account_of(budget_of(owner, with_plans=with_plans), until=wanted[-1])
    return [
        _free_money(one, amount)
        for one in account.balances
        if one.year in wanted and (amount := _free(one.left, one.carried_out, is_last=one.year == wanted[-1])) > 0
    ]


def _free_money(one: Balance, amount: Kroner) -> FreeMoney:
    source = one.source
    last = max(source.amounts, default=one.year)
    return FreeMoney(one.year, source.payer, source.purpose, amount, source.title, source.is_recurring, last)


def _free(left: Kroner, carried_out: Kroner, *, is_last: bool) -> Kroner:
    """What is left here and not counted again next year. Below zero where more was moved away than there was."""
    return left if is_last else Kroner(left - carried_out)


def changed_at(owner: Organisation) -> datetime | None:
    """When the budget was last changed, as far as it is known: the newest entry, removal or decision."""
    sources, costs = BudgetSource.objects.filter(owner=owner), PlannedCost.objects.filter(owner=owner)
    decided = Reallocation.objects.filter(owner=owner).aggregate(Max("decided_at"))
    entered = [rows.aggregate(Max("entered_at"), Max("removed_at")) for rows in (sources, costs)]
    return max((one for row in (*entered, decided) for one in row.values() if one is not None), default=None)


def _span(amount: int, at_most: int | None) -> Span:
    return Span(Kroner(amount), Kroner(amount if at_most is None else at_most))
