"""How much somebody who knows all that is shown can find out about what is hidden: by linear programming."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from random import Random

import highspy
import numpy as np

from pafyll.domain.statistics.tables import Cell, Line

ROUNDED = 1e-6
INFINITE = highspy.kHighsInf
TRIES = 3  # programmes in a row that tell nothing new, before each cell that is left is asked about by itself
PRIMAL = 4  # only the direction changes from programme to programme, so the last answer is a place to begin
MUCH = 1e6  # a count has no limit above; the programme is given one, so that it always ends

Touched = tuple[Line, list[Cell]]


def without_room(
    cells: Mapping[Cell, float], lines: Sequence[Line], hidden: Collection[Cell], *, of: Collection[Cell], room: int
) -> list[Cell]:
    """Those of `of` that can be placed within fewer than room + 1 whole numbers.

    Known to the one who calculates: every cell that is not hidden, that all sums hold, and that none is below 0.
    """
    known = [(line, [cell for cell in line.members if cell in hidden]) for line in lines]
    touching = [(line, out) for line, out in known if out]
    found: list[Cell] = []
    for part, joined in _parts(touching, hidden):
        asked = [cell for cell in part if cell in of]
        if asked:
            found += _System(cells, part, joined).without_room(asked, room)
    return found


def _parts(touching: Sequence[Touched], hidden: Collection[Cell]) -> Iterator[tuple[list[Cell], list[Touched]]]:
    """Hidden cells that no line joins are looked at by themselves: many small programmes, instead of one large."""
    of: dict[Cell, Cell] = {cell: cell for cell in hidden}

    def root(cell: Cell) -> Cell:
        while of[cell] != cell:
            of[cell] = of[of[cell]]
            cell = of[cell]
        return cell

    for _line, out in touching:
        for cell in out[1:]:
            of[root(cell)] = root(out[0])
    members: dict[Cell, list[Cell]] = defaultdict(list)
    lines: dict[Cell, list[Touched]] = defaultdict(list)
    for cell in sorted(hidden, key=sorted):
        members[root(cell)].append(cell)
    for line, out in touching:
        lines[root(out[0])].append((line, out))
    for first, cells in members.items():
        yield cells, lines[first]


class _System:
    """The hidden cells of one part as columns, and the sums that join them as rows.

    Every solution of a programme is one more way in which the counts could be. Two solutions that lie far enough apart
    for a cell prove that it has room, and one programme proves it for many cells at once.
    """

    def __init__(self, cells: Mapping[Cell, float], part: Sequence[Cell], lines: Sequence[Touched]) -> None:
        self.column = {cell: i for i, cell in enumerate(part)}
        self.least = np.array([float(cells[cell]) for cell in part])
        self.most = self.least.copy()
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("simplex_strategy", PRIMAL)
        size = len(part)
        self.solver.addVars(size, np.zeros(size), np.full(size, MUCH))
        for line, out in lines:
            rest = cells[line.total] * (line.total not in out) - sum(cells[one] for one in line.parts if one not in out)
            signs = np.array([-1.0 if cell == line.total else 1.0 for cell in out])
            at = np.array([self.column[cell] for cell in out], dtype=np.int32)
            self.solver.addRow(float(rest), float(rest), len(out), at, signs)

    def without_room(self, asked: Sequence[Cell], room: int) -> list[Cell]:
        """Those of the asked that have less room."""
        at = np.array([self.column[cell] for cell in asked])
        self._ask_together(at, room)
        for i in self._left(at, room):
            for sign in (1.0, -1.0):
                self._solve(np.array([i]), np.array([sign]))
        left = set(self._left(at, room).tolist())
        return [cell for cell in asked if self.column[cell] in left]

    def _ask_together(self, at: np.ndarray, room: int) -> None:
        """Pulls all that are left in random directions, until that tells nothing new."""
        random, tries = Random(len(at)), 0  # noqa: S311 – any directions will do
        left = self._left(at, room)
        while len(left) > 1 and tries < TRIES:
            signs = np.array([random.choice((1.0, -1.0)) for _cell in left])
            self._solve(left, signs)
            self._solve(left, -signs)
            before, left = len(left), self._left(at, room)
            tries = tries + 1 if len(left) == before else 0

    def _left(self, at: np.ndarray, room: int) -> np.ndarray:
        return at[self.most[at] - self.least[at] < room - ROUNDED]

    def _solve(self, at: np.ndarray, costs: np.ndarray) -> None:
        self.solver.changeColsCost(len(at), at.astype(np.int32), costs)
        self.solver.run()
        found = np.array(self.solver.getSolution().col_value)
        self.least, self.most = np.minimum(self.least, found), np.maximum(self.most, found)
        self.solver.changeColsCost(len(at), at.astype(np.int32), np.zeros(len(at)))
