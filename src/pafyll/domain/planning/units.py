"""The units of a plan: one person's needs in one subject, and what she has coming already."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from pafyll.domain.planning.problem import Gap, Option, Person, PlanningFault, PlanningProblem, UnderWay, Wish
from pafyll.domain.values import Semester

GAP, WISH = "gap", "wish"
NEVER = 10**6


@dataclass(frozen=True, order=True)
class Target:
    """Credits to be reached in a subject. due is the semester before which it must be closed, NEVER without a deadline.

    first and last are the years in which the study that reaches a wish may lie. All times count from the plan's start.
    """

    kind: str
    stage: str
    missing: Decimal
    due: int = NEVER
    first: int = 0
    last: int = NEVER

    @property
    def is_hard(self) -> bool:
        return self.due < NEVER


@dataclass(frozen=True)
class Coming:
    """Credits from a study that is locked or under way: they count from the semester `ready`.

    option and year are those of a locked study: nobody takes it again in the same year. once: nor in any other.
    """

    ready: int
    credits: Decimal
    stages: tuple[str, ...] = ()
    once: str = ""
    option: str = ""
    year: int = 0


@dataclass(frozen=True)
class FamilyKey:
    """What decides which schedules there are. Units with the same key may follow the same schedules."""

    subject: str
    targets: tuple[Target, ...]
    coming: tuple[Coming, ...]
    first: int
    last: int
    end: int  # the semester from which her pupils' hours no longer count: the plan's end, or retirement
    declined: bool = False


@dataclass(frozen=True)
class Unit:
    """One person's needs in one subject. hours belong to the key's targets, in order; a wish has 0."""

    person: Person
    subject: str
    key: FamilyKey
    hours: tuple[int, ...]

    @property
    def id(self) -> tuple[str, str]:
        return self.person.id, self.subject


def semester_index(problem: PlanningProblem, semester: Semester) -> int:
    """0 is the first autumn of the plan, 1 the spring after; before the plan it is below 0."""
    return 2 * (semester.school_year.start - problem.settings.first_year.start) + (0 if semester.is_autumn else 1)


def ready_after(option: Option, year: int) -> int:
    """The first semester in which the credits of a study taken in the year count."""
    return 2 * year + (1 if option.semesters == "H" else 2)


def units_of(problem: PlanningProblem) -> tuple[Unit, ...]:
    """Every person and subject with a gap or a wish that counts, in the order of person and subject."""
    people = {person.id: person for person in problem.people}
    wanted: dict[tuple[str, str], list[tuple[Target, int]]] = defaultdict(list)
    for gap in problem.gaps:
        wanted[gap.person, gap.subject].append((_gap_target(problem, gap), gap.pupil_hours))
    for wish in problem.wishes:
        if problem.settings.wishes_beyond_gaps or wish.must:
            wanted[wish.person, wish.subject].append((_wish_target(problem, wish), 0))
    coming = coming_of(problem)
    return tuple(
        _unit(problem, people[person], subject, sorted(wanted[person, subject]), coming.get((person, subject), ()))
        for person, subject in sorted(wanted)
    )


def _unit(
    problem: PlanningProblem, person: Person, subject: str, wanted: list[tuple[Target, int]], coming: tuple[Coming, ...]
) -> Unit:
    key = FamilyKey(
        subject,
        tuple(target for target, _ in wanted),
        coming,
        first=_first_year(problem, person),
        last=_last_year(problem, person),
        end=_end(problem, person),
        declined=subject in person.declines,
    )
    return Unit(person, subject, key, tuple(hours for _, hours in wanted))


def _first_year(problem: PlanningProblem, person: Person) -> int:
    return max(0, person.first_year.start - problem.settings.first_year.start) if person.first_year else 0


def _last_year(problem: PlanningProblem, person: Person) -> int:
    """The last year in which a study pays back before she leaves."""
    horizon = problem.settings.years - 1
    if person.last_year is None:
        return horizon
    left = person.last_year.start - problem.settings.first_year.start
    return min(horizon, left - problem.settings.years_to_pay_back)


def _end(problem: PlanningProblem, person: Person) -> int:
    """One year after the plan, so that a gap which is never closed weighs more than one closed at the very end."""
    end = 2 * problem.settings.years + 2
    if person.last_year is None:
        return end
    return max(0, min(end, 2 * (person.last_year.start + 1 - problem.settings.first_year.start)))


def _gap_target(problem: PlanningProblem, gap: Gap) -> Target:
    due = NEVER if gap.due is None else 2 * (gap.due.start - problem.settings.first_year.start)
    return Target(GAP, gap.stage, gap.missing, due)


def _wish_target(problem: PlanningProblem, wish: Wish) -> Target:
    start = problem.settings.first_year.start
    first = 0 if wish.from_year is None else wish.from_year.start - start
    last = NEVER if wish.to_year is None else wish.to_year.start - start
    due = 2 * problem.settings.years if wish.must else NEVER
    return Target(WISH, "", wish.credits, due, first, last)


def coming_of(problem: PlanningProblem) -> dict[tuple[str, str], tuple[Coming, ...]]:
    """Credits that are on their way already, by person and subject."""
    found: dict[tuple[str, str], list[Coming]] = defaultdict(list)
    options = {option.id: option for option in problem.options}
    for study in problem.under_way:
        found[study.person, study.subject].append(_from_under_way(problem, study))
    for locked in problem.locked:
        option = options[locked.option]
        year = locked.year.start - problem.settings.first_year.start
        once = option.id if option.once else ""
        found[locked.person, option.subject].append(
            Coming(ready_after(option, year), option.credits, option.stages, once, option.id, year)
        )
    return {at: tuple(sorted(rows, key=lambda row: (row.ready, row.credits, row.option))) for at, rows in found.items()}


def _from_under_way(problem: PlanningProblem, study: UnderWay) -> Coming:
    return Coming(max(0, semester_index(problem, study.ends) + 1), study.credits)


def check(problem: PlanningProblem) -> None:
    """Raises PlanningFault when something names what is not there, or stands twice."""
    people = _ids("people", [person.id for person in problem.people])
    options = _ids("options", [option.id for option in problem.options])
    pools = _ids("pools", [pool.id for pool in problem.pools])
    schools = _ids("schools", [school.id for school in problem.schools])
    named = [
        ("gaps", [gap.person for gap in problem.gaps], people),
        ("wishes", [wish.person for wish in problem.wishes], people),
        ("locked", [one.person for one in problem.locked], people),
        ("under_way", [one.person for one in problem.under_way], people),
        ("locked", [one.option for one in problem.locked], options),
        ("options", [option.pool for option in problem.options if option.pool], pools),
        ("people", [person.school for person in problem.people], schools),
        ("companions", [person for one in problem.companions for person in one.people], people),
    ]
    for what, ids, known in named:
        if unknown := sorted(set(ids) - known):
            raise PlanningFault(f"{what}: {unknown[0]} is not known")
    _ids("gaps", [f"{gap.person} {gap.subject} {gap.stage}" for gap in problem.gaps])
    if problem.settings.years < 1 or any(option.credits <= 0 for option in problem.options):
        raise PlanningFault("settings: a plan has at least one year, and a study has credits")


def _ids(what: str, ids: list[str]) -> set[str]:
    twice = sorted({one for one in ids if ids.count(one) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        raise PlanningFault(f"{what}: {twice[0]} stands twice")
    return set(ids)
