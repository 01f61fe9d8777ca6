"""How much can be started, and how much can be moved, without a commitment that nobody pays for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pafyll.domain.planning.budget.covering import Account, Uncovered, account_of
from pafyll.domain.planning.budget.spreading import HALF, school_year_parts
from pafyll.domain.planning.budget.values import Move, OwnerBudget, Use
from pafyll.domain.values import Kroner, SchoolYear

NEW = "new"  # the key of what is tried


@dataclass(frozen=True)
class Start:
    """Something that could begin in a school year: what one of it costs, and the money it would be bound to."""

    title: str
    purpose: str
    school_year: SchoolYear
    unit: Kroner
    source: str = ""
    autumn: int = HALF

    def use(self, count: int) -> Use:
        """So many of it, as a commitment."""
        parts = school_year_parts(count * self.unit, self.school_year, autumn=self.autumn)
        return Use(NEW, self.title, self.purpose, parts, self.source, heads=count)


@dataclass(frozen=True)
class Affordable:
    """The largest number, what it costs in the autumn and in the spring, and what one more would leave uncovered."""

    count: int
    autumn: Kroner
    spring: Kroner
    stopped_by: tuple[Uncovered, ...] = ()

    @property
    def total(self) -> Kroner:
        return self.autumn + self.spring


def most_affordable(budget: OwnerBudget, start: Start, *, at_most: int, highest: bool = False) -> Affordable:
    """The largest number from 0 to at_most that leaves no commitment with less cover than before, in any year.

    With a unit of 1 krone it is the largest amount. One-year money stops it where the spring has no cover.
    """
    until = max(start.school_year.start + 1, budget.last_year or 0)
    before = account_of(budget, until=until, highest=highest)

    def tried(count: int) -> Account:
        return account_of(budget.with_use(start.use(count)), until=until, highest=highest)

    count = _largest(at_most, lambda wanted: not worse(before, tried(wanted)))
    autumn, spring = start.use(count).parts
    stopped = worse(before, tried(count + 1)) if count < at_most else ()
    return Affordable(count, autumn.amount, spring.amount, stopped)


def most_movable(budget: OwnerBudget, *, giver: str, taker: str, year: int, highest: bool = False) -> Kroner:
    """The most that can be moved in the year and leave no commitment with less cover, in that year or a later one."""
    until = max(year + 1, budget.last_year or 0)
    before = account_of(budget, until=until, highest=highest)

    def holds(amount: int) -> bool:
        move = Move(NEW, year, giver, taker, Kroner(amount))
        after = account_of(budget.with_move(move), until=until, highest=highest)
        return not worse(before, after) and after.overdrawn <= before.overdrawn

    return Kroner(_largest(max(0, before.available(giver, year)), holds))


def worse(before: Account, after: Account) -> tuple[Uncovered, ...]:
    """The commitments that have less cover after than before."""
    known = {(one.use.key, one.part): one.amount for one in before.uncovered}
    return tuple(
        one
        for one in after.uncovered
        if one.use.is_bound and one.amount > known.get((one.use.key, one.part), Kroner(0))
    )


def _largest(most: int, holds: Callable[[int], bool]) -> int:
    """The largest number from 0 to most that holds. 0 always does, and what holds also holds for less."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low
