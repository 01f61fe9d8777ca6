"""Credits and percentages."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any


class Credits(Decimal):
    """Study credits (ECTS, "studiepoeng"), in steps of a half, zero or more."""

    __slots__ = ()

    def __new__(cls, amount: Any = 0) -> Credits:
        value = super().__new__(cls, str(amount).replace(",", "."))
        if value < 0 or value * 2 != int(value * 2):
            raise ValueError(f"Credits come in steps of 0.5 from zero, not {amount}")
        return value

    def __str__(self) -> str:
        return f"{Decimal(self).normalize():f}".replace(".", ",")


class Percent(int):
    """A whole percentage from 0 to 100."""

    __slots__ = ()

    def __new__(cls, amount: Any = 0) -> Percent:
        value = super().__new__(cls, amount)
        if not 0 <= value <= 100:
            raise ValueError(f"A percentage lies from 0 to 100, not {amount}")
        return value

    def __str__(self) -> str:
        return f"{int(self)}\u00a0%"


def percent_text(percent: Fraction | Decimal | int, *, decimals: int = 2) -> str:
    """The number as a Norwegian reader writes it, with no more decimals than it needs: 18,75."""
    exact = Fraction(percent)
    shown = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal(1).scaleb(-decimals), ROUND_HALF_UP
    )
    return f"{shown:f}".rstrip("0").rstrip(".").replace(".", ",") if decimals else f"{shown:f}"
