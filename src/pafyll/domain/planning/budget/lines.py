"""A budget year as explained lines: each with its amount, why it stands there, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pafyll.domain.planning.budget.covering import Account, Balance, Drawn
from pafyll.domain.planning.budget.texts import Text
from pafyll.domain.planning.budget.values import BOTH, OwnerBudget
from pafyll.domain.values import Kroner, Semester

MONEY, USE, LACKING, LEFT = "money", "use", "lacking", "left"


@dataclass(frozen=True)
class BudgetLine:
    """One line. Money counts up, uses count down; what is lacking is paid by nobody and counts nothing."""

    kind: str
    label: str
    amount: Kroner
    because: Text
    source: str
    purpose: str = BOTH
    payer: str = ""


def lines_of(budget: OwnerBudget, account: Account, year: int) -> list[BudgetLine]:
    """The year's lines: money in, what it is used for, what nobody pays for, and what is left of each source.

    Money in minus what it is used for is what is left, to the krone.
    """
    balances = account.in_year(year)
    return [
        *(line for one in balances for line in _money(one)),
        *(_used(one) for one in account.drawn if one.part.budget_year == year),
        *_lacking(account, year),
        *(_left(one) for one in balances if one.left),
    ]


def _money(one: Balance) -> Iterator[BudgetLine]:
    facts = {"year": str(one.year), "before": str(one.year - 1)}
    span = one.source.amount_in(one.year)
    given = Text("given", facts) if span.is_exact else Text("given_between", _between(facts, span.low, span.high))
    for amount, because in (
        (one.carried_in, Text("carried_in", facts)),
        (one.given, given),
        (one.moved_in, Text("moved_in", facts)),
        (Kroner(-one.moved_out), Text("moved_out", facts)),
    ):
        if amount:
            yield _line(MONEY, one, amount, because)


def _between(facts: dict[str, str], low: Kroner, high: Kroner) -> dict[str, str]:
    return facts | {"low": str(low), "high": str(high)}


def _line(kind: str, one: Balance, amount: Kroner, because: Text) -> BudgetLine:
    source = one.source
    return BudgetLine(kind, source.title, amount, because, source.given_by, source.purpose, source.payer)


def _used(one: Drawn) -> BudgetLine:
    term = one.part.semester
    code = "used" if not term else "used_autumn" if Semester(term).is_autumn else "used_spring"
    because = Text(code, {"year": str(one.part.budget_year), "source": one.source.title})
    use = one.use
    return BudgetLine(USE, use.title, one.amount, because, one.source.given_by, use.purpose, one.source.payer)


def _lacking(account: Account, year: int) -> Iterator[BudgetLine]:
    for one in account.uncovered:
        if one.part.budget_year == year:
            because = Text("uncovered", {"year": str(year)})
            yield BudgetLine(LACKING, one.use.title, one.amount, because, "", one.use.purpose)


def _left(one: Balance) -> BudgetLine:
    return _line(LEFT, one, one.left, Text("left", {"year": str(one.year)}))
