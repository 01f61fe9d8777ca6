"""How much each in a list teaches one subject, and whether she lacks credits in it: read beside the list itself.

A page with more to say about each person asks for qualifications_of; the answers are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import IntegerField, OuterRef, Subquery

from pafyll.apps.organisations.models import Employment, Organisation
from pafyll.apps.planning.models import CreditsHeld, Deviation, SubjectTaught, TeacherBackground
from pafyll.apps.planning.queries.facts import BACKGROUND, DEVIATION, JOB, Known
from pafyll.integrations.beside import read_moment, read_rows, rows_beside
from pafyll.integrations.prepared import Slot

TAUGHT = ("subject", "school_year", "hours_per_week", "school_id", "stage")
POSITION = ("workplace__kind", *JOB[1:])
SOMEBODY = 0  # what is read here is about one person, and says not who


@dataclass(frozen=True, slots=True)
class Taught:
    """Hours a week in the subject, at all stages, and whether she lacks credits at one of them.

    workplaces are where she has ever worked, and their owners: what says who may see it.
    """

    hours: Decimal
    lacks: bool
    workplaces: frozenset[int | None]


def facts_beside(person: str) -> tuple[Subquery, ...]:
    """Columns for a question about rows with such a person, which has a slot "year": the school year that is."""
    whose = {"person": OuterRef(f"{person}_id")}
    until_now = {"school_year__lte": Slot("year", IntegerField())}
    return (
        rows_beside(SubjectTaught.objects.filter(**whose, **until_now), *TAUGHT),
        rows_beside(CreditsHeld.objects.filter(**whose), "subject", "credits"),
        rows_beside(Employment.objects.filter(**whose), *POSITION),
        rows_beside(Deviation.objects.filter(**whose), *DEVIATION[1:]),
        rows_beside(TeacherBackground.objects.filter(**whose), *BACKGROUND),
    )


@lru_cache(maxsize=2048)
def taught_in(subject: str, facts: tuple[str | None, ...], day: date) -> Taught:
    """What follows from the columns of facts_beside on the day. Kept: a list is looked at again with each change."""
    taught, credits, work, deviations, background = map(read_rows, facts)
    latest = max((year for _subject, year, *_ in taught), default=0)
    here = [row for row in taught if row[:2] == [subject, latest]]
    known = Known()
    known.learn(
        SOMEBODY,
        credits=((code, Decimal(held)) for code, held in credits),
        background=_background(*background[0]) if background else (),
        jobs=[_job(*row) for kind, *row in work if kind == Organisation.Kind.SCHOOL],
        deviations=[(SOMEBODY, *row, read_moment(decided), read_moment(ended)) for *row, decided, ended in deviations],
    )
    return Taught(
        sum((Decimal(hours) for _subject, _year, hours, *_ in here), Decimal(0)),
        any(_lacks(known, here, day)),
        frozenset(key for row in work for key in (row[2], row[3])),
    )


def _lacks(known: Known, here: list[list[Any]], day: date) -> Iterator[bool]:
    for subject, _year, _hours, school, stage in here:
        yield known.standing(SOMEBODY, school=school, subject=subject, stage=stage, day=day).lacks


def _job(kind: str | None, school: int, owner: int | None, starts: str, ends: str | None, permanent: Any) -> Any:
    return SOMEBODY, kind, school, owner, date.fromisoformat(starts), _day(ends), bool(permanent)


def _background(education: str, educated_on: str | None, *answers: Any) -> tuple[Any, ...]:
    return education, _day(educated_on), *(None if answer is None else bool(answer) for answer in answers)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
