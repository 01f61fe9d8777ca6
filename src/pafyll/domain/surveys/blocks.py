"""Who may be told apart: answers are parted into blocks, none of them smaller than the promised level.

Whatever is shown rests on whole blocks. So a sum, a difference or any other reckoning with everything that is shown,
by whomever, still ends in a number of whole blocks: nobody can compute their way to fewer answers than was promised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

Cell = tuple[str, ...]  # one group in each dimension, the most important first; "" where it is not told


@dataclass(frozen=True)
class Block:
    """Cells that are not told apart, and how many answers they hold together."""

    cells: frozenset[Cell]
    count: int

    @property
    def facts(self) -> Cell:
        """What the cells have in common, as far as it goes without a break; "" from there on."""
        first, *others = sorted(self.cells)
        same = [all(cell[: at + 1] == first[: at + 1] for cell in others) for at in range(len(first))]
        return tuple(value if kept else "" for value, kept in zip(first, same, strict=True))


def blocks_of(counts: Mapping[Cell, int], least: int) -> list[Block]:
    """The cells in blocks of at least `least`; empty when all of them together are fewer.

    Cells of one group in the first dimension stay together as far as they can: the last dimensions are given up first.
    """
    blocks, left = _gathered(sorted((cell, count) for cell, count in counts.items() if count > 0), 0, max(least, 1))
    return [] if left else [Block(frozenset(cell for cell, _n in one), _total(one)) for one in blocks]


def may_be_shown(cells: Collection[Cell], blocks: Iterable[Block]) -> bool:
    """Whether the cells are whole blocks and nothing else, and at least one of them."""
    wanted = set(cells)
    touched = [one for one in blocks if one.cells & wanted]
    return bool(touched) and all(one.cells <= wanted for one in touched)


Counted = list[tuple[Cell, int]]


def _gathered(rows: Counted, depth: int, least: int) -> tuple[list[Counted], Counted]:
    """The blocks among the rows, which agree in the first `depth` dimensions, and what was too little for one."""
    if not rows or depth == len(rows[0][0]):
        return ([rows], []) if _total(rows) >= least else ([], rows)
    blocks: list[Counted] = []
    left: Counted = []
    for _value, group in groupby(rows, key=lambda row: row[0][depth]):
        found, rest = _gathered(list(group), depth + 1, least)
        blocks += found
        left += rest
    while left and _total(left) < least and blocks:
        smallest = min(blocks, key=lambda one: (_total(one), one))
        blocks.remove(smallest)
        left = sorted(left + smallest)
    return ([*blocks, left], []) if left and _total(left) >= least else (blocks, left)


def _total(rows: Counted) -> int:
    return sum(count for _cell, count in rows)
