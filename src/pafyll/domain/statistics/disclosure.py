"""Which cells must be hidden, so that nobody can find out a count of fewer than a handful of people.

A count from 1 to below the limit is hidden (primary). So are as many others as it takes (secondary) that what is shown,
with every sum, leaves room for at least `limit` whole numbers in each hidden cell. All hidden cells look the same, so
nobody sees which were small. Zeros are shown, since they are about nobody, but not where they say that none of a few
people came as far.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pafyll.domain.statistics.bounds import without_room
from pafyll.domain.statistics.tables import FIGURE, AtLeast, Cell, Line, Table, cells_of, lines_of, steps_of

# Our own choice, as the platform shows nothing of fewer than five people anywhere. It is written on the page.
LIMIT = 5
DETAILED = 3  # the figure, the year and one thing more: nobody misses it as they miss the total of a year
REACH = 3  # lines from the cell that is to be protected


class Why(StrEnum):
    """Why a cell is hidden. For those who publish; the public sees only that it is."""

    SMALL = "small"
    EARLIER = "earlier"  # was hidden in an earlier release
    PROTECTS = "protects"  # could be used to find one of those above
    NONE_OF_FEW = "none_of_few"  # that none of a few were granted tells of each of them


@dataclass(frozen=True)
class Protection:
    """What is hidden, and why."""

    hidden: Mapping[Cell, Why]

    def shows(self, table: Table, key: tuple[str, ...]) -> bool:
        return table.cell(key) not in self.hidden


@dataclass(frozen=True)
class _Known:
    """What is counted, which sums hold, and what is never shown."""

    cells: Mapping[Cell, float]
    lines: Sequence[Line]
    unshown: frozenset[Cell]
    limit: int
    said: frozenset[Cell] = frozenset()  # known to all already: it can be hidden no more


def protect(
    tables: Sequence[Table],
    *,
    limit: int = LIMIT,
    order: Sequence[str] = (),
    also: Sequence[AtLeast] = (),
    earlier: Collection[Cell] = (),
    known: Mapping[Cell, int] | None = None,
) -> Protection:
    """The cells of the tables that are hidden, for all tables seen together.

    order: figures of which each is at least the next, as everybody knows (more apply than are granted); also: those
    that are at least some others together.
    earlier are cells that an earlier release hid; they stay hidden, so that two releases give no more than one.
    known is what earlier releases have shown: a number that is the same now is known to all, and cannot be hidden.
    """
    cells, steps = cells_of(tables), steps_of(tables, order, also)
    between = {line.parts[-1]: count for line, count in steps.items()}
    said = {cell for cell, count in (known or {}).items() if cells.get(cell) == count}
    system = _Known({**cells, **between}, [*lines_of(tables), *steps], frozenset(between), limit, frozenset(said))
    hidden = {cell: Why.EARLIER for cell in earlier if cells.get(cell, 0) > 0}
    hidden |= {cell: Why.SMALL for cell, count in cells.items() if 0 < count < limit}
    hidden |= dict.fromkeys(_none_of_few(cells, hidden, order), Why.NONE_OF_FEW)
    return Protection(_with_protectors(system, hidden))


def protect_secrets(tables: Sequence[Table], secret: Mapping[Cell, Why], *, unit: float, limit: int) -> Protection:
    """The secret sums with those that protect them, so that each has room for limit - 1 units."""
    cells = {cell: value / unit for cell, value in cells_of(tables).items()}
    return Protection(_with_protectors(_Known(cells, lines_of(tables), frozenset(), limit), secret))


def _none_of_few(cells: Mapping[Cell, int], hidden: Mapping[Cell, Why], order: Sequence[str]) -> set[Cell]:
    """Zeros of a figure where the figure before it counts a few: all of them had the same answer."""
    found: set[Cell] = set()
    for more, less in pairwise(order):
        for cell in cells:
            other = (cell - {(FIGURE, more)}) | {(FIGURE, less)}
            if (FIGURE, more) in cell and cells.get(other) == 0 and (hidden.get(cell) == Why.SMALL or cell in found):
                found.add(other)
    return found


def _with_protectors(known: _Known, secret: Mapping[Cell, Why]) -> dict[Cell, Why]:
    """The secret cells with those that protect them.

    A cell that has room keeps it, since hiding more only adds ways in which the counts could be.
    """
    hidden, asked = dict(secret), list(secret)
    while asked:
        while alone := _given_away_by_one_line(known, hidden, secret):
            hidden |= dict.fromkeys(alone, Why.PROTECTS)
        out = {*hidden, *known.unshown}
        asked = without_room(known.cells, known.lines, out, of=asked, room=known.limit - 1)
        more: set[Cell] = set()
        for cell in asked:
            more |= _beside(cell, known, {*out, *more})
        if not more:
            break  # nothing is left to hide
        hidden |= dict.fromkeys(more, Why.PROTECTS)
    return hidden


def _given_away_by_one_line(known: _Known, hidden: Collection[Cell], secret: Collection[Cell]) -> set[Cell]:
    out = {*hidden, *known.unshown}
    return {cell for line in known.lines if (cell := _of_line(line, known, out, secret)) is not None}


def _of_line(line: Line, known: _Known, out: Collection[Cell], secret: Collection[Cell]) -> Cell | None:
    """One more cell of the line, where one stands hidden alone, or a secret with others that are small together."""
    there = [cell for cell in line.members if cell in out]
    alone = len(there) == 1 and there[0] not in known.unshown
    has_secret = line.total not in out and any(cell in secret for cell in there)
    if not alone and not (has_secret and sum(known.cells[cell] for cell in there) < known.limit):
        return None
    return _cheapest((cell for cell in line.members if cell not in out), known)


def _beside(cell: Cell, known: _Known, out: Collection[Cell]) -> set[Cell]:
    """The cheapest on a line of the cell, or of one that is near it; a detailed one farther off before a total."""
    near, totals = {cell}, set()
    for _reach in range(REACH):
        near |= {other for line in known.lines if near & set(line.members) for other in line.members}
        open_ = [one for one in near if one not in out]
        found = _cheapest((one for one in open_ if len(one) >= DETAILED), known)
        if found is not None:
            return {found}
        totals |= set(open_)
    found = _cheapest(totals, known)
    return set() if found is None else {found}


def _cheapest(candidates: Iterable[Cell], known: _Known) -> Cell | None:
    """The most detailed that is not 0, and of those the smallest: a total is missed by more readers. None: no such."""
    some = [cell for cell in candidates if known.cells[cell] > 0 and cell not in known.said]
    return min(some, key=lambda cell: (-len(cell), known.cells[cell], sorted(cell)), default=None)
