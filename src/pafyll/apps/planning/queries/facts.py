"""What the rule on qualifications needs to know, gathered for many people at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery

from pafyll.apps.organisations.models import Employment, Organisation, Person
from pafyll.apps.planning.models import CreditsHeld, Deviation, TeacherBackground
from pafyll.domain.planning.leaving import Job
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.qualification import SAME_AS, DecidedDeviation, Standing, TeacherFacts, standing_of
from pafyll.domain.values import SchoolYear
from pafyll.integrations.beside import read_moment, read_rows, rows_beside
from pafyll.integrations.prepared import PreparedForMany

BACKGROUND = (
    "education",
    "educated_on",
    "hired_under_rules_before_2014",
    "on_conditions",
    "vocational_route",
    "relevant_theory_year",
)
JOB = (
    "person_id",
    "workplace__parent__kind",
    "workplace_id",
    "workplace__parent_id",
    "starts_on",
    "ends_before",
    "is_permanent",
)
WITH_BACKGROUND = ("person_id", "is_confirmed", *BACKGROUND)
DEVIATION = ("person_id", "school_id", "subject", "stage", "school_year", "case_number", "decided_at", "ended_at")
VOCATIONAL = {"vocational_programme_subjects"}
COUNTING_DAY = (10, 1)  # month and day: GSI's
FORMS = {code: (code, *SAME_AS, *SAME_AS.values()) for code in (*SAME_AS, *SAME_AS.values())}  # one subject, many forms


@dataclass
class Known:
    """What is registered of people, by their keys."""

    credits: dict[int, dict[str, Decimal]] = field(default_factory=dict)
    backgrounds: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    jobs: dict[int, list[Job]] = field(default_factory=dict)
    deviations: dict[int, list[tuple[DecidedDeviation, date | None]]] = field(default_factory=dict)
    unconfirmed: set[tuple[int, str]] = field(default_factory=set)  # person and subject; "" is the education
    private: frozenset[int] = frozenset()  # schools of private owners

    def standing(self, person: int, *, school: int, subject: str, stage: str, day: date) -> Standing:
        """How the person stands to the requirement."""
        decided = self._decided(person, day)
        credits = self.credits.get(person, {})
        held = (bool(credits), *(credits.get(code) for code in FORMS.get(subject, (subject,))))
        background = self.backgrounds.get(person, ())
        permanent, is_private = self.is_permanent(person, school, day), school in self.private
        return _standing(
            subject, stage, day, held, background, permanent, is_private, str(school) if decided else "", decided
        )

    def learn(
        self,
        person: int,
        *,
        credits: Iterable[tuple[str, Decimal]],
        background: tuple[Any, ...],
        jobs: Iterable[tuple[Any, ...]],
        deviations: Iterable[tuple[Any, ...]],
    ) -> None:
        """What is registered of one more person, all of it confirmed or not: as BACKGROUND, JOB and DEVIATION."""
        self.credits[person] = dict(credits)
        self.backgrounds[person] = background
        _add_jobs(self, jobs)
        _add_deviations(self, deviations)

    def is_permanent(self, person: int, school: int, day: date) -> bool | None:
        """Whether her position at the school is permanent on the day; None where no position is known."""
        mine = [job for job in self.jobs.get(person, ()) if job.school == school and _covers(job, day)]
        return any(job.is_permanent for job in mine) if mine else None

    def is_unconfirmed(self, person: int, standing: Standing) -> bool:
        """Whether something that the answer rests on was typed in by the teacher and not confirmed."""
        if not standing.required:
            return False
        by_credits = (person, standing.subject) in self.unconfirmed
        return by_credits or (standing.code != "enough_credits" and (person, "") in self.unconfirmed)

    def _decided(self, person: int, day: date) -> tuple[DecidedDeviation, ...]:
        rows = self.deviations.get(person, ())
        return tuple(one for one, ended in rows if ended is None or day < ended)


@lru_cache(maxsize=4096)
def _standing(
    subject: str,
    stage: str,
    day: date,
    held: tuple[Any, ...],
    background: tuple[Any, ...],
    permanent: bool | None,
    is_private: bool,
    school: str,
    decided: tuple[DecidedDeviation, ...],
) -> Standing:
    """Kept, as it follows from what is asked: the same question is only worked out once, whoever it is about.

    held: whether any credits are known, and those in each form of the subject.
    """
    is_known, *credits = held
    forms = zip(FORMS.get(subject, (subject,)), credits, strict=True)
    facts = TeacherFacts(
        credits={code: one for code, one in forms if one is not None},
        credits_complete=is_known,
        is_permanent=permanent,
        in_private_school=is_private,
        **_named(background, subject),
    )
    return standing_of(facts, subject=subject, stage=stage, day=day, deviations=decided, school=school)


def known_of(people: QuerySet[Person]) -> Known:
    """Everything that is registered of the people. Four queries, however many they are."""
    keys = people.order_by().values("pk")
    known = Known()
    held = CreditsHeld.objects.filter(person__in=keys).order_by("pk")
    _add_credits(known, held.values_list("person_id", "subject", "credits", "is_confirmed"))
    _add_backgrounds(known, TeacherBackground.objects.filter(person__in=keys).values_list(*WITH_BACKGROUND))
    jobs = Employment.objects.filter(person__in=keys, workplace__kind=Organisation.Kind.SCHOOL).order_by("pk")
    _add_jobs(known, jobs.values_list(*JOB))
    _add_deviations(known, Deviation.objects.filter(person__in=keys).order_by("pk").values_list(*DEVIATION))
    return known


@dataclass(frozen=True)
class Position:
    """A position that somebody has or had, as the rule reads it, with how she became a teacher: None is not known."""

    person: int
    at_school: bool
    job: tuple[Any, ...]
    background: tuple[Any, ...] | None

    @property
    def workplaces(self) -> set[int]:
        """The workplace and who it belongs to."""
        return {self.job[2], self.job[3]}


def positions_of(people: Sequence[int]) -> list[Position]:
    """Every position of the people. One query."""
    return [_position(*row) for row in POSITIONS.ask(people)]


POSITIONS = PreparedForMany(
    lambda keys: (
        Employment.objects.filter(person__id__in=keys)
        .order_by("pk")
        .values_list("workplace__kind", *JOB, *(f"person__background__{name}" for name in WITH_BACKGROUND))
    ),
    BigIntegerField(),
)
DEVIATIONS = PreparedForMany(
    lambda keys: Deviation.objects.filter(person__id__in=keys).order_by("pk").values_list(*DEVIATION), BigIntegerField()
)


def as_position(row: Employment) -> Position:
    """The same of a row that is read with its workplace, that one's owner, and the person's background."""
    school, told = row.workplace, getattr(row.person, "background", None)
    owner_kind = school.parent.kind if school.parent else None
    job = (row.person_id, owner_kind, school.pk, school.parent_id, row.starts_on, row.ends_before, row.is_permanent)
    background = tuple(getattr(told, name, None) for name in WITH_BACKGROUND)
    return _position(school.kind, *job, *background)


def _position(kind: str, *row: Any) -> Position:
    job, background = row[: len(JOB)], row[len(JOB) :]
    is_told = background[0] is not None
    return Position(job[0], kind == Organisation.Kind.SCHOOL, job, background if is_told else None)


def deviations_beside(person: str) -> Subquery:
    """A column for a question about rows with such a person: what deviations_in reads."""
    return rows_beside(Deviation.objects.filter(person=OuterRef(f"{person}_id")), "pk", *DEVIATION)


def deviations_in(column: str | None) -> list[tuple[Any, ...]]:
    """The owner's deviations for the person, in the order they were decided, as DEVIATIONS gives them."""
    rows = sorted(read_rows(column))
    return [(*row, read_moment(decided), read_moment(ended)) for _key, *row, decided, ended in rows]


