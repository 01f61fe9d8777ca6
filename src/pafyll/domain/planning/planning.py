"""`plan` and `replan`: from a problem to a plan with its bound, or to the reasons why there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pafyll.domain.planning.infeasible import reasons_of
from pafyll.domain.planning.lines import canonical, moves_of, plan_of
from pafyll.domain.planning.model import DEMANDS, Choice, Extra, Model, SideRow, model_of
from pafyll.domain.planning.plan import Infeasible, Plan
from pafyll.domain.planning.problem import COMPANIONS, MOVES, REPLAN_ORDER, PlanningProblem
from pafyll.domain.planning.reducing import reduced
from pafyll.domain.planning.stages import Effort, Found, solve_stages
from pafyll.domain.planning.units import check

OnProgress = Callable[[int, int, str, Plan | None], None]
FEW, MANY = Effort(rounding_columns=240), Effort(hours_columns=1_500)
FEW_UNITS = 120


def plan(
    problem: PlanningProblem,
    *,
    seed: int = 0,
    seconds: float | None = None,
    on_progress: OnProgress | None = None,
    effort: Effort | None = None,
) -> Plan | Infeasible:
    """The best plan found, with a proved bound for each objective; or the smallest set of reasons why there is none.

    The same problem and seed give the same plan, on any machine. seconds limits each search: then a slow machine may
    give another plan, and `stopped_early` says so. on_progress(done, total, objective, best plan so far) is called
    after each objective. Raises PlanningFault when the problem contradicts itself.
    """
    check(problem)
    return _solved(model_of(problem), None, seed, seconds, on_progress, effort)


def replan(
    problem: PlanningProblem,
    previous: Plan | Sequence[tuple[str, str, int]],
    *,
    seed: int = 0,
    seconds: float | None = None,
    on_progress: OnProgress | None = None,
    effort: Effort | None = None,
) -> Plan | Infeasible:
    """A plan for the changed problem that moves as few people as possible from the previous one, and says who and why.

    previous is a Plan, or its lines as (person, option, first year of the school year). Moving few outranks every
    other objective unless the settings' order names "moves" itself. Those whom the change left without their study are
    moved in any case.
    """
    check(problem)
    order = problem.settings.order
    if MOVES not in order:
        problem = replace(problem, settings=replace(problem.settings, order=(MOVES, *order)))
    lines, model = _previous_lines(previous), model_of(problem)
    found = _solved(model, lines, seed, seconds, on_progress, effort)
    if isinstance(found, Plan):
        before = previous if isinstance(previous, Plan) else None
        found = replace(found, moves=moves_of(model, found, lines, before))
    return found


def _previous_lines(previous: Plan | Sequence[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    if isinstance(previous, Plan):
        return [(line.person, line.option, line.year.start) for line in previous.lines if line.option]
    return list(previous)


@dataclass(frozen=True)
class _Telling:
    """Passes on how far the planner has come, with the best plan so far."""

    model: Model
    total: int
    on_progress: OnProgress | None
    seed: int

    def __call__(self, done: int, objective: str, choice: Choice) -> None:
        if self.on_progress is not None:
            self.on_progress(done, self.total, objective, plan_of(self.model, choice, (), self.seed, explained=False))


def _solved(
    whole: Model,
    lines: list[tuple[str, str, int]] | None,
    seed: int,
    seconds: float | None,
    on_progress: OnProgress | None,
    effort: Effort | None,
) -> Plan | Infeasible:
    """Solves a smaller model with the same best plans, and tells of the whole one."""
    effort = effort or (FEW if len(whole.units) <= FEW_UNITS else MANY)
    if seconds is not None:
        effort = replace(effort, seconds=seconds)
    if (whole.rooms < 0).any():
        return reasons_of(whole, seed, effort)
    objectives = [name for name in whole.problem.settings.order if name != MOVES or lines is not None]
    before = _previous_schedules(whole, lines) if lines is not None else {}
    smaller = reduced(whole, objectives, keep=before)
    model = _with_moves(smaller.model, lines) if lines is not None else smaller.model
    model = _with_companions(model)
    start = _start(model, seed, effort)
    if start is None:
        return reasons_of(whole, seed, effort)
    telling = _Telling(model, len(objectives), on_progress, seed)
    found = solve_stages(model, objectives, _as_before(model, start), seed, effort, telling, ((DEMANDS, 0),))
    choice = canonical(model, found[-1].choice) if found else start
    return plan_of(whole, smaller.in_whole(choice), list(zip(objectives, found, strict=True)), seed)


def _start(model: Model, seed: int, effort: Effort) -> Choice | None:
    """A plan that meets every demand, or None. Without demands that is to plan nothing."""
    nothing = np.zeros(len(model.units), dtype=np.int64)
    if not model.amount(DEMANDS, nothing):
        return nothing
    met: list[Found] = solve_stages(model, (DEMANDS,), nothing, seed, effort, lambda *_: None)
    return met[0].choice if met[0].value == 0 else None


def _as_before(model: Model, start: Choice) -> Choice:
    """Puts back each previous schedule that there is still room for, one after the other."""
    choice, left = start.copy(), model.left(start)
    for unit, schedule in sorted(model.previous.items()):
        if schedule is None or schedule == choice[unit] or model.group(unit).family.breaks_demand[schedule]:
            continue
        change = np.zeros_like(left)
        for row, amount in model.uses(unit, schedule):
            change[row] += amount
        for row, amount in model.uses(unit, int(choice[unit])):
            change[row] -= amount
        if (change <= np.maximum(left, 0)).all():
            choice[unit], left = schedule, left - change
    return choice


def _with_moves(model: Model, lines: list[tuple[str, str, int]]) -> Model:
    """Notes each unit's previous schedule; people with several units get a variable that says they are moved."""
    previous = _previous_schedules(model, lines)
    by_person: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(model.units):
        by_person[one.person.id].append(number)
    extras, rows = list(model.extras), list(model.side_rows)
    for units in by_person.values():
        known = [unit for unit in units if unit in previous]
        if len(units) > 1 and known:
            entries = []
            for unit in known:
                schedule = previous[unit]
                entries.append((len(rows), -1))
                rows.append(SideRow(-1, unit, -1 if schedule is None else schedule))
            extras.append(Extra(MOVES, 1, tuple(entries)))
    aside = frozenset(u for units in by_person.values() if len(units) > 1 for u in units if u in previous)
    return replace(
        model, previous=previous, extras=tuple(extras), side_rows=tuple(rows), counted_aside=aside, tables={}
    )


