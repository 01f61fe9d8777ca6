"""Why no plan keeps what must be kept: the fewest limits that have to give way, and then the least they must give.

Every limit may be stretched at a price. First as few as possible are stretched; with that number fixed, first the
kroner, then the places, then the rest are made as small as possible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import highspy
import numpy as np

from pafyll.domain.planning.blocking import month_of, stage_name
from pafyll.domain.planning.limits import ABSENCE, BUDGET, PLACES, Limit
from pafyll.domain.planning.master import Column, quiet
from pafyll.domain.planning.model import Group, Model
from pafyll.domain.planning.plan import Infeasible, Shortage
from pafyll.domain.planning.reasons import cannot
from pafyll.domain.planning.reducing import beaten
from pafyll.domain.planning.schedules import Ints
from pafyll.domain.planning.stages import Effort
from pafyll.domain.planning.texts import Text
from pafyll.domain.planning.units import GAP
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import BudgetYear, Credits, Kroner, SchoolYear, percent_text

MOST_COLUMNS = 20_000  # beyond that the cheapest schedules of each are looked at, and the answer says so
FIRST_SAVED = (BUDGET, PLACES, "")  # "" is every other kind


@dataclass(frozen=True, eq=False)
class Elastic:
    """The demands and the limits, each limit with something to stretch it by."""

    model: Model
    columns: tuple[Column, ...]
    drawn: tuple[tuple[tuple[int, int], ...], ...]  # column → (limit, amount)
    is_whole: bool = True  # no schedule was left out that could need less

    @cached_property
    def most(self) -> Ints:
        """limit → the most it can ever have to be stretched by."""
        most = np.maximum(0, -self.model.rooms)
        for uses in self.drawn:
            for row, amount in uses:
                most[row] += amount
        return most

    @cached_property
    def rows(self) -> list[int]:
        """Limits that can be short: the others are left out."""
        needed = np.zeros(len(self.model.limits), dtype=np.int64)
        for uses in self.drawn:
            for row, amount in uses:
                needed[row] += amount
        return [row for row in range(len(needed)) if needed[row] > self.model.rooms[row]]

    def stretched_by(self, row: int) -> list[int]:
        """The limits whose stretching helps the row: its own, and budgets for a part of what it pays."""
        limit = self.model.limits[row]
        if limit.kind != BUDGET:
            return [row]
        return [
            other
            for other in self.rows
            if self.model.limits[other].kind == BUDGET
            and self.model.limits[other].when == limit.when
            and self.model.limits[other].cells <= limit.cells
        ]


def reasons_of(model: Model, seed: int, effort: Effort) -> Infeasible:
    """The shortages, in the order of people, budgets, places, absence; and whether no smaller set is enough."""
    hopeless = [unit for unit in _demanding(model) if model.group(unit).family.breaks_demand.all()]
    people = [_hopeless(model, unit) for unit in hopeless]
    elastic = _elastic(model, [unit for unit in _demanding(model) if unit not in set(hopeless)])
    if not elastic.rows:
        return Infeasible(model.problem, tuple(people), elastic.is_whole)
    chosen, stretched, is_proved = _least(elastic, seed, effort)
    limits = (_shortage(elastic, row, by, chosen) for row, by in sorted(stretched.items()))
    return Infeasible(model.problem, (*people, *limits), elastic.is_whole and is_proved)


def _demanding(model: Model) -> list[int]:
    return [unit for group in model.groups if group.family.is_hard for unit in group.units.tolist()]


def _elastic(model: Model, units: Sequence[int]) -> Elastic:
    """Every schedule that meets the unit's demands, but those that draw no less of anything than another."""
    each = max(20, MOST_COLUMNS // max(1, len(units)))
    least = {number: _drawing_least(model.groups[number]) for number in sorted({*model.group_of[list(units)].tolist()})}
    columns = [(unit, int(k)) for unit in sorted(units) for k in least[int(model.group_of[unit])][:each]]
    is_whole = all(len(schedules) <= each for schedules in least.values())
    return Elastic(model, tuple(columns), tuple(tuple(model.uses(*column)) for column in columns), is_whole)


def _drawing_least(group: Group) -> Ints:
    """The schedules that meet every demand and that no other beats in what they draw; the cheapest first."""
    draws = group.draws
    meeting: Ints = np.flatnonzero(~group.family.breaks_demand)
    taken = np.concatenate([draws.shared, draws.release, draws.load], axis=1)[meeting]
    order = np.lexsort((meeting, draws.cost[meeting]))
    meeting, taken = meeting[order], taken[order]
    return meeting[~beaten(taken)]


def _least(elastic: Elastic, seed: int, effort: Effort) -> tuple[list[Column], dict[int, int], bool]:
    """The columns of the plan that needs least, limit → what it must be stretched by, and whether that is proved."""
    highs = quiet(seed)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_max_nodes", 10 * effort.nodes)
    columns, rows = len(elastic.columns), elastic.rows
    scale = {
        row: max(1.0, float(max((a for uses in elastic.drawn for r, a in uses if r == row), default=1))) for row in rows
    }
    _write(highs, elastic, scale)
    stretch, used = range(columns, columns + len(rows)), range(columns + len(rows), columns + 2 * len(rows))
    is_proved = _minimise(highs, dict.fromkeys(used, 1.0))
    for kind in FIRST_SAVED:
        of_kind = {
            column: scale[row] / 1000
            for column, row in zip(stretch, rows, strict=True)
            if elastic.model.limits[row].kind == kind
            or (not kind and elastic.model.limits[row].kind not in FIRST_SAVED)
        }
        if of_kind:
            _minimise(highs, of_kind)
    values = np.array(highs.getSolution().col_value)
    chosen = [elastic.columns[k] for k in np.flatnonzero(values[:columns] > 0.5).tolist()]
    on = {row for row, column in zip(rows, used, strict=True) if values[column] > 0.5}
    return chosen, _exact(elastic, chosen, on), is_proved


def _write(highs: highspy.Highs, elastic: Elastic, scale: Mapping[int, float]) -> None:
    """Columns, stretches and whether each is used; every unit once, every limit with its stretches."""
    inf, columns, rows = highspy.kHighsInf, len(elastic.columns), elastic.rows
    total = columns + 2 * len(rows)
    upper = [1.0] * columns + [float(elastic.most[row]) / scale[row] for row in rows] + [1.0] * len(rows)
    empty = np.zeros(0)
    highs.addCols(
        total,
        np.zeros(total),
        np.zeros(total),
        np.array(upper),
        0,
        np.zeros(total, dtype=np.int32),
        empty.astype(np.int32),
        empty,
    )
    whole = np.array([*range(columns), *range(columns + len(rows), total)], dtype=np.int32)
    highs.changeColsIntegrality(len(whole), whole, np.full(len(whole), highspy.HighsVarType.kInteger))
    by_unit: dict[int, list[int]] = {}
    for k, (unit, _) in enumerate(elastic.columns):
        by_unit.setdefault(unit, []).append(k)
    for members in by_unit.values():
        highs.addRow(1.0, 1.0, len(members), np.array(members, dtype=np.int32), np.ones(len(members)))
    place = {row: k for k, row in enumerate(rows)}
    for row in rows:
        entries = {k: a / scale[row] for k, uses in enumerate(elastic.drawn) for r, a in uses if r == row}
        entries |= {columns + place[other]: -scale[other] / scale[row] for other in elastic.stretched_by(row)}
        index = np.array(list(entries), dtype=np.int32)
        highs.addRow(
            -inf, float(elastic.model.rooms[row]) / scale[row], len(index), index, np.array(list(entries.values()))
        )
        own, is_used = columns + place[row], columns + len(rows) + place[row]
        most = max(1.0, float(elastic.most[row]) / scale[row])
        highs.addRow(-inf, 0.0, 2, np.array([own, is_used], dtype=np.int32), np.array([1.0, -most]))


def _minimise(highs: highspy.Highs, cost: Mapping[int, float]) -> bool:
    """Makes the sum as small as possible, and keeps it there; whether it is proved that none is smaller."""
    every = np.arange(highs.getNumCol(), dtype=np.int32)
    highs.changeColsCost(len(every), every, np.array([cost.get(int(k), 0.0) for k in every]))
    highs.run()
    reached = float(highs.getInfo().objective_function_value)
    is_proved = bool(highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)
    index = np.array(list(cost), dtype=np.int32)
    highs.addRow(-highspy.kHighsInf, reached + 1e-5, len(index), index, np.array(list(cost.values())))
    return is_proved


def _exact(elastic: Elastic, chosen: Sequence[Column], on: set[int]) -> dict[int, int]:
    """What each limit in use must be stretched by, in whole numbers; the narrower budgets first."""
    over = {row: -int(elastic.model.rooms[row]) for row in elastic.rows}
    for column, uses in zip(elastic.columns, elastic.drawn, strict=True):
        if column in set(chosen):
            for row, amount in uses:
                if row in over:
                    over[row] += amount
    found: dict[int, int] = {}
    for row in sorted(over, key=lambda row: (len(elastic.model.limits[row].cells), row)):
        helped = sum(found.get(other, 0) for other in elastic.stretched_by(row) if other != row)
        if (short := over[row] - helped) > 0:
            found[row] = short
    assert set(found) <= on or not on, "a limit is short that the search did not stretch"
    return found


def _hopeless(model: Model, unit: int) -> Shortage:
    """A person who cannot meet her demand, whatever money and places there are."""
    one, family = model.units[unit], model.group(unit).family
    missed = [k for k, target in enumerate(family.key.targets) if target.is_hard and not family.met[:, k].any()]
    t = missed[0] if missed else 0
    target = family.key.targets[t]
    facts = {"name": one.person.name or one.person.id, "subject": subject_name(one.subject).lower()}
    why = str(cannot(model, unit, t))
    text = Text("short_person", facts | {"missing": str(Credits(target.missing)), "why": why})
    return Shortage("person", Decimal(1), "people", text, None, ((one.subject, target.stage),), one.person.id)


def _shortage(elastic: Elastic, row: int, by: int, chosen: Sequence[Column]) -> Shortage:
    model, limit = elastic.model, elastic.model.limits[row]
    subjects = _subjects(elastic, row, chosen)
    start = model.problem.settings.first_year.start
    if limit.kind == BUDGET:
        names = [_named(subject, stage) for subject, stage in subjects]
        facts = {"year": str(start + limit.when), "missing": str(Kroner(by)), "total": str(Kroner(limit.total))}
        text = (
            Text("short_budget", facts | {"subjects": ", ".join(names)}) if names else Text("short_budget_bound", facts)
        )
        return Shortage(BUDGET, Decimal(by), "kroner", text, BudgetYear(start + limit.when), subjects, limit.who)
    if limit.kind == PLACES:
        when = SchoolYear(start + limit.when)
        pool = next(pool for pool in model.problem.pools if pool.id == limit.who)
        facts = {
            "pool": pool.label or subject_name(pool.id),
            "year": str(when),
            "missing": str(by),
            "places": str(limit.total),
        }
        return Shortage(PLACES, Decimal(by), "places", Text("short_places", facts), when, subjects, limit.who)
    return _of_people(model, limit, by, subjects)


def _named(subject: str, stage: str) -> str:
    name = subject_name(subject).lower()
    return f"{name} på {stage_name(stage)}" if stage else name


def _of_people(model: Model, limit: Limit, by: int, subjects: tuple[tuple[str, str], ...]) -> Shortage:
    start = model.problem.settings.first_year.start
    if limit.kind == ABSENCE:
        school = next(school for school in model.problem.schools if school.id == limit.who)
        percent, share = Decimal(by) / 100, school.largest_share_percent or Decimal(0)
        facts = {"school": school.name or school.id, "missing": percent_text(percent), "share": percent_text(share)}
        text = Text("short_absence", facts | {"when": month_of(start, limit.when)})
        year = SchoolYear(start + limit.when // 2)
        when = year.spring if limit.when % 2 else year.autumn
        return Shortage(ABSENCE, percent, "percent", text, when, subjects, limit.who)
    person = next(person for person in model.problem.people if person.id == limit.who)
    year, most = SchoolYear(start + limit.when), Credits(Decimal(limit.total) / 2)
    facts = {
        "name": person.name or person.id,
        "missing": str(Credits(Decimal(by) / 2)),
        "year": str(year),
        "most": str(most),
    }
    return Shortage("load", Decimal(by) / 2, "credits", Text("short_load", facts), year, subjects, limit.who)


def _subjects(elastic: Elastic, row: int, chosen: Sequence[Column]) -> tuple[tuple[str, str], ...]:
    """The subjects and stages of the demanded studies that draw on the limit, the largest draw first."""
    drawn: dict[tuple[str, str], int] = {}
    taken = set(chosen)
    for column, uses in zip(elastic.columns, elastic.drawn, strict=True):
        unit = elastic.model.units[column[0]]
        amount = sum(a for r, a in uses if r == row)
        if column in taken and amount:
            stage = next((target.stage for target in unit.key.targets if target.kind == GAP), "")
            drawn[unit.subject, stage] = drawn.get((unit.subject, stage), 0) + amount
    return tuple(sorted(drawn, key=lambda at: (-drawn[at], at)))
