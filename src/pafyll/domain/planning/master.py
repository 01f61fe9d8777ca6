"""The restricted model in HiGHS: some columns, every row. Grown until no column is worth adding, then rounded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from pafyll.domain.planning.model import DEMANDS, Choice, Model
from pafyll.domain.planning.proof import Prices, Stage
from pafyll.domain.planning.schedules import Ints

Column = tuple[int, int]  # unit, schedule
FEASIBLE = 1e-6


@dataclass(frozen=True, eq=False)
class Rows:
    """Where each kind of row begins, and what it is divided by so that its numbers are near 1."""

    units: int
    limits: int
    sides: int
    kept: int
    scale: Any  # of limits, then of kept

    @classmethod
    def of(cls, model: Model, stage: Stage) -> Rows:
        largest = np.ones(len(model.limits))
        for group in model.groups:
            common = group.draws.shared.max(axis=0, initial=1)
            largest[: len(common)] = np.maximum(largest[: len(common)], common)
        largest[len(model.shared) :] = [
            1_000.0 if one.kind == "absence" else 30.0 for one in model.limits[len(model.shared) :]
        ]
        kept = [model.largest(objective) for objective, _ in stage.kept]
        scale = np.concatenate([largest, np.array(kept, dtype=np.float64)])
        n, m = len(model.units), len(model.limits)
        return cls(0, n, n + m, n + m + len(model.side_rows), np.maximum(scale, 1.0))


class Master:
    """Columns of one stage in HiGHS. `solve` gives their shares and the prices; `choose` gives a whole plan."""

    def __init__(self, model: Model, stage: Stage, seed: int) -> None:
        self.model, self.stage = model, stage
        self.rows = Rows.of(model, stage)
        self.columns: list[Column] = []
        self.known: set[Column] = set()
        self.kept_shares: Any = None
        self.proved_by_search = float("-inf")
        self.ran_out_of_time = False
        self.unit = model.largest(stage.objective)
        self.highs = quiet(seed)
        self._add_rows()
        self._add_extras()

    def _add_rows(self) -> None:
        inf = highspy.kHighsInf
        model, limits = self.model, len(self.model.limits)
        upper = [
            np.ones(len(model.units)),
            model.rooms / self.rows.scale[:limits],
            np.array([row.room for row in model.side_rows], dtype=np.float64),
            np.array([value for _, value in self.stage.kept], dtype=np.float64) / self.rows.scale[limits:],
        ]
        lower = np.concatenate([np.ones(len(model.units)), *(np.full(len(part), -inf) for part in upper[1:])])
        none = np.zeros(0)
        total = len(lower)
        self.highs.addRows(
            total, lower, np.concatenate(upper), 0, np.zeros(total, dtype=np.int32), none.astype(np.int32), none
        )

    def _add_extras(self) -> None:
        kept = [objective for objective, _ in self.stage.kept]
        limits = len(self.model.limits)
        for extra in self.model.extras:
            entries = [(self.rows.sides + row, float(coefficient)) for row, coefficient in extra.entries]
            if extra.objective in kept:
                at = kept.index(extra.objective)
                entries.append((self.rows.kept + at, extra.amount / self.rows.scale[limits + at]))
            cost = extra.amount / self.unit if extra.objective == self.stage.objective else 0.0
            index = np.array([row for row, _ in entries], dtype=np.int32)
            self.highs.addCol(cost, 0.0, 1.0, len(entries), index, np.array([value for _, value in entries]))

    def add(self, columns: Iterable[Column]) -> int:
        """Adds those that are new. Returns how many."""
        new = [column for column in dict.fromkeys(columns) if column not in self.known]
        if not new:
            return 0
        starts, index, value, costs = [0], [], [], []
        for unit, schedule in new:
            for row, amount in self._entries(unit, schedule):
                index.append(row)
                value.append(amount)
            starts.append(len(index))
            costs.append(self._amount(self.stage.objective, unit, schedule) / self.unit)
        count = len(new)
        self.highs.addCols(
            count, np.array(costs), np.zeros(count), np.ones(count), len(index),
            np.array(starts[:-1], dtype=np.int32), np.array(index, dtype=np.int32), np.array(value),
        )  # fmt: skip
        self.columns += new
        self.known.update(new)
        return count

    def _amount(self, objective: str, unit: int, schedule: int) -> float:
        group, place = self.model.group_of[unit], self.model.place_of[unit]
        return float(self.model.table(objective, int(group))[place, schedule])

    def _entries(self, unit: int, schedule: int) -> list[tuple[int, float]]:
        scale, limits = self.rows.scale, len(self.model.limits)
        found = [(self.rows.units + unit, 1.0)]
        found += [(self.rows.limits + row, amount / scale[row]) for row, amount in self.model.uses(unit, schedule)]
        found += [(self.rows.sides + row, -1.0) for row in self.model.sides_of(unit, schedule)]
        for at, (objective, _) in enumerate(self.stage.kept):
            amount = 0.0 if objective == DEMANDS else self._amount(objective, unit, schedule)
            if amount:
                found.append((self.rows.kept + at, amount / scale[limits + at]))
        return found

    def tighten(self, by: Sequence[int]) -> None:
        """Holds each kept objective so much below what has to be kept."""
        limits = len(self.model.limits)
        for at, ((_, value), less) in enumerate(zip(self.stage.kept, by, strict=True)):
            upper = (value - less) / self.rows.scale[limits + at]
            self.highs.changeRowBounds(self.rows.kept + at, -highspy.kHighsInf, upper)

    def solve(self) -> bool:
        """Solves the relaxation of the columns so far. False when they hold no plan."""
        self.highs.run()
        status = self.highs.getModelStatus()
        return status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)

    @property
    def value(self) -> float:
        return float(self.highs.getInfo().objective_function_value) * self.unit

    @property
    def prices(self) -> Prices:
        dual = np.maximum(-np.array(self.highs.getSolution().row_dual), 0.0) * self.unit
        limits = len(self.model.limits)
        return Prices(
            dual[self.rows.limits : self.rows.sides] / self.rows.scale[:limits],
            dual[self.rows.sides : self.rows.kept],
            dual[self.rows.kept :] / self.rows.scale[limits:],
        )

    @property
    def worth(self) -> Any:
        """unit → what its best column so far costs after paying."""
        return np.array(self.highs.getSolution().row_dual)[: len(self.model.units)] * self.unit

    @property
    def shares(self) -> Any:
        """How much of each column the relaxation takes."""
        return np.array(self.highs.getSolution().col_value)[len(self.model.extras) :]

    def choose(
        self, wanted: set[Column], start: Choice, options: Mapping[str, Any], seconds: float = 0.0
    ) -> Choice | None:
        """The best whole plan of the wanted columns, from a plan to begin with. None when none is found.

        seconds limits the search, 0 does not; `ran_out_of_time` says whether it ended for that reason.
        """
        extras, highs, count = len(self.model.extras), self.highs, len(self.columns)
        upper = np.array([1.0 if column in wanted else 0.0 for column in self.columns])
        every = np.arange(extras, extras + count, dtype=np.int32)
        highs.changeColsBounds(count, every, np.zeros(count), upper)
        highs.changeColsIntegrality(count, every, np.full(count, highspy.HighsVarType.kInteger))
        for name, value in options.items():
            highs.setOptionValue(name, value)
        if seconds:
            highs.setOptionValue("time_limit", highs.getRunTime() + seconds)
        self._begin_with(start)
        highs.run()
        self.ran_out_of_time |= highs.getModelStatus() == highspy.HighsModelStatus.kTimeLimit
        highs.setOptionValue("time_limit", highspy.kHighsInf)
        info, shares = highs.getInfo(), np.array(highs.getSolution().col_value)
        found = self._whole(shares[extras:]) if info.primal_solution_status == 2 and len(shares) else None
        self.proved_by_search = float(info.mip_dual_bound) * self.unit
        highs.changeColsIntegrality(count, every, np.full(count, highspy.HighsVarType.kContinuous))
        highs.changeColsBounds(count, every, np.zeros(count), np.ones(count))
        return found

    def _begin_with(self, choice: Choice) -> None:
        at = {column: k for k, column in enumerate(self.columns)}
        solution = highspy.HighsSolution()
        extras = [float(self.model.is_on(extra, choice)) for extra in self.model.extras]
        values = np.zeros(len(self.columns))
        for unit, schedule in enumerate(choice.tolist()):
            values[at[unit, schedule]] = 1.0
        solution.col_value = [*extras, *values.tolist()]
        self.highs.setSolution(solution)

    def _whole(self, shares: Any) -> Choice | None:
        choice: Ints = np.full(len(self.model.units), -1, dtype=np.int64)
        for k in np.flatnonzero(shares > 0.5).tolist():
            unit, schedule = self.columns[k]
            choice[unit] = schedule
        return choice if (choice >= 0).all() and keeps(self.model, self.stage, choice) else None


def keeps(model: Model, stage: Stage, choice: Choice) -> bool:
    """Whether a whole plan keeps every limit and every kept objective, in whole numbers."""
    if (model.left(choice) < 0).any():
        return False
    return all(model.amount(objective, choice) <= value for objective, value in stage.kept)


def quiet(seed: int) -> highspy.Highs:
    """A solver that says nothing, uses one thread and draws the same lots every time."""
    highs = highspy.Highs()
    for name, value in (
        ("output_flag", False), ("threads", 1), ("random_seed", seed), ("primal_feasibility_tolerance", FEASIBLE),
        ("mip_feasibility_tolerance", FEASIBLE), ("parallel", "off"),
    ):  # fmt: skip
        highs.setOptionValue(name, value)
    return highs
