"""What the price of an assignment needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class PricedPackage:
    """A package of days in words, and how many."""

    name: str
    number: int


@dataclass(frozen=True)
class PriceRow:
    """A line of the price: what, why it is that much, and where the figures are from. In the document's language."""

    what: str
    because: str
    source: str
    amount: Kroner


@dataclass(frozen=True)
class AssignmentPrice:
    """per_day is what one day costs, in whole kroner; None when no day is ordered. days is written as it is read."""

    title: str
    unit: str
    number: str
    version: int
    starts_on: date
    ends_on: date
    packages: tuple[PricedPackage, ...]
    days: str
    per_day: Kroner | None
    lines: tuple[PriceRow, ...]

    @property
    def total(self) -> Kroner:
        """The price."""
        return Kroner(sum(line.amount for line in self.lines))

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the figures are from, each once, in the order of the lines."""
        parts = (part for line in self.lines for part in line.source.split("; "))
        return tuple(dict.fromkeys(parts))


TYPE = document_type(__file__, label="Pris på et oppdrag", context=AssignmentPrice)
