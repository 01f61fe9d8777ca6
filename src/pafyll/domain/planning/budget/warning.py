"""What is wrong with a budget, each with its numbers and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pafyll.domain.planning.budget.covering import Account, Uncovered, account_of
from pafyll.domain.planning.budget.texts import Text
from pafyll.domain.planning.budget.values import PURPOSES, OwnerBudget, Source, Span, Use
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Warned:
    """One thing that is wrong in one budget year: how much it is about, what happened, and what can be done."""

    code: str
    year: int
    amount: Kroner
    text: Text
    remedy: Text

    def __str__(self) -> str:
        return f"{self.text} {self.remedy}"


def warnings(budget: OwnerBudget, *, first: int, until: int) -> list[Warned]:
    """Everything that is wrong from first through until, worst kind first, then by year.

    Uncertain money is counted at the lower limit; a shortage says both limits.
    """
    account, hopeful = (account_of(budget, until=until, highest=highest) for highest in (False, True))
    found = [
        *_uncovered(budget, account),
        *_moved_too_much(account),
        *_bound_twice(budget, account),
        *_shortages(budget, account, hopeful),
        *_wrong_purposes(budget),
        *_lapsing(account),
    ]
    kinds = list(dict.fromkeys(one.code for one in found))
    return sorted((one for one in found if one.year >= first), key=lambda one: (kinds.index(one.code), one.year))


def _warned(code: str, year: int, about: int, **facts: object) -> Warned:
    known = {"year": year, "amount": Kroner(about), **facts}
    said = {name: str(value) for name, value in known.items()}
    return Warned(code, year, Kroner(about), Text(code, said), Text(f"{code}_do", said))


def _uncovered(budget: OwnerBudget, account: Account) -> Iterator[Warned]:
    """Commitments without cover. Where one-year money began them, the warning says that instead."""
    lacking = [one for one in account.uncovered if one.use.is_bound]
    begun = [(one, _one_year_money(account, one)) for one in lacking]
    for one, source in begun:
        if source is not None:
            year = one.part.budget_year - 1
            facts = {"source": source.title, "use": one.use.title, "next": one.part.budget_year}
            yield _warned("one_year_money", year, one.amount, needed=one.part.amount, **facts)
    for one, source in begun:
        if source is None:
            facts = {"use": one.use.title, "needed": one.part.amount}
            yield _warned("uncovered_commitment", one.part.budget_year, one.amount, **facts)


def _one_year_money(account: Account, lacking: Uncovered) -> Source | None:
    """The one-off source that paid for the use the year before and gives nothing now, or None."""
    for drawn in account.drawn:
        begins = drawn.use.key == lacking.use.key and drawn.part.budget_year == lacking.part.budget_year - 1
        if begins and not drawn.source.is_recurring and not drawn.source.amount_in(lacking.part.budget_year).high:
            return drawn.source
    return None


def _moved_too_much(account: Account) -> Iterator[Warned]:
    for one in account.balances:
        if one.available < 0:
            yield _warned("moved_too_much", one.year, -one.available, source=one.source.title)


def _bound_twice(budget: OwnerBudget, account: Account) -> Iterator[Warned]:
    """More than one use is bound to the same money, and together they are more than it."""
    for one in account.balances:
        named = [use for use in budget.uses if use.is_bound and use.source == one.source.key and use.in_year(one.year)]
        needed = sum(use.in_year(one.year) for use in named)
        if len(named) > 1 and needed > one.available:
            facts = {"source": one.source.title, "needed": Kroner(needed), "available": one.available}
            uses = ", ".join(f"«{use.title}» ({use.in_year(one.year)})" for use in named)
            yield _warned("bound_twice", one.year, needed - one.available, uses=uses, **facts)


def _shortages(budget: OwnerBudget, account: Account, hopeful: Account) -> Iterator[Warned]:
    """What is planned for a purpose in a year, against what there is for it when the commitments are paid."""
    keys = sorted({(one.part.budget_year, one.use.purpose) for one in account.uncovered if not one.use.is_bound})
    for year, purpose in keys:
        short = planned_shortage(budget, account, hopeful, year, purpose)
        purpose_name = PURPOSES[purpose].lower()
        facts = {"needed": short.needed, "available": short.available, "purpose": purpose_name}
        yield _warned("shortage", year, short.lacking.high, amount=short.lacking, **facts)


@dataclass(frozen=True)
class Shortage:
    """What is needed for what is planned, what there is for it, and what is lacking. The last two within limits."""

    needed: Kroner
    available: Span
    lacking: Span


def planned_shortage(budget: OwnerBudget, account: Account, hopeful: Account, year: int, purpose: str) -> Shortage:
    """The shortage of one purpose in one year. Uncertain money is at the lower limit in account, upper in hopeful."""
    needed = Kroner(sum(_planned(budget, year, purpose)))
    least, most = sorted(one.lacking(year=year, is_bound=False, purpose=purpose) for one in (account, hopeful))
    return Shortage(needed, Span(needed - most, needed - least), Span(least, most))


def _planned(budget: OwnerBudget, year: int, purpose: str) -> Iterator[Kroner]:
    for use in budget.uses:
        if use.purpose == purpose and not use.is_bound:
            yield use.in_year(year)


def _wrong_purposes(budget: OwnerBudget) -> Iterator[Warned]:
    known = {source.key: source for source in budget.sources}
    for use in budget.uses:
        source = known.get(use.source)
        if source is not None and not source.pays_for(use.purpose):
            yield _warned("wrong_purpose", _first_year(use), use.total, **_misplaced(use, source))


def _misplaced(use: Use, source: Source) -> dict[str, str]:
    purposes = {"purpose": PURPOSES[use.purpose].lower(), "given": PURPOSES[source.purpose].lower()}
    return {"use": use.title, "source": source.title, **purposes}


def _first_year(use: Use) -> int:
    return min((part.budget_year for part in use.parts), default=0)


def _lapsing(account: Account) -> Iterator[Warned]:
    """One-off money that is left and cannot be carried over. Recurring money comes again, and is no surprise."""
    for one in account.balances:
        if one.lapsed and not one.source.is_recurring:
            yield _warned("lapsing", one.year, one.lapsed, source=one.source.title)
