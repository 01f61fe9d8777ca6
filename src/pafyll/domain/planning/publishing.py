"""Figures for those who may not see people: small counts are left out, and nothing that is shown tells what they were.

Every sum is made of what is shown, so that no subtraction brings a hidden count back: with any other small numbers in
the hidden places, the published figures are the same to the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from typing import TypeVar

from pafyll.domain.planning.needs import LACKS, Cell, Teaching, tally

K = TypeVar("K", bound=Hashable)
FEWEST_SHOWN = 5


def published(rows: Iterable[Teaching], by: Callable[[Teaching], K], *, least: int = FEWEST_SHOWN) -> dict[K, Cell]:
    """The cells without the counts that concern fewer than `least` different people. Nobody at all is shown as 0."""
    rows = list(rows)
    people: dict[K, dict[str, set[int]]] = {}
    for row in rows:
        for what in (row.verdict, *row.traits):
            people.setdefault(by(row), {}).setdefault(what, set()).add(row.person)
    return {
        key: without(cell, {what for what in cell.counts if len(people[key][what]) < least})
        for key, cell in tally(rows, by).items()
    }


def without(cell: Cell, small: set[str]) -> Cell:
    """The cell without some of its counts; the credits missing go with those who miss them."""
    counts = {what: count for what, count in cell.counts.items() if what not in small}
    return Cell(counts, Decimal(0) if LACKS in small else cell.missing, frozenset(small))
