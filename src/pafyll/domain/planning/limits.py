"""The limits of a plan as rows: money by year and source, places, staff away at once, and each person's yearly load.

A limit holds what locked studies and studies under way have taken already; its room may be below zero, and then no
plan keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations

from pafyll.domain.grants.lines import CostLine
from pafyll.domain.planning.problem import Budget, Option, PlanningProblem
from pafyll.domain.planning.schedules import halves
from pafyll.domain.planning.units import semester_index
from pafyll.domain.values import BudgetYear, Semester

BUDGET, PLACES, ABSENCE, LOAD = "budget", "places", "absence", "load"
Cell = tuple[str, str]  # payer and scheme


@dataclass(frozen=True)
class Limit:
    """One row. what: budget (year number, the cells it pays), places (pool, year), absence (school, semester), load.

    room is what is left for new studies: kroner, places, hundredths of a per cent of a position, or half credits.
    """

    kind: str
    who: str
    when: int
    room: int
    total: int
    cells: frozenset[Cell] = frozenset()


def release_units(percent: Decimal) -> int:
    """Release in hundredths of a per cent of a position, rounded up."""
    return int((percent * 100).to_integral_value(ROUND_CEILING))


def limits_of(problem: PlanningProblem) -> tuple[Limit, ...]:
    """Every limit, in a fixed order: budgets, places, absence, load."""
    return (*_budgets(problem), *_places(problem), *_absences(problem), *_loads(problem))


def cells_of(problem: PlanningProblem) -> list[Cell]:
    """Every payer and scheme that some study has a cost for."""
    lines = [(line.payer, option.scheme) for option in problem.options for line in option.costs]
    lines += [(line.payer, study.scheme) for study in problem.under_way for line in study.costs]
    return sorted(set(lines))


def pays(budget: Budget, cell: Cell) -> bool:
    """Whether the budget may pay the payer's part of a study in the scheme."""
    payer, scheme = cell
    return payer in budget.payers and (not budget.schemes or scheme in budget.schemes)


def is_limited(problem: PlanningProblem, cell: Cell) -> bool:
    """Whether some budget, in whatever year, is meant for it; what no budget is meant for is not limited."""
    return any(pays(budget, cell) for budget in problem.budgets)


def given_costs(problem: PlanningProblem) -> list[tuple[Cell, CostLine]]:
    """What locked studies and studies under way cost, line by line."""
    options = {option.id: option for option in problem.options}
    found = [((line.payer, study.scheme), line) for study in problem.under_way for line in study.costs]
    for locked in problem.locked:
        option = options[locked.option]
        found += [((line.payer, option.scheme), line) for line in option.costs_in(locked.year)]
    return found


def _budgets(problem: PlanningProblem) -> Iterator[Limit]:
    """A row for each year and set of budgets that some cells depend on alone.

    The money suffices exactly when no set of cells costs more than the budgets that may pay any of them.
    """
    given: dict[tuple[BudgetYear, Cell], int] = defaultdict(int)
    for cell, line in given_costs(problem):
        given[line.budget_year, cell] += line.amount
    limited = [cell for cell in cells_of(problem) if is_limited(problem, cell)]
    for number, year in enumerate(problem.settings.budget_years):
        budgets = [budget for budget in problem.budgets if budget.year == year]
        for cells, amount in _sets(limited, budgets):
            taken = sum(given[year, cell] for cell in cells)
            yield Limit(BUDGET, "+".join(sorted({p for p, _ in cells})), number, amount - taken, amount, cells)


def _sets(cells: Sequence[Cell], budgets: Sequence[Budget]) -> list[tuple[frozenset[Cell], int]]:
    payers = {cell: frozenset(k for k, budget in enumerate(budgets) if pays(budget, cell)) for cell in cells}
    groups = sorted(set(payers.values()), key=sorted)
    found: dict[frozenset[Cell], int] = {}
    for size in range(1, len(groups) + 1):
        for chosen in combinations(groups, size):
            used = frozenset().union(*chosen)
            inside = frozenset(cell for cell in cells if payers[cell] <= used)
            found[inside] = sum(budgets[k].amount for k in used)
    return sorted(found.items(), key=lambda row: sorted(row[0]))


def _places(problem: PlanningProblem) -> Iterator[Limit]:
    options = {option.id: option for option in problem.options}
    taken: dict[tuple[str, int], int] = defaultdict(int)
    for locked in problem.locked:
        taken[options[locked.option].pool, locked.year.start] += 1
    for pool in sorted(problem.pools, key=lambda one: one.id):
        for number, year in enumerate(problem.settings.school_years):
            places = pool.places_in(year)
            yield Limit(PLACES, pool.id, number, places - taken[pool.id, year.start], places)


def _absences(problem: PlanningProblem) -> Iterator[Limit]:
    away: dict[tuple[str, int], int] = defaultdict(int)
    school = {person.id: person.school for person in problem.people}
    for person, semester, percent in given_release(problem):
        away[school[person], semester_index(problem, semester)] += release_units(percent)
    for one in sorted(problem.schools, key=lambda one: one.id):
        if one.largest_share_percent is None:
            continue
        most = int((one.staff_fte * one.largest_share_percent * 100).to_integral_value(ROUND_FLOOR))
        for semester in range(2 * problem.settings.years):
            yield Limit(ABSENCE, one.id, semester, most - away[one.id, semester], most)


def given_release(problem: PlanningProblem) -> Iterator[tuple[str, Semester, Decimal]]:
    """Who is away when, and how much of a position, for studies that are decided already."""
    options = {option.id: option for option in problem.options}
    for study in problem.under_way:
        yield from ((study.person, semester, study.release_percent) for semester in study.semesters)
    for locked in problem.locked:
        option = options[locked.option]
        terms = option.semesters_in(locked.year)
        yield from ((locked.person, semester, option.release_percent) for semester in terms)


def _loads(problem: PlanningProblem) -> Iterator[Limit]:
    """Only for those whose studies lie in more than one unit: several subjects, or something decided already."""
    most = halves(problem.settings.most_credits_per_year)
    taken = given_load(problem)
    for person in _with_several(problem, {person for person, _ in taken}):
        for year in range(problem.settings.years):
            yield Limit(LOAD, person, year, max(0, most - taken[person, year]), most)


def given_load(problem: PlanningProblem) -> dict[tuple[str, int], int]:
    """(person, year) → half credits of studies that are decided already."""
    options: dict[str, Option] = {option.id: option for option in problem.options}
    start = problem.settings.first_year.start
    taken: dict[tuple[str, int], int] = defaultdict(int)
    for locked in problem.locked:
        taken[locked.person, locked.year.start - start] += halves(options[locked.option].credits)
    for study in problem.under_way:
        for year in {semester.school_year.start - start for semester in study.semesters if semester.school_year.start >= start}:
            taken[study.person, year] += halves(study.credits) // max(1, len({s.school_year for s in study.semesters}))
    return taken


def _with_several(problem: PlanningProblem, given: Iterable[str]) -> list[str]:
    subjects: dict[str, set[str]] = defaultdict(set)
    for wanted in (*problem.gaps, *problem.wishes):
        subjects[wanted.person].add(wanted.subject)
    return sorted({person for person, several in subjects.items() if len(several) > 1} | set(given))
