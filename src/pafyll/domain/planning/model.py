"""The planning model: one column for each unit and schedule, rows for the limits, an amount for each objective.

A plan chooses one schedule for every unit. `Model.values` prices all columns at once: that is both how new columns are
found and how a bound is proved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from pafyll.domain.planning.limits import ABSENCE, BUDGET, LOAD, PLACES, Limit, limits_of, release_units
from pafyll.domain.planning.problem import COST, GAPS, MOVES, REFUSALS, WISHES, Option, PlanningProblem
from pafyll.domain.planning.schedules import Family, Ints, Study, family_of, halves
from pafyll.domain.planning.units import NEVER, WISH, FamilyKey, Unit, units_of

DEMANDS = "demands"  # the objective before all others: no deadline and no "must" is missed
Choice = Ints  # unit → schedule


@dataclass(frozen=True, eq=False)
class Draws:
    """What one family's schedules draw from the limits that its units share, and from their own."""

    shared: Ints  # schedule × common limit (budgets, then places)
    release: Ints  # schedule × semester
    load: Ints  # schedule × year
    studies_in: Ints  # schedule × year, 0 or 1
    cost: Ints  # schedule
    place_price: Ints  # schedule


@dataclass(frozen=True, eq=False)
class Group:
    """One family and the units that belong to it."""

    family: Family
    draws: Draws
    units: Ints
    hours: Ints  # unit × target
    refusals: Ints  # unit

    @property
    def size(self) -> int:
        return len(self.family.picks)


@dataclass(frozen=True, eq=False)
class Extra:
    """A variable beside the schedules, from 0 to 1: that a person is moved, or that companions study together."""

    objective: str
    amount: int
    entries: tuple[tuple[int, int], ...]  # side row, coefficient


@dataclass(frozen=True, eq=False)
class SideRow:
    """A row ≤ room over schedules of single units and extras: -1 for every schedule it counts."""

    room: int
    unit: int = -1
    schedule: int = -1  # one schedule, or
    year: int = -1  # every schedule that studies in the year


