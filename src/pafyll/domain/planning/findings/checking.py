"""Puts a document's facts to its checks. What does not agree is a finding with every reading; nothing is corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import combinations
from math import prod
from typing import Any

from pafyll.domain.planning.budget.values import Span
from pafyll.domain.planning.findings.days import EARLIEST, LATEST, written_of, years_meant
from pafyll.domain.planning.findings.facts import Check, Document, Fact
from pafyll.domain.planning.findings.texts import EACH, PER, TEMPLATES, UNITS
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Said:
    """A sentence: its template by code, and what fills it."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return TEMPLATES[self.code]

    def __str__(self) -> str:
        return self.template.format_map(self.facts)


@dataclass(frozen=True)
class Finding:
    """What does not agree, where it stands, and the readings with what follows from each. None is chosen."""

    code: str
    text: Said
    readings: tuple[Said, ...]
    places: tuple[tuple[str, str], ...]  # (the document's words, where they stand)

    @property
    def key(self) -> str:
        """The same for the same contradiction in the same places, and another as soon as something of it changes."""
        return sha256(repr((self.code, str(self.text), self.places)).encode()).hexdigest()


def findings(document: Document) -> list[Finding]:
    """Everything in the document that does not agree, in the order of its checks."""
    return [finding for check in document.checks for finding in _CHECKS[check.kind](document, check)]


def _product(document: Document, check: Check) -> Iterator[Finding]:
    """A rate for each of something, times how many, against the total that the document gives."""
    rate, counts = document.facts[check.facts[0]], [document.facts[key] for key in check.facts[1:]]
    total = document.facts[check.total]
    computed = _times(rate, counts)
    if _meet(computed, total.limits):
        return
    facts = {"rate": _shown(rate), "counts": " ganger ".join(_shown(one) for one in counts)}
    text = Said("product", {**facts, "computed": str(computed), "total": _shown(total)})
    yield _finding("product", text, tuple(_rates(rate, counts, total)), [rate, *counts, total])


def _rates(rate: Fact, counts: list[Fact], total: Fact) -> Iterator[Said]:
    """As it stands; without one or more of the "per"; and what the rate would be if the total is right."""
    yield Said("product_as_written", {"written": rate.written, "computed": str(_times(rate, counts))})
    for size in range(1, len(counts)):
        for kept in combinations(counts, len(counts) - size):
            computed = _times(rate, list(kept))
            code = "product_without_fits" if _meet(computed, total.limits) else "product_without"
            left_out = " og ".join(PER[EACH[one.unit]] for one in counts if one not in kept)
            yield Said(code, {"left_out": left_out, "computed": str(computed)})
    whole = prod(one.limits.low for one in counts)
    each = Kroner(total.limits.low // whole) if whole else Kroner(0)
    yield Said("product_rate", {"computed": f"{each} {_pers(rate)}", "rate": _shown(rate)})


def _sum(document: Document, check: Check) -> Iterator[Finding]:
    parts, total = [document.facts[key] for key in check.facts], document.facts[check.total]
    computed = sum((one.limits for one in parts), Span.exactly(0))
    if _meet(computed, total.limits):
        return
    shown = " og ".join(_shown(one) for one in parts)
    off = min(abs(computed.low - total.limits.high), abs(total.limits.low - computed.high))
    facts = {"parts": shown, "computed": _number(computed, total.unit), "total": _shown(total)}
    readings = (
        Said("sum_parts", {"computed": facts["computed"]}),
        Said("sum_total", {"difference": _number(Span.exactly(off), total.unit)}),
    )
    yield _finding("sum", Said("sum", facts), readings, [*parts, total])


def _date(document: Document, check: Check) -> Iterator[Finding]:
    for fact in (document.facts[key] for key in check.facts):
        if fact.day is None:
            readings = tuple(_dates_meant(fact)) or (Said("date_unknown"),)
            yield _finding("date", Said("date", {"written": fact.written}), readings, [fact])


def _dates_meant(fact: Fact) -> Iterator[Said]:
    written = written_of(fact.written)
    if written is not None:
        for found in (written.in_year(year) for year in reversed(years_meant(written))):
            if found:
                yield Said("date_year", {"day": found})


def _order(document: Document, check: Check) -> Iterator[Finding]:
    """What is written cannot be earlier than what it builds on."""
    earlier, later = document.facts[check.facts[0]], document.facts[check.total]
    since, when = earlier.day, later.day
    if since is None or when is None or when.last >= since.first:
        return
    facts = {"later": later.what, "earlier": earlier.what, "day": when.last, "since": earlier.written}
    readings = [Said("order_date", {"later": later.what, "earlier": earlier.what})]
    fitting = _first_fitting(later, since.first)
    readings += [Said("order_year", {"day": fitting})] if fitting else []
    yield _finding("order", Said("order", facts), tuple(readings), [earlier, later])


def _first_fitting(later: Fact, since: date) -> date | None:
    """The same day and month in the first year that is not too early."""
    written = written_of(later.written)
    days = (written.in_year(year) for year in range(EARLIEST, LATEST + 1)) if written else ()
    return next((day for day in days if day and day >= since), None)


_CHECKS = {"product": _product, "sum": _sum, "date": _date, "order": _order}


def _finding(code: str, text: Said, readings: tuple[Said, ...], facts: list[Fact]) -> Finding:
    return Finding(code, text, readings, tuple((one.written, one.place) for one in facts))


def _times(rate: Fact, counts: list[Fact]) -> Span:
    low = prod([rate.limits.low, *(one.limits.low for one in counts)])
    return Span(Kroner(low), Kroner(prod([rate.limits.high, *(one.limits.high for one in counts)])))


def _meet(one: Span, other: Span) -> bool:
    """Whether two amounts within limits can be the same."""
    return one.low <= other.high and other.low <= one.high


def _shown(fact: Fact) -> str:
    assert fact.quantity is not None
    return " ".join(filter(None, [_number(fact.quantity, fact.unit), _pers(fact)]))


def _pers(fact: Fact) -> str:
    return " ".join(PER[one] for one in fact.per)


def _number(span: Span, unit: str) -> str:
    if unit == "NOK":
        return str(span)
    number = str(int(span.low)) if span.is_exact else f"{int(span.low)}–{int(span.high)}"
    return UNITS[unit].format(number=number)
