"""The budget as tables: by budget year and purpose, by school year, by payer, and years ahead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pafyll.domain.planning.budget.covering import Account, Balance, account_of
from pafyll.domain.planning.budget.values import COSTS, PURPOSES, SUBSTITUTES, OwnerBudget, Use
from pafyll.domain.values import Kroner, SchoolYear, Semester

SUMMED = ("carried_in", "given", "moved_in", "moved_out", "left", "carried_out", "lapsed")
YEARS_AHEAD = 4  # as in a municipal financial plan


@dataclass(frozen=True)
class YearRow:
    """One budget year: what there is, what it is used for, what is left, and what nobody pays for."""

    year: int
    carried_in: Kroner
    given: Kroner
    moved_in: Kroner
    moved_out: Kroner
    bound: Kroner
    planned: Kroner
    left: Kroner
    carried_out: Kroner
    lapsed: Kroner
    uncovered_bound: Kroner
    uncovered_planned: Kroner

    @property
    def available(self) -> Kroner:
        return Kroner(self.carried_in + self.given + self.moved_in - self.moved_out)

    @property
    def needed(self) -> Kroner:
        return Kroner(self.bound + self.planned)

    @property
    def uncovered(self) -> Kroner:
        return Kroner(self.uncovered_bound + self.uncovered_planned)


def year_row(budget: OwnerBudget, account: Account, year: int, *, purpose: str | None = None) -> YearRow:
    """The budget year, for one purpose or all. Money for both purposes stands under both as its own purpose."""
    balances = [one for one in account.in_year(year) if purpose in (None, one.source.purpose)]
    uses = [one for one in budget.uses if purpose in (None, one.purpose)]
    return YearRow(
        year=year,
        bound=_needed(uses, year, is_bound=True),
        planned=_needed(uses, year, is_bound=False),
        uncovered_bound=account.lacking(year=year, is_bound=True, purpose=purpose),
        uncovered_planned=account.lacking(year=year, is_bound=False, purpose=purpose),
        **{name: _sum(balances, name) for name in SUMMED},
    )


def forecast(budget: OwnerBudget, *, first: int, years: int = YEARS_AHEAD, highest: bool = False) -> list[YearRow]:
    """One row for each budget year from first: the same calculation as for a single year."""
    account = account_of(budget, until=first + years - 1, highest=highest)
    return [year_row(budget, account, year) for year in range(first, first + years)]


def by_purpose(budget: OwnerBudget, account: Account, year: int) -> list[tuple[str, YearRow]]:
    """(purpose, row) for each purpose that has money or costs in the year."""
    rows = [(purpose, year_row(budget, account, year, purpose=purpose)) for purpose in PURPOSES]
    return [(purpose, row) for purpose, row in rows if row.available or row.needed]


def by_payer(account: Account, year: int) -> dict[str, Kroner]:
    """What each payer pays in the year."""
    paid: dict[str, Kroner] = {}
    for one in account.drawn:
        if one.part.budget_year == year:
            paid[one.source.payer] = paid.get(one.source.payer, Kroner(0)) + one.amount
    return paid


@dataclass(frozen=True)
class SchoolYearRow:
    """One purpose in a school year: the autumn, the spring, who pays, and what nobody pays for."""

    school_year: SchoolYear
    purpose: str
    autumn: Kroner
    spring: Kroner
    by_payer: dict[str, Kroner]
    uncovered: Kroner

    @property
    def total(self) -> Kroner:
        return self.autumn + self.spring


def school_year_rows(budget: OwnerBudget, account: Account) -> list[SchoolYearRow]:
    """The costs that follow the school year, one row for each school year and purpose."""
    keys = {
        (Semester(part.semester).school_year, use.purpose) for use in budget.uses for part in use.parts if part.semester
    }
    return [_school_year_row(budget, account, year, purpose) for year, purpose in sorted(keys)]


def _school_year_row(budget: OwnerBudget, account: Account, year: SchoolYear, purpose: str) -> SchoolYearRow:
    terms = (year.autumn.code, year.spring.code)
    uses = [one for one in budget.uses if one.purpose == purpose]
    autumn, spring = (
        Kroner(sum(part.amount for use in uses for part in use.parts if part.semester == term)) for term in terms
    )
    paid: dict[str, Kroner] = {}
    for one in account.drawn:
        if one.part.semester in terms and one.use.purpose == purpose:
            paid[one.source.payer] = paid.get(one.source.payer, Kroner(0)) + one.amount
    lacking = sum(one.amount for one in account.uncovered if one.part.semester in terms and one.use.purpose == purpose)
    return SchoolYearRow(year, purpose, autumn, spring, paid, Kroner(lacking))


@dataclass(frozen=True)
class CostRow:
    """A row of the table that KS asks municipalities for: purpose, substitutes or other costs."""

    purpose: str
    substitutes: Kroner
    other: Kroner
    by_cost: dict[str, Kroner]

    @property
    def total(self) -> Kroner:
        return self.substitutes + self.other


def cost_rows(uses: Iterable[Use], year: int | None = None) -> list[CostRow]:
    """Costs by purpose, split in substitutes and other (travel, stay, materials …), in one budget year or in all."""
    listed = list(uses)
    return [row for purpose in PURPOSES if (row := _cost_row(listed, purpose, year)).total]


def _cost_row(uses: list[Use], purpose: str, year: int | None) -> CostRow:
    found = {
        cost: Kroner(
            sum(
                use.total if year is None else use.in_year(year)
                for use in uses
                if (use.purpose, use.cost) == (purpose, cost)
            )
        )
        for cost in COSTS
    }
    substitutes = found[SUBSTITUTES]
    return CostRow(purpose, substitutes, Kroner(sum(found.values()) - substitutes), found)


def _sum(balances: list[Balance], name: str) -> Kroner:
    return Kroner(sum(getattr(one, name) for one in balances))


def _needed(uses: list[Use], year: int, *, is_bound: bool) -> Kroner:
    return Kroner(sum(use.in_year(year) for use in uses if use.is_bound == is_bound))
