"""Tables of counts: cells by the values of their dimensions, with every total, and which cells add up to which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

FIGURE = "figure"
TOTAL = ""  # every value of a dimension together
Key = tuple[str, ...]
# What a cell is about, whichever table it stands in: {("figure", "applied"), ("county", "50")}. Totals are left out.
Cell = frozenset[tuple[str, str]]
AtLeast = tuple[str, tuple[str, ...]]  # a figure, and those that it is at least, together


@dataclass(frozen=True)
class Table:
    """Counts of a figure by key, one value for each dimension; TOTAL stands for all of them. Every total is there."""

    figure: str
    dimensions: tuple[str, ...]
    counts: Mapping[Key, int]

    def cell(self, key: Key) -> Cell:
        """What the key is about."""
        named = {(name, value) for name, value in zip(self.dimensions, key, strict=True) if value != TOTAL}
        return frozenset({(FIGURE, self.figure), *named})

    def values(self, dimension: str) -> list[str]:
        """The values that the dimension takes, sorted; not the total."""
        at = self.dimensions.index(dimension)
        return sorted({key[at] for key in self.counts} - {TOTAL})


@dataclass(frozen=True)
class Line:
    """A cell that is the sum of others, both as the tables count them."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def members(self) -> tuple[Cell, ...]:
        return (self.total, *self.parts)


def with_totals(figure: str, dimensions: Sequence[str], counts: Mapping[Key, int]) -> Table:
    """The table with every total. counts has whole keys only; what is not there is 0."""
    found: Counter[Key] = Counter()
    for key, count in counts.items():
        for kept in product((True, False), repeat=len(dimensions)):
            found[tuple(value if keep else TOTAL for value, keep in zip(key, kept, strict=True))] += count
    table = Table(figure, tuple(dimensions), found)
    everything = product(*([*table.values(name), TOTAL] for name in dimensions))
    return Table(figure, tuple(dimensions), {key: found[key] for key in everything})


def cells_of(tables: Sequence[Table]) -> dict[Cell, int]:
    """Every cell of the tables once. Raises InconsistentTables where two tables count the same cell differently."""
    cells: dict[Cell, int] = {}
    for table in tables:
        for key, count in table.counts.items():
            if cells.setdefault(table.cell(key), count) != count:
                raise InconsistentTables(f"{table.figure}: {dict(table.cell(key))}")
    return cells


def lines_of(tables: Sequence[Table]) -> list[Line]:
    """Which cells add up to which, each line once."""
    found = {line for table in tables for line in _lines(table)}
    return sorted(found, key=lambda line: (sorted(line.total), [sorted(part) for part in line.parts]))


def steps_of(tables: Sequence[Table], order: Sequence[str], also: Sequence[AtLeast] = ()) -> dict[Line, int]:
    """Lines that say that a figure is at least some others together, for the same people: with what lies between.

    order: figures of which each is at least the next. What lies between is never shown, but somebody who calculates
    knows that it is not below 0.
    """
    cells, found = cells_of(tables), {}
    steps = [*((more, (less,)) for more, less in pairwise(order)), *also]
    where: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        where[next(value for name, value in cell if name == FIGURE)].append(cell)
    for more, less in steps:
        for cell in where[more]:
            rest = cell - {(FIGURE, more)}
            others = tuple(rest | {(FIGURE, one)} for one in less)
            if all(other in cells for other in others):
                between = rest | {(FIGURE, f"{more} - {' - '.join(less)}")}
                found[Line(cell, (*others, between))] = cells[cell] - sum(cells[other] for other in others)
    return found


def _lines(table: Table) -> Iterator[Line]:
    for at, name in enumerate(table.dimensions):
        values = table.values(name)
        for key in table.counts:
            if key[at] == TOTAL and values:
                parts = tuple(table.cell((*key[:at], value, *key[at + 1 :])) for value in values)
                yield Line(table.cell(key), parts)


class InconsistentTables(ValueError):
    """Two tables say different things of the same cell, so that the difference would give something away."""
