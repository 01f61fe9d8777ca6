"""From a choice of schedules to the plan: lines with costs and reasons, funding, what is reached, who has moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pafyll.domain.planning.blocking import Standpoint
from pafyll.domain.planning.funding import funding_of
from pafyll.domain.planning.limits import given_costs
from pafyll.domain.planning.model import NEVER, Choice, Model
from pafyll.domain.planning.moving import reasons_for_moving
from pafyll.domain.planning.plan import LOCKED, UNDER_WAY, Move, Plan, PlanLine, Reached, Unplaced
from pafyll.domain.planning.problem import (
    COMPANIONS,
    COST,
    GAPS,
    MOVES,
    REFUSALS,
    WISHES,
    Locked,
    PlanningProblem,
    UnderWay,
)
from pafyll.domain.planning.reasons import reasons_for_line, reasons_for_nothing
from pafyll.domain.planning.stages import Found
from pafyll.domain.planning.texts import Text
from pafyll.domain.planning.units import GAP, WISH, ready_after
from pafyll.domain.values import SchoolYear, Semester

UNITS = {
    GAPS: "pupil_hours",
    MOVES: "people",
    WISHES: "wishes",
    COST: "kroner",
    REFUSALS: "semesters",
    COMPANIONS: "years_together",
}


def plan_of(
    model: Model, choice: Choice, found: Sequence[tuple[str, Found]], seed: int, *, explained: bool = True
) -> Plan:
    """The plan that the choice stands for."""
    point = Standpoint(model, choice)
    lines = tuple(sorted(_lines(model, choice, point if explained else None), key=_order))
    return Plan(
        problem=model.problem,
        lines=lines,
        reached=tuple(_reached(model, objective, one) for objective, one in found),
        unplaced=tuple(_unplaced(model, choice, point)) if explained else (),
        funding=funding_of(model.problem, lines),
        closes_at=_closing(model, choice),
        seed=seed,
        stopped_early=any(one.stopped for _, one in found),
    )


def _order(line: PlanLine) -> tuple[SchoolYear, str, str, str, str]:
    return line.year, line.school, line.subject, line.person, line.option


def _lines(model: Model, choice: Choice, point: Standpoint | None) -> Iterator[PlanLine]:
    problem = model.problem
    for unit, schedule in enumerate(choice.tolist()):
        for number, year in model.studies(unit, schedule):
            yield _planned(model, unit, schedule, number, year, point)
    yield from (_locked(problem, one) for one in problem.locked)
    yield from (_under_way(problem, one) for one in problem.under_way)


def _planned(model: Model, unit: int, schedule: int, number: int, year: int, point: Standpoint | None) -> PlanLine:
    option, family, person = model.options[number], model.group(unit).family, model.units[unit].person
    when = model.problem.settings.school_years[year]
    ready = ready_after(option, year)
    closes = tuple(
        (option.subject, target.stage)
        for t, target in enumerate(family.key.targets)
        if target.kind == GAP and family.closes[schedule, t] == ready < family.closes[0, t]
    )
    reasons = reasons_for_line(point, unit, number, year) if point else ()
    return PlanLine(
        person.id, person.school, option.subject, option.id, option.scheme, option.credits, option.semesters,
        when, option.costs_in(when), closes=closes, reasons=reasons,
    )  # fmt: skip


def _locked(problem: PlanningProblem, one: Locked) -> PlanLine:
    option = next(option for option in problem.options if option.id == one.option)
    person = next(person for person in problem.people if person.id == one.person)
    return PlanLine(
        person.id, person.school, option.subject, option.id, option.scheme, option.credits, option.semesters,
        one.year, option.costs_in(one.year), LOCKED, reasons=(Text("line_locked", {"name": person.name or person.id}),),
    )  # fmt: skip


def _under_way(problem: PlanningProblem, one: UnderWay) -> PlanLine:
    person = next(person for person in problem.people if person.id == one.person)
    terms = sorted(one.semesters) or [one.ends]
    letters = "".join(letter for letter, autumn in (("H", True), ("V", False)) if autumn in {t.is_autumn for t in terms})
    return PlanLine(
        person.id, person.school, one.subject, "", one.scheme, one.credits, letters, terms[0].school_year,
        one.costs, UNDER_WAY, reasons=(Text("line_under_way", {"name": person.name or person.id}),),
    )  # fmt: skip


def _reached(model: Model, objective: str, found: Found) -> Reached:
    value, bound, unit = Decimal(found.value), Decimal(found.bound), UNITS[objective]
    if objective == GAPS:
        return Reached(objective, value / 2, bound / 2, unit)
    if objective == COST:
        given = sum(line.amount for _, line in given_costs(model.problem))
        return Reached(objective, value + given, bound + given, unit)
    if objective == WISHES:
        wishes = sum(target.kind == WISH for one in model.units for target in one.key.targets)
        return Reached(objective, wishes - value, wishes - bound, unit, is_most=True)
    return Reached(objective, -value, -bound, unit, is_most=True) if objective == COMPANIONS else Reached(
        objective, value, bound, unit
    )  # fmt: skip


def semester_at(problem: PlanningProblem, number: int) -> Semester:
    """The semester with the number, where 0 is the plan's first autumn."""
    year = SchoolYear(problem.settings.first_year.start + number // 2)
    return year.spring if number % 2 else year.autumn


def _closing(model: Model, choice: Choice) -> dict[tuple[str, str, str], Semester]:
    found = {}
    for number, schedule in enumerate(choice.tolist()):
        unit, family = model.units[number], model.group(number).family
        for t, target in enumerate(family.key.targets):
            if target.kind == GAP and family.closes[schedule, t] < NEVER:
                semester = semester_at(model.problem, int(family.closes[schedule, t]))
                found[unit.person.id, unit.subject, target.stage] = semester
    return found


def _unplaced(model: Model, choice: Choice, point: Standpoint) -> Iterator[Unplaced]:
    for number, schedule in enumerate(choice.tolist()):
        unit, family = model.units[number], model.group(number).family
        for t, target in enumerate(family.key.targets):
            if target.kind == GAP and family.closes[schedule, t] >= NEVER:
                reasons = reasons_for_nothing(point, number, t)
                yield Unplaced(unit.person.id, unit.subject, target.stage, reasons)


def moves_of(
    model: Model, plan: Plan, before: Sequence[tuple[str, str, int]], previous: Plan | None
) -> tuple[Move, ...]:
    """Everyone whose studies are others than before, and those who are new in the plan, with what changed for them."""
    old: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for person, option, year in before:
        old[person].add((option, year))
    new: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for line in plan.lines:
        if line.option:
            new[line.person].add((line.option, line.year.start))
    start = model.problem.settings.first_year.start
    found = []
    for person in sorted({*old, *new}):
        was = {one for one in old[person] if one[1] >= start}
        if was != new[person]:
            lines = previous.lines_of(person) if previous else ()
            reasons = reasons_for_moving(model, plan, person, was, previous)
            found.append(Move(person, tuple(lines), plan.lines_of(person), reasons))
    return tuple(found)


def canonical(model: Model, choice: Choice) -> Choice:
    """The same plan, with people who are alike in everything placed in the order of their ids."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    several = _with_several_units(model)
    together = {person for one in model.problem.companions for person in one.people}
    for number, unit in enumerate(model.units):
        if unit.person.id not in several | together and number not in model.previous:
            key = (unit.person.school, int(model.group_of[number]), unit.hours, unit.person.refusals)
            alike[key].append(number)
    placed = choice.copy()
    for units in alike.values():
        family = model.group(units[0]).family
        order = sorted(choice[units].tolist(), key=lambda s: (family.open[s].tolist(), int(family.starts[s]), s))
        placed[units] = order
    return placed


def _with_several_units(model: Model) -> set[str]:
    people = [unit.person.id for unit in model.units]
    held = {person for person, _ in ((one.person, one) for one in (*model.problem.locked, *model.problem.under_way))}
    return held | {person for person, next_person in zip(people, people[1:], strict=False) if person == next_person}