def known_from(
    people: Sequence[int],
    *,
    positions: Iterable[Position],
    credits: Iterable[CreditsHeld],
    deviations: Iterable[tuple[Any, ...]] | None = None,
) -> Known:
    """Everything that is registered of the people whose positions and credits are read. One query, none when the
    deviations are read too; one more where somebody has no position.
    """
    known, mine = Known(), [one for one in positions if one.person in people]
    held = sorted(credits, key=lambda row: row.pk)
    _add_credits(known, ((row.person_id, row.subject, row.credits, row.is_confirmed) for row in held))
    _add_backgrounds(known, (one.background for one in mine if one.background))
    if others := set(people) - {one.person for one in mine}:
        _add_backgrounds(known, TeacherBackground.objects.filter(person__in=others).values_list(*WITH_BACKGROUND))
    _add_jobs(known, (one.job for one in mine if one.at_school))
    _add_deviations(known, DEVIATIONS.ask(people) if deviations is None else deviations)
    return known


def _add_credits(known: Known, rows: Iterable[tuple[Any, ...]]) -> None:
    for person, subject, credits, is_confirmed in rows:
        known.credits.setdefault(person, {})[subject] = credits
        if not is_confirmed:
            known.unconfirmed.add((person, subject))


def _add_backgrounds(known: Known, rows: Iterable[tuple[Any, ...]]) -> None:
    for person, is_confirmed, *values in rows:
        known.backgrounds[person] = tuple(values)
        if not is_confirmed:
            known.unconfirmed.add((person, ""))


def _add_jobs(known: Known, rows: Iterable[tuple[Any, ...]]) -> None:
    private = set()
    for person, kind, *row in rows:
        known.jobs.setdefault(person, []).append(Job(person, *row))
        if kind == Organisation.Kind.PRIVATE_OWNER:
            private.add(row[0])
    known.private |= private


def _add_deviations(known: Known, rows: Iterable[tuple[Any, ...]]) -> None:
    for person, school, subject, stage, year, number, decided, ended in rows:
        one = DecidedDeviation(str(school), subject, stage, year, number, norwegian_day(decided))
        known.deviations.setdefault(person, []).append((one, norwegian_day(ended) if ended else None))


def counting_day(school_year: int, today: date) -> date:
    """The day that a school year is counted on: today in the one that goes on, else 1 October."""
    return today if today in SchoolYear(school_year) else date(school_year, *COUNTING_DAY)


def _named(background: tuple[Any, ...], subject: str) -> Mapping[str, Any]:
    """The background by name. Its theory year can only be relevant to the subjects of the trade certificate."""
    named = dict(zip(BACKGROUND, background, strict=True)) if background else {}
    if named and subject not in VOCATIONAL:
        named["relevant_theory_year"] = None
    return named


def _covers(job: Job, day: date) -> bool:
    return job.starts_on <= day and (job.ends_before is None or day < job.ends_before)
