"""Which money pays for what, year by year, and what no money pays for.

The order is always the same. What is bound is paid before what is only planned. A cost takes the money that it names
first, and then other money for its purpose: money for that purpose alone before money for both, money that lapses
before money that can be carried over, and one-off money before recurring money.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pafyll.domain.planning.budget.values import BOTH, Move, OwnerBudget, Part, Source, Use
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Drawn:
    """What a source pays of one part of a use."""

    use: Use
    part: Part
    source: Source
    amount: Kroner


@dataclass(frozen=True)
class Uncovered:
    """What no money pays of one part of a use."""

    use: Use
    part: Part
    amount: Kroner


@dataclass(frozen=True)
class Balance:
    """One source in one budget year. left is below zero only where more was moved away than there was."""

    source: Source
    year: int
    carried_in: Kroner
    given: Kroner
    moved_in: Kroner
    moved_out: Kroner
    used: Kroner

    @property
    def available(self) -> Kroner:
        return Kroner(self.carried_in + self.given + self.moved_in - self.moved_out)

    @property
    def left(self) -> Kroner:
        return Kroner(self.available - self.used)

    @property
    def carried_out(self) -> Kroner:
        return self.source.carry_over.of(self.left)

    @property
    def lapsed(self) -> Kroner:
        return Kroner(max(0, self.left) - self.carried_out)


@dataclass(frozen=True)
class Account:
    """The whole calculation: every source in every year, who pays what, and what nobody pays."""

    balances: tuple[Balance, ...]
    drawn: tuple[Drawn, ...]
    uncovered: tuple[Uncovered, ...]

    def balance(self, source: str, year: int) -> Balance:
        """One source in one year. Raises KeyError for one that the calculation does not reach."""
        for one in self.balances:
            if one.source.key == source and one.year == year:
                return one
        raise KeyError((source, year))

    def available(self, source: str, year: int) -> Kroner:
        """What there is of a source in a year before anything is used; nothing before its first year."""
        return next((one.available for one in self.in_year(year) if one.source.key == source), Kroner(0))

    @property
    def overdrawn(self) -> Kroner:
        """How much more is moved away than there is, in all sources and years."""
        return Kroner(sum(max(0, -one.available) for one in self.balances))

    def in_year(self, year: int) -> list[Balance]:
        return [one for one in self.balances if one.year == year]

    def lacking(self, *, year: int | None = None, is_bound: bool | None = None, purpose: str | None = None) -> Kroner:
        """What has no cover: in one year or all, of commitments, plans or both, for one purpose or all."""
        return Kroner(
            sum(
                one.amount
                for one in self.uncovered
                if year in (None, one.part.budget_year)
                and is_bound in (None, one.use.is_bound)
                and purpose in (None, one.use.purpose)
            )
        )


def account_of(budget: OwnerBudget, *, until: int, highest: bool = False) -> Account:
    """The calculation from the first year that anything falls in, through until.

    highest counts uncertain money at the upper limit instead of the lower.
    """
    balances: list[Balance] = []
    drawn: list[Drawn] = []
    uncovered: list[Uncovered] = []
    carried: dict[str, Kroner] = {}
    for year in range(until + 1 if budget.first_year is None else budget.first_year, until + 1):
        before = [_opened(one, year, budget.moves, carried, highest) for one in budget.sources]
        left = {one.source.key: Kroner(max(0, one.available)) for one in before}
        for use, part in _due(budget, year):
            found = list(_drawn(use, part, budget.sources, left))
            drawn.extend(found)
            rest = Kroner(part.amount - sum(one.amount for one in found))
            uncovered.extend([Uncovered(use, part, rest)] if rest else [])
        closed = [_closed(one, left) for one in before]
        balances.extend(closed)
        carried = {one.source.key: one.carried_out for one in closed}
    return Account(tuple(balances), tuple(drawn), tuple(uncovered))


def _opened(source: Source, year: int, moves: tuple[Move, ...], carried: dict[str, Kroner], highest: bool) -> Balance:
    given = source.amount_in(year)
    moved: dict[str, int] = defaultdict(int)
    for move in moves:
        if move.budget_year == year:
            moved["in"] += move.amount if move.taker == source.key else 0
            moved["out"] += move.amount if move.giver == source.key else 0
    return Balance(
        source,
        year,
        carried.get(source.key, Kroner(0)),
        given.high if highest else given.low,
        Kroner(moved["in"]),
        Kroner(moved["out"]),
        Kroner(0),
    )


def _closed(before: Balance, left: dict[str, Kroner]) -> Balance:
    used = Kroner(max(0, before.available) - left[before.source.key])
    return Balance(before.source, before.year, before.carried_in, before.given, before.moved_in, before.moved_out, used)


def _due(budget: OwnerBudget, year: int) -> list[tuple[Use, Part]]:
    """The year's parts in the order that they are paid."""
    found = [(use, part) for use in budget.uses for part in use.parts if part.budget_year == year and part.amount]
    return sorted(found, key=lambda pair: (not pair[0].is_bound, not pair[0].source))


def _drawn(use: Use, part: Part, sources: tuple[Source, ...], left: dict[str, Kroner]) -> Iterator[Drawn]:
    rest = int(part.amount)
    for source in _in_order(use, sources):
        amount = Kroner(min(rest, left[source.key]))
        if amount:
            left[source.key] = Kroner(left[source.key] - amount)
            rest -= amount
            yield Drawn(use, part, source, amount)


def _in_order(use: Use, sources: tuple[Source, ...]) -> list[Source]:
    """The money that the use may take, the named one first; see the top of this module."""
    suited = [one for one in sources if one.key == use.source or one.pays_for(use.purpose)]
    return sorted(
        suited,
        key=lambda one: (
            one.key != use.source,
            one.purpose == BOTH and use.purpose != BOTH,
            one.carry_over.is_allowed,
            one.is_recurring,
        ),
    )