def _previous_schedules(model: Model, lines: list[tuple[str, str, int]]) -> dict[int, int | None]:
    """unit → its schedule in the previous plan, None when it can no longer be followed. Locked lines are left out."""
    start = model.problem.settings.first_year.start
    number = {option.id: k for k, option in enumerate(model.options)}
    locked = {(one.person, one.option, one.year.start) for one in model.problem.locked}
    studied: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    lost: set[str] = set()
    for person, option, year in lines:
        if (person, option, year) in locked or year < start:
            continue
        if option in number:
            studied[person, model.options[number[option]].subject].append((number[option], year - start))
        else:
            lost.add(person)
    found: dict[int, int | None] = {}
    for k, unit in enumerate(model.units):
        if unit.id in studied:
            found[k] = model.group(k).family.number_of(studied[unit.id])
        elif unit.person.id in lost:
            found[k] = None
    return found


def _with_companions(model: Model) -> Model:
    """A variable for each group and year: that all of them study the subject then."""
    if COMPANIONS not in model.problem.settings.order:
        return model
    units = {unit.id: number for number, unit in enumerate(model.units)}
    extras, rows = list(model.extras), list(model.side_rows)
    for one in sorted(model.problem.companions, key=lambda one: one.id):
        members = [units.get((person, one.subject)) for person in sorted(set(one.people))]
        known = [unit for unit in members if unit is not None]
        if len(known) < max(2, len(members)):
            continue
        for year in range(model.problem.settings.years):
            if all(model.group(member).draws.studies_in[:, year].any() for member in known):
                extras.append(Extra(COMPANIONS, -1, tuple((len(rows) + k, 1) for k in range(len(known)))))
                rows += [SideRow(0, unit, year=year) for unit in known]
    return replace(model, extras=tuple(extras), side_rows=tuple(rows), tables={})


__all__ = ["REPLAN_ORDER", "plan", "replan"]
