"""What a document says, each with its place in the text, and how the facts should hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pafyll.domain.planning.budget.values import Span
from pafyll.domain.planning.findings.days import Day, day_of
from pafyll.domain.values import Kroner

ABOUT_PERCENT = 5  # how far "ca." and "om lag" reach, where the document gives no limits. Our own reading


@dataclass(frozen=True)
class Fact:
    """One thing that the document says. written is its own words; place is where they stand.

    An amount or a count has a quantity with a unit ("NOK", "persons", "credits"); per is what it is for each of.
    A date has its words in written, and is read from them.
    """

    key: str
    what: str
    written: str
    place: str
    quantity: Span | None = None
    unit: str = ""
    per: tuple[str, ...] = ()
    period: str = ""
    is_about: bool = False
    is_date: bool = False

    @property
    def day(self) -> Day | None:
        """The day, month, year or case year that it names; None when there is no such day."""
        return day_of(self.written)

    @property
    def limits(self) -> Span:
        """The quantity as far as the words reach. Raises ValueError for a fact without one."""
        if self.quantity is None:
            raise ValueError(f"{self.key} has no quantity")
        if not self.is_about:
            return self.quantity
        low, high = self.quantity.low, self.quantity.high
        return Span(Kroner(low - low * ABOUT_PERCENT // 100), Kroner(high + high * ABOUT_PERCENT // 100))


@dataclass(frozen=True)
class Check:
    """How some facts should hang together.

    kind "product": facts[0] × the others = total. "sum": the facts = total. "date": the day exists.
    "order": total cannot be earlier than facts[0].
    """

    kind: str
    facts: tuple[str, ...]
    total: str = ""


@dataclass(frozen=True)
class Document:
    """A document's facts by key, and the checks that they can be put to."""

    title: str
    facts: Mapping[str, Fact]
    checks: tuple[Check, ...]


def document_from(described: Mapping[str, Any]) -> Document:
    """The document as a YAML file describes it. Raises ValueError on an unknown key, TypeError on a missing one."""
    facts = {key: _fact(key, row) for key, row in described["facts"].items()}
    checks = tuple(Check(row["kind"], tuple(row["facts"]), row.get("total", "")) for row in described["checks"])
    for check in checks:
        missing = {*check.facts, *filter(None, [check.total])} - facts.keys()
        if missing or check.kind not in KINDS:
            raise ValueError(f"A check names what is not there: {check.kind} {sorted(missing)}")
    return Document(described["title"], facts, checks)


KINDS = ("product", "sum", "date", "order")
KNOWN = {"what", "written", "place", "quantity", "low", "high", "unit", "per", "period", "is_about", "is_date"}


def _fact(key: str, row: Mapping[str, Any]) -> Fact:
    if unknown := row.keys() - KNOWN:
        raise ValueError(f"{key} has keys that nobody knows: {sorted(unknown)}")
    rest = {name: value for name, value in row.items() if name not in ("quantity", "low", "high", "per")}
    return Fact(key, quantity=_quantity(row), per=tuple(row.get("per", ())), **rest)


def _quantity(row: Mapping[str, Any]) -> Span | None:
    if "quantity" in row:
        return Span.exactly(row["quantity"])
    return Span(Kroner(row["low"]), Kroner(row["high"])) if "low" in row else None
