"""Somebody who has every public table, knows that sums are sums and that no count is below 0, and calculates.

Two ways that share nothing with the rule under test: exact elimination (what is determined by linear algebra), and
bounds that are tightened along every sum until nothing changes. The second also follows combinations of two lines.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import pairwise

from pafyll.domain.statistics.tables import FIGURE, Cell, Table, cells_of

Row = tuple[dict[Cell, Fraction], Fraction]  # a sum of hidden cells, and what it is


def found_out(
    tables: Sequence[Table], hidden: Collection[Cell], limit: int, order: Sequence[str] = ()
) -> dict[Cell, tuple[int, int]]:
    """Small cells that the attacker can place within fewer than limit whole numbers: the least and the most."""
    rows = [*_equations(tables, hidden), *_steps(tables, hidden, order)]
    cells = cells_of(tables)
    small = {cell for cell in hidden if 0 < cells[cell] < limit}
    unknown = {cell for row, _value in rows for cell in row}
    solved = _eliminated(rows)
    exact = {next(iter(row)): value for row, value in solved if len(row) == 1}
    found = {cell: (int(value), int(value)) for cell, value in exact.items() if cell in small}
    for cell, (least, most) in _tightened([*rows, *solved], unknown).items():
        if cell in small and most is not None and most - least < limit - 1:
            found.setdefault(cell, (int(least), int(most)))
    return found


def _equations(tables: Sequence[Table], hidden: Collection[Cell]) -> list[Row]:
    cells, rows = cells_of(tables), []
    for table in tables:
        for at, name in enumerate(table.dimensions):
            for key in table.counts:
                if key[at] != "":
                    continue
                row: dict[Cell, Fraction] = {}
                value = Fraction(0)
                members = [(table.cell(key), Fraction(-1))]
                members += [(table.cell((*key[:at], one, *key[at + 1 :])), Fraction(1)) for one in table.values(name)]
                for cell, sign in members:
                    if cell in hidden:
                        row[cell] = row.get(cell, Fraction(0)) + sign
                    else:
                        value -= sign * cells[cell]
                row = {cell: factor for cell, factor in row.items() if factor}
                if row:
                    rows.append((row, value))
    return rows


def _steps(tables: Sequence[Table], hidden: Collection[Cell], order: Sequence[str]) -> list[Row]:
    """More apply than are granted: the difference is one more thing that is not below 0."""
    cells, rows = cells_of(tables), []
    for more, less in pairwise(order):
        for cell in cells:
            other = (cell - {(FIGURE, more)}) | {(FIGURE, less)}
            if (FIGURE, more) not in cell or other not in cells or not ({cell, other} & set(hidden)):
                continue
            row: dict[Cell, Fraction] = {cell | {(FIGURE, f"not {less}")}: Fraction(-1)}
            value = Fraction(0)
            for one, sign in ((cell, 1), (other, -1)):
                if one in hidden:
                    row[one] = Fraction(sign)
                else:
                    value -= sign * cells[one]
            rows.append((row, value))
    return rows


def _eliminated(rows: Sequence[Row]) -> list[Row]:
    """Reduced row echelon form, exactly."""
    left = [(dict(row), value) for row, value in rows]
    done: list[Row] = []
    while left:
        row, value = left.pop()
        if not row:
            continue
        pivot = min(row, key=sorted)
        factor = row[pivot]
        row, value = {cell: one / factor for cell, one in row.items()}, value / factor
        left = [_less(other, (row, value), pivot) for other in left]
        done = [_less(other, (row, value), pivot) for other in done]
        done.append((row, value))
    return [one for one in done if one[0]]


def _less(row: Row, other: Row, pivot: Cell) -> Row:
    factor = row[0].get(pivot, Fraction(0))
    if not factor:
        return row
    cells = {
        cell: row[0].get(cell, Fraction(0)) - factor * other[0].get(cell, Fraction(0)) for cell in {*row[0], *other[0]}
    }
    return {cell: one for cell, one in cells.items() if one}, row[1] - factor * other[1]


def _tightened(rows: Sequence[Row], hidden: Collection[Cell]) -> dict[Cell, tuple[Fraction, Fraction | None]]:
    least: dict[Cell, Fraction] = dict.fromkeys(hidden, Fraction(0))
    most: dict[Cell, Fraction | None] = dict.fromkeys(hidden)
    for _round in range(50):
        before = (dict(least), dict(most))
        for row, value in rows:
            for cell, factor in row.items():
                low, high = _others(row, cell, least, most)
                ends = [
                    None if high is None else (value - high) / factor,
                    None if low is None else (value - low) / factor,
                ]
                down, up = ends if factor > 0 else ends[::-1]
                if down is not None and down > least[cell]:
                    least[cell] = down
                if up is not None and (most[cell] is None or up < most[cell]):
                    most[cell] = up
        if before == (least, most):
            break
    return {cell: (least[cell], most[cell]) for cell in hidden}


def _others(
    row: dict[Cell, Fraction], cell: Cell, least: dict[Cell, Fraction], most: dict[Cell, Fraction | None]
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that the others of the row can come to."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for other, factor in row.items():
        if other == cell:
            continue
        ends = (least[other], most[other]) if factor > 0 else (most[other], least[other])
        low = None if low is None or ends[0] is None else low + factor * ends[0]
        high = None if high is None or ends[1] is None else high + factor * ends[1]
    return low, high
