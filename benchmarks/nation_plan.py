"""A nation of owners that share places, from a fixed seed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.staff import FIRST, FIVE, SUBJECTS, Size, synthetic_owner
from pafyll.domain.planning import PlanningProblem
from pafyll.domain.planning.sharing.owner import Cell
from pafyll.domain.values import SchoolYear

TEACHERS, OWNERS, YEARS = 75_000, 357, 8


def synthetic_nation(
    teachers: int = TEACHERS, owners: int = OWNERS, seed: int = 20270801
) -> tuple[list[PlanningProblem], list[Cell], np.ndarray]:
    """The owners' problems, the shared cells (pool and school year), and the places in each."""
    rng = np.random.default_rng(seed)
    weights = np.sort(rng.pareto(1.1, owners) + 0.35)
    sizes = np.maximum(12, np.floor(weights / weights.sum() * teachers)).astype(int)
    problems = [_owner(k, int(size)) for k, size in enumerate(sizes)]
    cells = [(subject, SchoolYear(FIRST + y)) for subject in SUBJECTS for y in range(YEARS)]
    wanted = {subject: sum(gap.subject == subject for one in problems for gap in one.gaps) for subject in SUBJECTS}
    capacity = [int(wanted[subject] * (1.4 if subject in FIVE else 0.7) / YEARS) for subject, _ in cells]
    return problems, cells, np.array(capacity, dtype=np.int64)


def _owner(number: int, teachers: int) -> PlanningProblem:
    size = Size(teachers, max(1, round(teachers / 28)))
    return replace(synthetic_owner(size, 1_000 + number, shared_places=True), pools=())
