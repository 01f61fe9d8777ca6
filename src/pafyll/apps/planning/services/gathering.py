"""Everything that the planner is asked about, from the records: one owner's people, gaps, studies and money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, Q

from pafyll.apps.organisations.models import Employment, Organisation
from pafyll.apps.organisations.models import Person as Someone
from pafyll.apps.planning.models import CompanionGroup, CompetencePlan, PlanLock, StudyWish, SubjectTaught
from pafyll.apps.planning.queries.facts import known_of
from pafyll.apps.planning.queries.leaving import Leaving, leaving_for
from pafyll.apps.planning.services.budgets import money_for, with_begun, with_changes
from pafyll.apps.planning.services.known_above import earlier_refusals, studies_under_way
from pafyll.apps.planning.services.options import Choice, choice_of
from pafyll.domain.planning import (
    Companions,
    Gap,
    Locked,
    Person,
    PlacePool,
    PlanningProblem,
    School,
    Settings,
    UnderWay,
    Wish,
)
from pafyll.domain.planning.school_weeks import school_weeks_on
from pafyll.domain.rules.qualification import DEVIATION, LACKS
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import SchoolYear

USUAL_CREDITS = Decimal(30)


@dataclass(frozen=True)
class Gathered:
    """The planner's input, and what could not be part of it: schemes without a rate."""

    problem: PlanningProblem
    missing_rates: tuple[str, ...]
    leaving: Leaving | None = None
    carried_on: tuple[tuple[str, int], ...] = ()  # recurring money, and the last year that its amount is entered for


def gathered_for(plan: CompetencePlan, *, day: date, extra: Sequence[PlanLock] = ()) -> Gathered:
    """The plan as a problem for the planner. extra are locks that are tried out and not stored. About ten queries."""
    staff = _staff(plan.owner, day)
    wishes = _wishes(staff)
    locks = [*plan.locks.all(), *extra]
    gaps = _gaps(plan.owner, staff, day)
    subjects = {gap.subject for gap in gaps} | {wish.subject for wish in wishes} | {lock.subject for lock in locks}
    choice = choice_of(plan, subjects)
    settled = {str(wish.person_id) for wish in wishes} | {str(lock.person_id) for lock in locks}
    named = {gap.person for gap in gaps} | settled
    people = [key for key in staff if str(key) in named]
    settings = _settings(plan)
    leaving = leaving_for(plan, day=day)
    money, under_way = money_for(plan.owner, settings.budget_years), _under_way(people, plan)
    problem = PlanningProblem(
        people=_people(leaving, staff, people),
        gaps=gaps,
        options=choice.options,
        settings=settings,
        budgets=with_changes(with_begun(money.budgets, under_way), plan.money.all()),
        pools=_pools(plan),
        schools=_schools(plan, staff),
        wishes=tuple(_wish(wish) for wish in wishes),
        companions=_companions(wishes, gaps, staff),
        locked=_locked(locks, choice),
        under_way=under_way,
    )
    return Gathered(problem, choice.missing_rates, leaving, money.carried_on)


def _staff(owner: Organisation, day: date) -> dict[int, list[Employment]]:
    """Those who work at the owner's schools on the day, by key, each with her positions, the largest first."""
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    rows = Employment.objects.filter(in_force, workplace__parent=owner, workplace__kind=Organisation.Kind.SCHOOL)
    staff: dict[int, list[Employment]] = defaultdict(list)
    for row in rows.select_related("person", "workplace").order_by("-position_percent", "pk"):
        staff[row.person_id].append(row)
    return dict(sorted(staff.items()))


def _gaps(owner: Organisation, staff: Iterable[int], day: date) -> tuple[Gap, ...]:
    """One gap for each subject and stage that a person is short of credits in, with the hours that it concerns.

    A deviation lets her teach for one school year, so she is planned for all the same; the exempt are not.
    """
    taught = SubjectTaught.objects.filter(school__parent=owner, person__in=list(staff))
    latest = taught.filter(school_year__lte=SchoolYear.of(day).start).aggregate(year=Max("school_year"))["year"]
    rows = taught.filter(school_year=latest).order_by("person", "subject", "stage", "pk")
    weeks = int(school_weeks_on(day).value)
    known = known_of(Someone.objects.filter(pk__in=list(staff)))
    found: dict[tuple[int, str, str], Gap] = {}
    for row in rows:
        standing = known.standing(row.person_id, school=row.school_id, subject=row.subject, stage=row.stage, day=day)
        if standing.verdict not in (LACKS, DEVIATION) or not standing.short:
            continue
        key = row.person_id, row.subject, row.stage
        weekly = row.hours_per_week + ((found[key].weekly_hours or 0) if key in found else 0)
        found[key] = Gap(str(row.person_id), row.subject, row.stage, standing.short, int(weekly * weeks), weekly)
    return tuple(found.values())


