"""What teachers teach and hold credits in, set against the requirement, for those who may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import CreditsHeld, SubjectTaught
from pafyll.domain.rules.qualification import STAGES, Standing, standing
from pafyll.domain.values import SchoolYear


@dataclass(frozen=True)
class TaughtSubject:
    """A subject that a person teaches this school year, and how she stands to the requirement."""

    subject: str
    stage: str
    hours_per_week: Decimal
    taught_source: str
    standing: Standing
    held_source: str = ""

    @property
    def stage_name(self) -> str:
        return STAGES.get(self.stage, self.stage)

    @property
    def lacks(self) -> bool:
        return self.standing.lacks


@dataclass(frozen=True)
class Qualifications:
    """What is known of one person: subjects taught, and every row of credits."""

    taught: tuple[TaughtSubject, ...] = ()
    credits: tuple[CreditsHeld, ...] = ()

    @property
    def standings(self) -> list[Standing]:
        return [row.standing for row in self.taught]

    @property
    def hours(self) -> Decimal:
        return sum((row.hours_per_week for row in self.taught), Decimal(0))

    @property
    def held(self) -> dict[str, Decimal]:
        return {row.subject: row.credits for row in self.credits}

    def hours_in(self, subject: str) -> Decimal:
        """Hours a week in one subject, at all stages."""
        return sum((row.hours_per_week for row in self.taught if row.subject == subject), Decimal(0))


def people_visible_to(viewer: Viewer) -> QuerySet[Person]:
    """Oneself, and those who work where the viewer leads, represents or owns; the directorate sees everyone."""
    if viewer.works_for_directorate:
        return Person.objects.all()
    here = viewer.leads_schools | viewer.ranks_for
    mine = Q(pk=viewer.person.pk) if viewer.person else Q(pk=None)
    work = Q(employments__workplace__in=here) | Q(employments__workplace__parent__in=here)
    return Person.objects.filter(mine | work).distinct()


def qualifications_of(*, viewer: Viewer, people: Iterable[int], day: date) -> dict[int, Qualifications]:
    """Qualifications by person's key, for those of the people whom the viewer may see. Two queries."""
    seen = people_visible_to(viewer).filter(pk__in=list(people)).values("pk")
    credits = _by_person(CreditsHeld.objects.filter(person__in=seen).order_by("subject"))
    taught = _by_person(SubjectTaught.objects.filter(person__in=seen, school_year__lte=_school_year(day)))
    found = credits.keys() | taught.keys()
    return {pk: _described(taught.get(pk, []), credits.get(pk, []), day) for pk in sorted(found)}


def _by_person(rows: Iterable[CreditsHeld] | Iterable[SubjectTaught]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.person_id, []).append(row)
    return grouped


def _described(taught: list[SubjectTaught], credits: list[CreditsHeld], day: date) -> Qualifications:
    latest = max((row.school_year for row in taught), default=0)
    rows = [_row(row, credits, day) for row in taught if row.school_year == latest]
    rows.sort(key=lambda row: (-row.hours_per_week, row.subject, row.stage))
    return Qualifications(tuple(rows), tuple(credits))


def _row(row: SubjectTaught, credits: list[CreditsHeld], day: date) -> TaughtSubject:
    """Someone whose diplomas are registered has 0 in a subject that is not among them; else it is not known."""
    own = next((held for held in credits if held.subject == row.subject), None)
    held = own.credits if own else Decimal(0) if credits else None
    source = own.source if own else credits[0].source if credits else ""
    found = standing(row.subject, row.stage, held, day)
    return TaughtSubject(row.subject, row.stage, row.hours_per_week, row.source, found, source)


def _school_year(day: date) -> int:
    return day.year if day in SchoolYear(day.year) else day.year - 1
