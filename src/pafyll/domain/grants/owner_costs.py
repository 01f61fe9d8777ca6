"""What the chosen applications cost by budget year and payer, one more or less, and money not spent in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pafyll.domain.grants.lines import CostLine
from pafyll.domain.grants.rates import RateTable
from pafyll.domain.grants.shares import OWNER, STATE, Study, money_of
from pafyll.domain.values import BudgetYear, Kroner

PAYERS = (STATE, OWNER)


@dataclass(frozen=True)
class Chosen:
    """One chosen application. refund is the code of a scheme that pays back travel and stay, where one applies."""

    name: str
    study: Study
    scheme: str
    on: date
    refund: str = ""


@dataclass(frozen=True)
class YearLine:
    """What one payer pays in one budget year, or by how much it changes, and why: code names a text in TEXTS."""

    payer: str
    budget_year: BudgetYear
    amount: Kroner
    code: str
    facts: dict[str, str]

    def __str__(self) -> str:
        return self.template.format_map(self.facts)

    @property
    def template(self) -> str:
        """The text before the facts are filled in: what is translated."""
        return TEXTS[self.code]


@dataclass(frozen=True)
class Costs:
    """The chosen applications with their lines of money, in the order they were given."""

    lines_by_name: tuple[tuple[str, tuple[CostLine, ...]], ...]

    @property
    def lines(self) -> tuple[CostLine, ...]:
        return tuple(line for _, lines in self.lines_by_name for line in lines)

    @property
    def budget_years(self) -> list[BudgetYear]:
        return sorted({line.budget_year for line in self.lines})

    def total(self, payer: str, budget_year: BudgetYear | None = None) -> Kroner:
        """What the payer pays in the budget year, or in all of them when none is named."""
        chosen = [line for line in self.lines if line.payer == payer and budget_year in (None, line.budget_year)]
        return Kroner(sum(line.amount for line in chosen))

    def by_year(self) -> list[YearLine]:
        """A line for each budget year and payer that has anything to pay."""
        return [
            YearLine(payer, year, self.total(payer, year), "sum", {"count": str(self._paying(payer, year))})
            for year in self.budget_years
            for payer in PAYERS
            if self.total(payer, year)
        ]

    def _paying(self, payer: str, year: BudgetYear) -> int:
        paid = [
            [line for line in lines if (line.payer, line.budget_year) == (payer, year)]
            for _, lines in self.lines_by_name
        ]
        return sum(1 for lines in paid if lines)


def costs_of(chosen: Iterable[Chosen], rates: RateTable | None = None) -> Costs:
    """The cost of the chosen applications. Raises NoValueInForce when a rate is missing; it is never taken as 0."""
    return Costs(tuple((one.name, _lines(one, rates)) for one in chosen))


def one_more(chosen: Sequence[Chosen], more: Chosen, rates: RateTable | None = None) -> list[YearLine]:
    """What each payer pays more in each budget year when the application is added."""
    return _difference(costs_of(chosen, rates), costs_of([*chosen, more], rates), "more", more.name)


def one_less(chosen: Sequence[Chosen], name: str, rates: RateTable | None = None) -> list[YearLine]:
    """What each payer pays less in each budget year without the application; the amounts are negative."""
    rest = [one for one in chosen if one.name != name]
    return _difference(costs_of(chosen, rates), costs_of(rest, rates), "less", name)


def warnings(costs: Costs, money: Mapping[BudgetYear, Kroner], payer: str = OWNER) -> list[YearLine]:
    """Where the payer's money for a budget year does not fit what falls in that year, with the amount at stake.

    Money for one budget year pays for the semesters in that calendar year only. What is left over is lost to the
    study, and the spring that follows needs money of its own.
    """
    found: list[YearLine] = []
    for year in sorted({*costs.budget_years, *money}):
        given, needed = money.get(year, Kroner(0)), costs.total(payer, year)
        next_spring = costs.total(payer, BudgetYear(year.year + 1))
        facts = {"year": str(year), "next": str(year.year + 1), "given": str(given), "needed": str(needed)}
        if given < needed:
            short = Kroner(needed - given)
            found.append(YearLine(payer, year, short, "short", facts | {"amount": str(short)}))
        elif given > needed and year in money and next_spring > money.get(BudgetYear(year.year + 1), Kroner(0)):
            left = Kroner(given - needed)
            more = facts | {"amount": str(left), "needed_next": str(next_spring)}
            found.append(YearLine(payer, year, left, "unspent", more))
    return found


def _lines(one: Chosen, rates: RateTable | None) -> tuple[CostLine, ...]:
    study = replace(one.study, estimated_by=OWNER)
    if not one.refund:
        return money_of(study, one.scheme, rates, one.on)
    without = money_of(replace(study, travel=0, stay=0), one.scheme, rates, one.on)
    return (*without, *money_of(replace(study, materials=0), one.refund, rates, one.on))


def _difference(before: Costs, after: Costs, code: str, name: str) -> list[YearLine]:
    years = sorted({*before.budget_years, *after.budget_years})
    changes = [
        (payer, year, after.total(payer, year) - before.total(payer, year)) for year in years for payer in PAYERS
    ]
    return [YearLine(payer, year, change, code, {"name": name}) for payer, year, change in changes if change]


TEXTS = {
    "sum": "Summen av {count} søknader som har utgifter dette budsjettåret",
    "more": "Kommer i tillegg når {name} tas med",
    "less": "Faller bort når {name} tas ut",
    "short": "Det mangler {amount} i {year}: søknadene koster {needed}, og det er satt av {given}. "
    "Sett av mer, eller velg færre søknader.",
    "unspent": "{amount} av pengene for {year} kan ikke brukes på disse studiene i {year}. Våren {next} koster "
    "{needed_next}, og den må ha penger i budsjettet for {next}.",
}
