"""People's competence as the desks and the public read it, and candidates for a team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from pafyll.apps.assignments.models import (
    Assignment,
    AssignmentMember,
    CompetenceProfile,
    PublicConsent,
    Unit,
    UnitMembership,
)
from pafyll.apps.assignments.permissions.competence import members_on, units_seen, visible_profiles
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.assignments.competence import Candidate, Level
from pafyll.domain.lifecycles.assignment import AssignmentStatus
from pafyll.domain.values import Semester

BEEN_THROUGH = (AssignmentStatus.FINISHED, AssignmentStatus.EVALUATED)
TAKES_TIME = (AssignmentStatus.PLANNED, AssignmentStatus.STARTED)


def semesters_from(day: date, *, count: int = 3) -> list[Semester]:
    """The semester of the day and those after it."""
    found = [Semester.of(day)]
    while len(found) < count:
        found.append(found[-1].next)
    return found


def candidates_in_sight(*, viewer: Viewer, semesters: Iterable[Semester], day: date) -> list[Candidate]:
    """Everyone whose competence the viewer may see that day, with what is free in the semesters. Six queries."""
    return _candidates(list(visible_profiles(viewer, day=day)), list(semesters))


def candidates_at(*, provider: int, semesters: Iterable[Semester], day: date) -> list[Candidate]:
    """Everyone who works there that day and has a page: for the team proposal, whoever asks it. Five queries."""
    staff = members_on(day).filter(unit__provider=provider).values("person")
    profiles = CompetenceProfile.objects.filter(provider=provider, person__in=staff).select_related("person")
    return _candidates(list(profiles), semesters)


def _candidates(profiles: list[CompetenceProfile], semesters: Iterable[Semester]) -> list[Candidate]:
    people = [one.person_id for one in profiles]
    levels = _levels(profiles)
    free = free_percent(profiles, semesters)
    earlier = {person: len(found) for person, found in earlier_of(people).items()}
    return [
        Candidate(
            person=one.person_id,
            name=str(one.person),
            levels=levels.get(one.pk, {}),
            languages=frozenset(one.languages),
            stages=frozenset(one.stages),
            free_percent=free[one.pk],
            earlier=earlier.get(one.person_id, 0),
        )
        for one in profiles
    ]


def _levels(profiles: list[CompetenceProfile]) -> dict[int, dict[str, Level]]:
    found: dict[int, dict[str, Level]] = defaultdict(dict)
    rows = CompetenceProfile.objects.filter(pk__in=[one.pk for one in profiles]).order_by()
    for key, field, level in rows.values_list("pk", "fields__field", "fields__level"):
        if field:
            found[key][field] = Level(level)
    return found


def free_percent(profiles: list[CompetenceProfile], semesters: Iterable[Semester]) -> dict[int, dict[Semester, int]]:
    """Profile key → semester → stated time less the assignments that she already has, never below zero. Two queries."""
    wanted = list(semesters)
    keys, people = [one.pk for one in profiles], [one.person_id for one in profiles]
    rows = CompetenceProfile.objects.filter(pk__in=keys, availability__semester__in=[one.code for one in wanted])
    stated = {
        (key, code): percent
        for key, code, percent in rows.order_by().values_list("pk", "availability__semester", "availability__percent")
    }
    taken = _taken(people, wanted)
    return {
        one.pk: {
            semester: max(0, stated.get((one.pk, semester.code), 0) - taken[one.person_id, semester.code])
            for semester in wanted
        }
        for one in profiles
    }


@reading_everything("what is left of somebody's time is less all that she is in, also at another provider")
def _taken(people: list[int], semesters: list[Semester]) -> Mapping[tuple[int, str], int]:
    """Per cent that planned and started assignments take of each person in each semester."""
    rows = AssignmentMember.objects.filter(person__in=people, assignment__status__in=TAKES_TIME, percent__gt=0)
    taken: dict[tuple[int, str], int] = defaultdict(int)
    for row in rows.select_related("assignment"):
        for one in semesters:
            if lasts_in(row, one):
                taken[row.person_id, one.code] += row.percent
    return taken


def lasts_in(part: AssignmentMember, semester: Semester) -> bool:
    """Whether the part lasts for at least a day of the semester. No query when its assignment is read with it."""
    starts = max(part.starts_on, part.assignment.starts_on, semester.starts_on)
    ends = min(part.assignment.ends_on, semester.ends_on)
    return starts <= ends and (part.ends_before is None or starts < part.ends_before)


def earlier_of(people: Iterable[int]) -> dict[int, list[Assignment]]:
    """Person → the assignments that she has been through, the latest first. One query."""
    rows = AssignmentMember.objects.filter(person__in=list(people), assignment__status__in=BEEN_THROUGH)
    found: dict[int, dict[int, Assignment]] = defaultdict(dict)
    for row in rows.select_related("assignment").order_by("-assignment__starts_on"):
        found[row.person_id][row.assignment_id] = row.assignment
    return {person: list(those.values()) for person, those in found.items()}


@dataclass(frozen=True)
class PersonRow:
    """One person in a section's overview. profile is None for one who has stated nothing yet."""

    membership: UnitMembership
    profile: CompetenceProfile | None
    levels: Mapping[str, Level]
    free: Mapping[Semester, int]