def _people(leaving: Leaving, staff: dict[int, list[Employment]], keys: Iterable[int]) -> tuple[Person, ...]:
    keys = list(keys)
    refusals = earlier_refusals(keys)
    return tuple(
        Person(
            id=str(key),
            school=str(staff[key][0].workplace_id),
            name=str(staff[key][0].person),
            position_percent=Decimal(sum(job.position_percent for job in staff[key])),
            last_year=_last_year(leaving, staff[key][0].person),
            refusals=refusals.get(key, 0),
        )
        for key in keys
    )


def _last_year(leaving: Leaving, person: Someone) -> SchoolYear | None:
    """The last whole school year at work: it ends in the calendar year of the assumed age. None: birth year unknown."""
    return SchoolYear(person.birth_year + leaving.age - 1) if person.birth_year is not None else None


def _wishes(staff: Iterable[int]) -> list[StudyWish]:
    rows = StudyWish.objects.filter(person__in=list(staff), withdrawn_at__isnull=True)
    return list(rows.order_by("person", "subject"))


def _wish(wish: StudyWish) -> Wish:
    return Wish(str(wish.person_id), wish.subject, USUAL_CREDITS, from_year=SchoolYear(wish.earliest_year))


def _companions(
    wishes: Sequence[StudyWish], gaps: Iterable[Gap], staff: dict[int, list[Employment]]
) -> tuple[Companions, ...]:
    """Those at one school whom the principal has named, and those who say that they would like to go with others.

    Who neither lacks credits in the subject nor wishes it has nothing to be planned for, and is left out of the group.
    """
    together: dict[tuple[int, str], set[int]] = defaultdict(set)
    for wish in wishes:
        if wish.with_others:
            together[staff[wish.person_id][0].workplace_id, wish.subject].add(wish.person_id)
    schools = {job.workplace_id for jobs in staff.values() for job in jobs}
    for group in CompanionGroup.objects.filter(school__in=schools, ended_at=None).prefetch_related("people"):
        together[group.school_id, group.subject] |= {person.pk for person in group.people.all()}
    planned = {(gap.person, gap.subject) for gap in gaps} | {(str(wish.person_id), wish.subject) for wish in wishes}
    found = []
    for (school, subject), people in sorted(together.items()):
        going = tuple(str(key) for key in sorted(people) if (str(key), subject) in planned)
        found += [Companions(f"{school}:{subject}", going, subject)] if len(going) > 1 else []
    return tuple(found)


def _locked(locks: Iterable[PlanLock], choice: Choice) -> tuple[Locked, ...]:
    """Locks of studies that there still is a rate for; the last word about a person and subject counts."""
    known = {option.id for option in choice.options}
    last = {(lock.person_id, lock.subject): lock for lock in locks if lock.option in known}
    return tuple(Locked(str(one.person_id), one.option, SchoolYear(one.school_year)) for one in last.values())


def _under_way(people: Sequence[int], plan: CompetencePlan) -> tuple[UnderWay, ...]:
    return studies_under_way(people, plan.first_year)


def _pools(plan: CompetencePlan) -> tuple[PlacePool, ...]:
    return tuple(
        PlacePool(row.subject, row.places, label=subject_name(row.subject).lower())
        for row in plan.expected_places.all()
    )


def _schools(plan: CompetencePlan, staff: dict[int, list[Employment]]) -> tuple[School, ...]:
    percents: dict[int, int] = defaultdict(int)
    names: dict[int, str] = {}
    for jobs in staff.values():
        for job in jobs:
            percents[job.workplace_id] += job.position_percent
            names[job.workplace_id] = job.workplace.name
    share = Decimal(plan.absence_percent)
    return tuple(School(str(key), names[key], Decimal(percents[key]) / 100, share) for key in sorted(percents))


def _settings(plan: CompetencePlan) -> Settings:
    return Settings(
        first_year=SchoolYear(plan.first_year),
        years=plan.years,
        most_credits_per_year=Decimal(plan.credits_a_year),
    )
