"""The same planning model written plainly, one variable for each person, study and year, for a single HiGHS call."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import highspy
import numpy as np

from pafyll.domain.planning.limits import release_units
from pafyll.domain.planning.model import Model, drawn
from pafyll.domain.planning.schedules import halves
from pafyll.domain.planning.units import GAP

INF = highspy.kHighsInf


@dataclass
class Plain:
    """Columns and rows as they are written down."""

    cost: list[float] = field(default_factory=list)
    rows: list[dict[int, float]] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    constant: float = 0.0

    def column(self, cost: float) -> int:
        self.cost.append(cost)
        return len(self.cost) - 1

    def row(self, entries: dict[int, float], upper: float) -> None:
        self.rows.append(entries)
        self.upper.append(upper)


def plain_model(model: Model) -> Plain:
    """Hours taught without the credits as the objective; every limit of the plan as a row."""
    plain = Plain()
    draws: dict[int, dict[int, float]] = defaultdict(dict)
    for unit in range(len(model.units)):
        _add_unit(model, plain, draws, unit)
    for row, limit in enumerate(model.limits):
        if draws[row]:
            plain.row(draws[row], limit.room)
    return plain


def _add_unit(model: Model, plain: Plain, draws: dict[int, dict[int, float]], unit: int) -> None:
    group, key = model.group(unit), model.units[unit].key
    items = group.family.items
    taken: dict[int, int] = {}
    by_year: dict[int, dict[int, float]] = defaultdict(dict)
    for item in range(len(items)):
        taken[item] = plain.column(0.0)
        by_year[int(items.year[item])][taken[item]] = float(items.credits[item])
        for row, amount in _uses(model, unit, item):
            draws[row][taken[item]] = float(amount)
    most = halves(model.problem.settings.most_credits_per_year)
    for entries in by_year.values():
        plain.row(entries, most)
    if taken:
        plain.row(dict.fromkeys(taken.values(), 1.0), model.problem.settings.most_studies)
    for t, target in enumerate(key.targets):
        hours = model.units[unit].hours[t]
        if target.kind == GAP and hours:
            _add_target(model, plain, unit, t, taken, hours)


def _uses(model: Model, unit: int, item: int) -> list[tuple[int, int]]:
    """What one study draws from the limits."""
    family, problem = model.group(unit).family, model.problem
    option, year = model.options[int(family.items.option[item])], int(family.items.year[item])
    found = [(row, drawn(problem, option, year, limit)) for row, limit in enumerate(model.shared)]
    for semester, letter in ((2 * year, "H"), (2 * year + 1, "V")):
        row = int(model.absence_rows[unit, semester])
        if row >= 0 and letter in option.semesters:
            found.append((row, release_units(option.release_percent)))
    row = int(model.load_rows[unit, year])
    found += [(row, halves(option.credits))] if row >= 0 else []
    return [(row, amount) for row, amount in found if amount]


def _add_target(model: Model, plain: Plain, unit: int, t: int, taken: dict[int, int], hours: int) -> None:
    """closed[s] is 1 when the target is reached in semester s or before; each semester closed saves the hours."""
    family, key = model.group(unit).family, model.units[unit].key
    plain.constant += hours * int(family.open[0, t])
    missing = halves(key.targets[t].missing)
    items, before = family.items, -1
    for semester in range(int(family.open[0, t])):
        closed = plain.column(-float(hours))
        ready = {taken[k]: -float(items.credits[k]) for k in taken if items.counts[k, t] and items.ready[k] <= semester}
        plain.row({closed: float(missing), **ready}, 0.0)
        if before >= 0:
            plain.row({before: 1.0, closed: -1.0}, 0.0)
        before = closed


def highs_of(plain: Plain, gap: float, threads: int = 1) -> highspy.Highs:
    """One HiGHS call's worth: all columns whole, the gap to stop at."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(plain.cost), len(plain.rows)
    lp.col_cost_ = np.array(plain.cost)
    lp.offset_ = plain.constant
    lp.col_lower_, lp.col_upper_ = np.zeros(len(plain.cost)), np.ones(len(plain.cost))
    lp.row_lower_, lp.row_upper_ = np.full(len(plain.rows), -INF), np.array(plain.upper, dtype=np.float64)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(plain.cost)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *[len(row) for row in plain.rows]])
    lp.a_matrix_.index_ = np.array([k for row in plain.rows for k in row], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([v for row in plain.rows for v in row.values()])
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", threads)
    highs.setOptionValue("mip_rel_gap", gap)
    highs.passModel(lp)
    return highs
