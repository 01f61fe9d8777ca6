"""How much each in a list teaches one subject, and whether she lacks credits in it: read beside the list itself.

What a page with more to say about each person asks for is qualifications_of; the answers are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import IntegerField, OuterRef

from pafyll.apps.organisations.models import Employment, Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import CreditsHeld, Deviation, SubjectTaught
from pafyll.apps.planning.queries.facts import BACKGROUND, DEVIATION, JOB, Known
from pafyll.apps.planning.queries.qualifications import sight_of
from pafyll.integrations.beside import read_moment, read_rows, rows_beside
from pafyll.integrations.prepared import Slot

TAUGHT = ("school_id", "subject", "stage", "school_year", "hours_per_week")
CREDITS = ("subject", "credits")
POSITION = ("workplace__kind", *JOB[1:])


@dataclass(frozen=True, slots=True)
class Taught:
    """Hours a week in the subject, at all stages, and whether she lacks credits at one of them."""

    hours: Decimal = Decimal(0)
    lacks: bool = False


def facts_beside(person: str) -> tuple[Any, ...]:
    """Columns for a question about rows with such a person, which has a slot "year": the school year that is."""
    whose = {"person": OuterRef(f"{person}_id")}
    until_now = {"school_year__lte": Slot("year", IntegerField())}
    background = (f"{person}__background__{name}" for name in ("person_id", *BACKGROUND))
    return (
        rows_beside(SubjectTaught.objects.filter(**whose, **until_now), *TAUGHT),
        rows_beside(CreditsHeld.objects.filter(**whose), *CREDITS),
        rows_beside(Employment.objects.filter(**whose), *POSITION),
        rows_beside(Deviation.objects.filter(**whose), *DEVIATION[1:]),
        *background,
    )


class Teaching:
    """The answers for those in a list whom the viewer may see, on a day. The same question is worked out once."""

    def __init__(self, viewer: Viewer, day: date) -> None:
        self._sees, self._day, self._known = sight_of(viewer), day, Known()

    def of(self, person: int, subject: str, facts: Sequence[Any], *, lacks: bool = False) -> Taught:
        """facts are the columns of facts_beside. lacks: it is known already, and not asked about."""
        taught = read_rows(facts[0])
        latest = max((row[3] for row in taught), default=0)
        here = [row for row in taught if row[1] == subject and row[3] == latest]
        work = read_rows(facts[2])
        if not here or not self._sees(person, [key for row in work for key in (row[2], row[3])]):
            return Taught()
        hours = sum((Decimal(row[4]) for row in here), Decimal(0))
        return Taught(hours, lacks or self._lacks(person, here, work, facts))

    def _lacks(self, person: int, here: list[list[Any]], work: list[list[Any]], facts: Sequence[Any]) -> bool:
        is_told, *background = facts[4:]
        self._known.learn(
            person,
            credits=((subject, Decimal(credits)) for subject, credits in read_rows(facts[1])),
            background=tuple(background) if is_told else (),
            jobs=[_job(person, *row[1:]) for row in work if row[0] == Organisation.Kind.SCHOOL],
            deviations=[
                (person, *row, read_moment(decided), read_moment(ended)) for *row, decided, ended in read_rows(facts[3])
            ],
        )
        standings = (
            self._known.standing(person, school=school, subject=subject, stage=stage, day=self._day)
            for school, subject, stage, *_ in here
        )
        return any(standing.lacks for standing in standings)


def _job(person: int, *row: Any) -> tuple[Any, ...]:
    kind, school, owner, starts_on, ends_before, is_permanent = row
    ends = date.fromisoformat(ends_before) if ends_before else None
    return person, kind, school, owner, date.fromisoformat(starts_on), ends, bool(is_permanent)
