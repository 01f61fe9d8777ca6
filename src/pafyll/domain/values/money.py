"""Whole Norwegian kroner and exact ways of splitting them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any


class Kroner(int):
    """An amount in whole Norwegian kroner. Never a fraction, never a float."""

    __slots__ = ()

    def __new__(cls, amount: Any = 0) -> Kroner:
        if isinstance(amount, float):
            raise TypeError("Kroner are whole: give an int, not a float")
        return super().__new__(cls, amount)

    def __add__(self, other: int) -> Kroner:
        return Kroner(int(self) + int(other))

    __radd__ = __add__

    def __sub__(self, other: int) -> Kroner:
        return Kroner(int(self) - int(other))

    def __neg__(self) -> Kroner:
        return Kroner(-int(self))

    def __str__(self) -> str:
        """Norwegian: thousands apart by a no-break space, unit last."""
        return f"{int(self):,}".replace(",", "\u00a0").replace("-", "\u2212") + "\u00a0kr"


def percent_of(amount: int, percent: int) -> Kroner:
    """percent of amount in whole kroner, halves upwards. percent is a whole number, 0 or more."""
    return Kroner((int(amount) * percent + 50) // 100)


def by_credits(rate: int, credits: Decimal | int, *, per: int = 30) -> Kroner:
    """What the credits come to at the rate for `per` credits, in whole kroner, halves upwards. Steps of 0.5 credits."""
    half_credits = int(Decimal(credits) * 2)
    return Kroner((int(rate) * half_credits + per) // (2 * per))


def by_semester(total: int, semesters: str) -> tuple[Kroner, Kroner]:
    """(autumn, spring): H pays all in the autumn, V in the spring, HV half of each (spring takes the odd krone)."""
    autumn = {"H": total, "V": 0}.get(semesters, total // 2)
    return Kroner(autumn), Kroner(total - autumn)


def in_instalments(total: int, shares: Sequence[int]) -> list[Kroner]:
    """Splits total by shares (per cent). Whole kroner; the last instalment takes the rounding, so the sum is exact."""
    first = [Kroner(total * share // 100) for share in shares[:-1]]
    return [*first, Kroner(total - sum(first))]


def shared_by_weight(total: int, weights: Sequence[int]) -> list[int]:
    """Largest remainder: whole parts of total in proportion to the weights (whole numbers, 0 or more).

    The parts sum to total exactly, unless every weight is 0 (then all parts are 0).
    Equal remainders go to the larger weight, then to the earlier position, so the result never depends on chance.
    """
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-remainders[i], -weights[i], i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts
