"""The standard price: what a unit takes for a package whoever asks, and whether it covers the cost over a year."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Coverage:
    """A year with a number of equal assignments at the standard price. Whole kroner."""

    number: int
    income: Kroner
    costs: Kroner
    fixed: Kroner

    @property
    def left(self) -> Kroner:
        """What is left over; below nothing when it does not cover."""
        return Kroner(self.income - self.costs - self.fixed)

    @property
    def covers(self) -> bool:
        return self.left >= 0


def coverage(number: int, *, price: Kroner, cost: Kroner, fixed: Kroner) -> Coverage:
    """How a year with that many assignments comes out. price and cost are of one; fixed is for the year."""
    return Coverage(number, Kroner(price * number), Kroner(cost * number), fixed)


def least_number(*, price: Kroner, cost: Kroner, fixed: Kroner) -> int | None:
    """The fewest assignments a year at which it covers; None when more assignments never help. 0: it always does."""
    if fixed <= 0:
        return 0 if price >= cost else None
    return -(-int(fixed) // int(price - cost)) if price > cost else None


def least_price(number: int, *, cost: Kroner, fixed: Kroner) -> Kroner:
    """The lowest price in whole kroner that covers at that number of assignments, which is 1 or more."""
    return Kroner(cost + -(-int(fixed) // number))
