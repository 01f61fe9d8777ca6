"""One owner's part of a plan for many: what she would do at given prices on the places, and a bound on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pafyll.domain.planning.limits import PLACES
from pafyll.domain.planning.master import Column
from pafyll.domain.planning.model import Choice, Memory, Model, model_of
from pafyll.domain.planning.problem import GAPS, PlacePool, PlanningProblem
from pafyll.domain.planning.proof import Stage
from pafyll.domain.planning.reducing import reduced
from pafyll.domain.planning.schedules import Ints
from pafyll.domain.planning.stages import Effort, relax, solve_stage
from pafyll.domain.values import SchoolYear

Cell = tuple[str, SchoolYear]  # a pool in a school year
THOROUGH = Effort(columns=8_000, nodes=60, rounding_columns=500, rounding_nodes=10, close=0.002)
SWIFT = Effort(columns=2_000, nodes=60, rounding_columns=600, rounding_nodes=30, close=0.006)
FEW = 70  # units: so small a model is searched through


@dataclass(frozen=True, eq=False)
class Bid:
    """What the owner's relaxation does at the prices: hours without the credits, places taken, and a proved bound.

    hours is in half-year hours, as the model counts them; bound is of hours plus what the places cost.
    """

    hours: float
    places: Any  # cell → places, whole or not
    bound: int


@dataclass(frozen=True, eq=False)
class Answer:
    """A whole plan of the owner: its hours, its places, and the bound that was proved for hours plus prices."""

    hours: int
    places: Ints
    bound: int
    choice: Choice


class OwnerTask:
    """One owner's model, kept between the rounds so that each begins where the last one ended."""

    def __init__(
        self, problem: PlanningProblem, cells: Sequence[Cell], capacity: Sequence[int], memory: Memory | None = None
    ) -> None:
        self.cells = list(cells)
        self.model = reduced(model_of(replace(problem, pools=_pools(cells, capacity)), memory), memory=memory).model
        self.rows = _rows(self.model, self.cells)
        self.base = [self.model.amounts(GAPS, group) for group in self.model.groups]
        self.taken = [group.draws.shared[:, self.rows] for group in self.model.groups]
        self.columns: set[Column] = set()
        self.nothing = np.zeros(len(self.model.units), dtype=np.int64)

    def bid(self, prices: Ints) -> Bid:
        """The relaxation at the prices (half-year hours for a place, whole, one for each cell)."""
        self._pay(prices)
        relaxed = relax(self.model, Stage(GAPS), self._begin(self.nothing), 0)
        self.columns.update(relaxed.master.columns)
        places = np.zeros(len(self.cells))
        for k in np.flatnonzero(relaxed.shares > 1e-9).tolist():
            unit, schedule = relaxed.master.columns[k]
            places += relaxed.shares[k] * self.taken[self.model.group_of[unit]][schedule]
        return Bid(relaxed.master.value - float(places @ prices), places, relaxed.bound)

    def answer(self, prices: Ints, places: Ints, start: Choice | None = None, effort: Effort | None = None) -> Answer:
        """The best whole plan found at the prices with at most so many places in each cell."""
        self._pay(prices)
        begin = self.nothing if start is None or (self.places_of(start) > places).any() else start
        model = self._within(places)
        found = solve_stage(
            model,
            Stage(GAPS),
            begin,
            self._begin(begin),
            (),
            0,
            effort or (THOROUGH if len(self.nothing) <= FEW else SWIFT),
        )
        self.columns.update(found.columns)
        taken = self.places_of(found.choice)
        return Answer(found.value - int(taken @ prices), taken, found.bound, found.choice)

    def places_of(self, choice: Choice) -> Ints:
        """How many places a whole plan takes in each cell."""
        total = np.zeros(len(self.cells), dtype=np.int64)
        for unit, schedule in enumerate(choice.tolist()):
            total += self.taken[self.model.group_of[unit]][schedule]
        return total

    def _pay(self, prices: Ints) -> None:
        for number, (base, taken) in enumerate(zip(self.base, self.taken, strict=True)):
            self.model.tables[GAPS, number] = base + (taken @ prices)[None, :]

    def _begin(self, choice: Choice) -> list[Column]:
        return [*enumerate(choice.tolist()), *sorted(self.columns)]

    def _within(self, places: Ints) -> Model:
        limits = list(self.model.limits)
        for row, most in zip(self.rows.tolist(), places.tolist(), strict=True):
            limits[row] = replace(limits[row], room=int(most))
        return replace(self.model, limits=tuple(limits))


def _pools(cells: Sequence[Cell], capacity: Sequence[int]) -> tuple[PlacePool, ...]:
    by_pool: dict[str, dict[SchoolYear, int]] = {}
    for (pool, year), most in zip(cells, capacity, strict=True):
        by_pool.setdefault(pool, {})[year] = int(most)
    return tuple(PlacePool(pool, 0, years) for pool, years in sorted(by_pool.items()))


def _rows(model: Model, cells: Sequence[Cell]) -> Ints:
    years: Mapping[SchoolYear, int] = {year: k for k, year in enumerate(model.problem.settings.school_years)}
    at = {(one.who, one.when): k for k, one in enumerate(model.shared) if one.kind == PLACES}
    return np.array([at[pool, years[year]] for pool, year in cells], dtype=np.int64)