@dataclass(frozen=True, eq=False)
class Model:
    """Everything the solver and the explanations ask for. Units, options and limits stand in a fixed order."""

    problem: PlanningProblem
    options: tuple[Option, ...]
    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    group_of: Ints  # unit → group
    place_of: Ints  # unit → its number within the group
    limits: tuple[Limit, ...]
    previous: Mapping[int, int | None] = field(default_factory=dict)  # unit → schedule in the previous plan
    extras: tuple[Extra, ...] = ()
    side_rows: tuple[SideRow, ...] = ()
    counted_aside: frozenset[int] = frozenset()  # units of people with several: an extra says that they are moved
    tables: dict[tuple[str, int], Ints] = field(default_factory=dict)

    @cached_property
    def shared(self) -> list[Limit]:
        return [limit for limit in self.limits if limit.kind in (BUDGET, PLACES)]

    @cached_property
    def row_of(self) -> dict[tuple[str, str, int], int]:
        """(kind, who, when) → row, for absence and load."""
        return {(one.kind, one.who, one.when): k for k, one in enumerate(self.limits) if one.kind in (ABSENCE, LOAD)}

    @cached_property
    def rooms(self) -> Ints:
        return np.array([limit.room for limit in self.limits], dtype=np.int64)

    @cached_property
    def absence_rows(self) -> Ints:
        """unit × semester → row, -1 where there is none."""
        length = 2 * self.problem.settings.years
        rows = [[self.row_of.get((ABSENCE, u.person.school, s), -1) for s in range(length)] for u in self.units]
        return np.array(rows, dtype=np.int64).reshape(len(self.units), length)

    @cached_property
    def load_rows(self) -> Ints:
        """unit × year → row, -1 where there is none."""
        years = self.problem.settings.years
        rows = [[self.row_of.get((LOAD, u.person.id, y), -1) for y in range(years)] for u in self.units]
        return np.array(rows, dtype=np.int64).reshape(len(self.units), years)

    def group(self, unit: int) -> Group:
        return self.groups[self.group_of[unit]]

    def amounts(self, objective: str, group: Group) -> Ints:
        """unit × schedule: what each column adds to the objective; less is better."""
        family, n = group.family, len(group.units)
        if objective == GAPS:
            return group.hours @ family.open.T + group.draws.place_price
        if objective == COST:
            return np.broadcast_to(group.draws.cost, (n, group.size))
        if objective == REFUSALS:
            return group.refusals[:, None] * family.starts[None, :]
        if objective == WISHES:
            wished = np.array([target.kind == WISH for target in family.key.targets], dtype=bool)
            return np.broadcast_to((~family.met[:, wished]).sum(axis=1), (n, group.size))
        if objective == DEMANDS:
            return np.broadcast_to(family.breaks_demand.astype(np.int64), (n, group.size))
        return self._moved(group) if objective == MOVES else np.zeros((n, group.size), dtype=np.int64)

    def _moved(self, group: Group) -> Ints:
        """1 for every schedule but the previous one, for those whose only unit this is."""
        moved = np.zeros((len(group.units), group.size), dtype=np.int64)
        for k, unit in enumerate(group.units.tolist()):
            if unit in self.previous and unit not in self.counted_aside:
                moved[k] = 1
                if self.previous[unit] is not None:
                    moved[k, self.previous[unit]] = 0
        return moved

    def table(self, objective: str, group: int) -> Ints:
        """The amounts of a group, worked out once."""
        if (objective, group) not in self.tables:
            self.tables[objective, group] = self.amounts(objective, self.groups[group])
        return self.tables[objective, group]

    def largest(self, objective: str) -> float:
        """The largest amount that one column adds, at least 1."""
        tables = (self.table(objective, number) for number in range(len(self.groups)))
        return max((float(np.abs(table).max(initial=1)) for table in tables), default=1.0)

    def amount(self, objective: str, choice: Choice) -> int:
        """The objective's value for a whole plan."""
        total = sum(
            int(self.table(objective, int(self.group_of[u]))[self.place_of[u], s]) for u, s in enumerate(choice)
        )
        return total + sum(one.amount for one in self.extras if one.objective == objective and self.is_on(one, choice))

    def sides_of(self, unit: int, schedule: int) -> list[int]:
        """The side rows that count the column."""
        rows = self._sides_by_unit.get(unit, ())
        studied = self.group(unit).draws.studies_in[schedule]
        return [k for k in rows if self._is_counted(self.side_rows[k], schedule, studied)]

    @cached_property
    def _sides_by_unit(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for k, row in enumerate(self.side_rows):
            found[row.unit].append(k)
        return found

    def _is_counted(self, row: SideRow, schedule: int, studied: Ints) -> bool:
        return bool(studied[row.year]) if row.year >= 0 else schedule == row.schedule

    def is_on(self, extra: Extra, choice: Choice) -> bool:
        """Whether an extra is 1: a person counts as moved when she must, companions as together when they can."""
        counts = [self._counted(self.side_rows[row], choice) for row, _ in extra.entries]
        if extra.objective == MOVES:
            return any(not count for count in counts)
        return all(counts)

    def _counted(self, row: SideRow, choice: Choice) -> bool:
        schedule = int(choice[row.unit])
        return self._is_counted(row, schedule, self.group(row.unit).draws.studies_in[schedule])

    def uses(self, unit: int, schedule: int) -> list[tuple[int, int]]:
        """(limit, amount) that one column draws."""
        draws = self.group(unit).draws
        found = [(k, int(n)) for k, n in enumerate(draws.shared[schedule].tolist()) if n]
        for amounts, rows in ((draws.release, self.absence_rows), (draws.load, self.load_rows)):
            for at, amount in enumerate(amounts[schedule].tolist()):
                if amount and rows[unit, at] >= 0:
                    found.append((int(rows[unit, at]), amount))
        return found

    def left(self, choice: Choice) -> Ints:
        """What is left of every limit under the plan; below zero is overspent."""
        left = self.rooms.copy()
        for unit, schedule in enumerate(choice.tolist()):
            for row, amount in self.uses(unit, schedule) if schedule else ():
                left[row] -= amount
        return left

    def studies(self, unit: int, schedule: int) -> tuple[Study, ...]:
        return self.group(unit).family.studies(schedule)


Memory = dict[Any, Any]  # what owners with the same studies and the same kinds of limits have in common


def model_of(problem: PlanningProblem, memory: Memory | None = None) -> Model:
    """The model of a checked problem. memory lets the models of many owners share their schedules."""
    options = tuple(sorted(problem.options, key=lambda option: option.id))
    units = units_of(problem)
    limits = limits_of(problem)
    keys: dict[FamilyKey, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        keys[unit.key].append(number)
    memory, same = {} if memory is None else memory, alike(problem, options, limits)
    groups = []
    for key, members in keys.items():
        if (same, key) not in memory:
            family = family_of(problem, options, key)
            memory[same, key] = family, _draws(problem, options, limits, family)
        family, draws = memory[same, key]
        groups.append(_group(family, draws, units, members))
    group_of, place_of = np.zeros(len(units), dtype=np.int64), np.zeros(len(units), dtype=np.int64)
    for number, group in enumerate(groups):
        group_of[group.units], place_of[group.units] = number, np.arange(len(group.units))
    return Model(problem, options, units, tuple(groups), group_of, place_of, limits)


def alike(problem: PlanningProblem, options: Sequence[Option], limits: Sequence[Limit]) -> str:
    """The studies and the kinds of limits, as a text that is the same for owners who have the same."""
    studies = [
        (replace(option, costs=()), [(c.payer, c.semester, c.amount) for c in option.costs]) for option in options
    ]
    shared = [(one.kind, one.who, one.when, sorted(one.cells)) for one in limits if one.kind in (BUDGET, PLACES)]
    return repr((problem.settings, studies, shared, sorted(problem.place_prices.items())))


def _group(family: Family, draws: Draws, units: Sequence[Unit], members: list[int]) -> Group:
    targets = len(family.key.targets)
    hours = np.array([units[u].hours for u in members], dtype=np.int64).reshape(len(members), targets)
    refusals = np.array([units[u].person.refusals for u in members], dtype=np.int64)
    return Group(family, draws, np.array(members), hours, refusals)


def _draws(problem: PlanningProblem, options: Sequence[Option], limits: Sequence[Limit], family: Family) -> Draws:
    years = problem.settings.years
    items = list(zip(family.items.option.tolist(), family.items.year.tolist(), strict=True))
    common = [limit for limit in limits if limit.kind in (BUDGET, PLACES)]
    draws = np.array([[drawn(problem, options[o], y, one) for one in common] for o, y in items], dtype=np.int64)
    release = np.zeros((len(items), 2 * years), dtype=np.int64)
    load = np.zeros((len(items), years), dtype=np.int64)
    cost = np.array([sum(line.amount for line in options[o].costs) for o, _ in items], dtype=np.int64)
    start = problem.settings.school_years
    prices = [2 * problem.place_prices.get((options[o].pool, start[y]), 0) for o, y in items]
    for k, (o, y) in enumerate(items):
        load[k, y] = halves(options[o].credits)
        for semester, letter in ((2 * y, "H"), (2 * y + 1, "V")):
            if letter in options[o].semesters:
                release[k, semester] = release_units(options[o].release_percent)
    summed: list[Any] = [
        family.sums(rows)
        for rows in (draws.reshape(len(items), len(common)), release, load, cost, np.array(prices, dtype=np.int64))
    ]
    return Draws(summed[0], summed[1], summed[2], (summed[2] > 0).astype(np.int64), summed[3], summed[4])


def drawn(problem: PlanningProblem, option: Option, year: int, limit: Limit) -> int:
    """What one study draws from a budget or a pool."""
    if limit.kind == PLACES:
        return int(option.pool == limit.who and limit.when == year)
    later = limit.when - year  # the autumn is paid in the year itself, the spring in the next
    if later not in (0, 1):
        return 0
    return sum(
        line.amount
        for line in option.costs
        if (line.payer, option.scheme) in limit.cells and line.semester.is_autumn == (later == 0)
    )


__all__ = ["DEMANDS", "NEVER", "Choice", "Extra", "Group", "Memory", "Model", "SideRow", "alike", "model_of"]
