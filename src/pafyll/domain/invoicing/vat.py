"""How a line is treated for value added tax: the categories of EN 16931 that a provider of education needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from pafyll.domain.parameters import parameters_from

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="invoicing")
TEACHING = "Undervisning er unntatt fra merverdiavgift, jf. merverdiavgiftsloven § 3-5"


class VatCategory(StrEnum):
    """The codes of UNCL 5305 that are used. OUTSIDE: the seller is not in the register of value added tax."""

    STANDARD = "S"
    EXEMPT = "E"
    ZERO = "Z"
    OUTSIDE = "O"


NEEDS_REASON = (VatCategory.EXEMPT, VatCategory.OUTSIDE)


@dataclass(frozen=True)
class Vat:
    """A category with its rate in per cent, and why there is no tax where there is none."""

    category: VatCategory
    percent: Decimal = Decimal(0)
    reason: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.percent, float):
            raise TypeError("A rate is exact: give an int, a text or a Decimal, not a float")
        if (self.category == VatCategory.STANDARD) != (self.percent > 0):
            raise ValueError(f"Category {self.category} does not go with {self.percent} per cent")
        if self.category in NEEDS_REASON and not self.reason.strip():
            raise ValueError(f"Category {self.category} says why there is no tax")


def exempt_teaching() -> Vat:
    """Teaching: exempt, with the paragraph."""
    return Vat(VatCategory.EXEMPT, Decimal(0), TEACHING)


def ordinary(day: date) -> Vat:
    """The ordinary rate on the day. Raises NoValueInForce before the first rate that is known. Source: vat.yaml."""
    return Vat(VatCategory.STANDARD, Decimal(P["ordinary_rate"].on(day)))