def overview(*, viewer: Viewer, unit: Unit | None, semesters: list[Semester], day: date) -> list[PersonRow]:
    """Everyone in the unit and its sections (all that the viewer may see when None), by name. Six queries."""
    seen = units_seen(viewer, day=day)
    units = seen if unit is None else seen.filter(Q(pk=unit.pk) | Q(parent=unit))
    rows = members_on(day).filter(unit__in=units).select_related("person", "unit")
    members = {(row.unit.provider_id, row.person_id): row for row in rows}
    found = visible_profiles(viewer, day=day).filter(person__in=[row.person_id for row in members.values()])
    profiles = {(one.provider_id, one.person_id): one for one in found}
    levels, free = _levels(list(profiles.values())), free_percent(list(profiles.values()), semesters)
    lines = [(row, profiles.get(key)) for key, row in members.items()]
    made = [
        PersonRow(row, one, levels.get(one.pk, {}) if one else {}, free[one.pk] if one else {}) for row, one in lines
    ]
    return sorted(made, key=lambda line: (line.membership.person.last_name, line.membership.person.first_name))


@dataclass(frozen=True)
class PublicPerson:
    """What everyone may read about a person: only the parts that she has said yes to."""

    name: str
    provider: str
    fields: Mapping[str, Level]
    languages: tuple[str, ...]
    stages: tuple[str, ...]
    about: str


@reading_everything("public for everybody: those with a consent in force, and only what it covers")
def public_people(*, viewer: Viewer, day: date, field: str = "", provider: int | None = None) -> list[PublicPerson]:
    """Those who work there that day and have a consent in force, by name, only with what it covers. Two queries.

    A search for a field finds those who show their fields: a hit must not tell what is not shown.
    """
    rows = PublicConsent.objects.filter(withdrawn_at__isnull=True).select_related(
        "profile__person", "profile__provider"
    )
    works_there = members_on(day).filter(
        person=OuterRef("profile__person"), unit__provider=OuterRef("profile__provider")
    )
    rows = rows.filter(Exists(works_there))
    if provider is not None:
        rows = rows.filter(profile__provider=provider)
    consents = list(rows.order_by("profile__person__last_name", "profile__person__first_name", "pk"))
    levels = _levels([one.profile for one in consents])
    people = [_public(one, levels.get(one.profile_id, {})) for one in consents]
    return [one for one in people if not field or field in one.fields]


def _public(consent: PublicConsent, levels: Mapping[str, Level]) -> PublicPerson:
    profile, shows = consent.profile, set(consent.shows)
    return PublicPerson(
        name=str(profile.person),
        provider=profile.provider.name,
        fields=levels if "fields" in shows else {},
        languages=tuple(profile.languages) if "languages" in shows else (),
        stages=tuple(profile.stages) if "stages" in shows else (),
        about=profile.about if "about" in shows else "",
    )


def profile_of(*, viewer: Viewer, provider: int) -> QuerySet[CompetenceProfile]:
    """The viewer's own page at the provider, if there is one. One query."""
    rows = CompetenceProfile.objects.filter(provider=provider).select_related("person", "provider")
    return rows.filter(person=viewer.person) if viewer.person else rows.none()
