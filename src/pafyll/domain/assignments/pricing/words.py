"""How hours and factors are written."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from pafyll.domain.values import percent_text

NO_BREAK = "\u00a0"


def number_text(value: Fraction | Decimal | int) -> str:
    """1 657,5: no more decimals than it needs, two at most, and thousands apart by a no-break space."""
    number, comma, decimals = percent_text(abs(Fraction(value))).partition(",")
    sign = "\u2212" if value < 0 else ""
    return sign + f"{int(number):,}".replace(",", NO_BREAK) + comma + decimals
