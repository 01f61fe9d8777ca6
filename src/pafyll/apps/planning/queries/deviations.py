"""Deviations that the owner has decided, and who could have taught the subject instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import Deviation, SubjectTaught
from pafyll.apps.planning.queries.facts import Known, known_of
from pafyll.domain.rules.qualification import MEETS, Standing
from pafyll.domain.values import SchoolYear


@dataclass(frozen=True)
class Colleague:
    """Someone at the school who has the credits, and how much of the subject she teaches."""

    person: Person
    standing: Standing
    hours_in_subject: Decimal
    hours: Decimal


def deviations_of(*, viewer: Viewer) -> QuerySet[Deviation]:
    """Decided by the owners that the viewer works for, newest first. One query."""
    rows = Deviation.objects.filter(owner__in=viewer.ranks_for)
    return rows.select_related("person", "school", "owner", "decided_by", "ended_by")


def may_need_deviation(*, viewer: Viewer) -> QuerySet[SubjectTaught]:
    """What is taught at the schools of the owners that the viewer works for. One query."""
    rows = SubjectTaught.objects.filter(school__parent__in=viewer.ranks_for)
    return rows.select_related("person", "school__parent")


def is_in_force(deviation: Deviation, day: date) -> bool:
    """Whether it is decided and neither ended nor over: it lasts through 31 July."""
    return deviation.ended_at is None and day in SchoolYear(deviation.school_year)


def standing_now(taught: SubjectTaught, day: date) -> Standing:
    """How the teacher stands in what she teaches. Four queries."""
    return _standing(taught, taught.person_id, known_of(Person.objects.filter(pk=taught.person_id)), day)


def others_who_meet(*, viewer: Viewer, taught: SubjectTaught, day: date) -> list[Colleague]:
    """Others at the school who meet the requirement in the subject, those who teach least of it first. Six queries.

    The law lets the owner deviate only when the subjects are shared out so that the requirement is met as far as
    possible: these are the ones to ask first.
    """
    if taught.school.parent_id not in viewer.ranks_for:
        return []
    now = {"employments__starts_on__lte": day, "employments__workplace": taught.school_id}
    staff = Person.objects.filter(**now).exclude(pk=taught.person_id)
    staff = staff.exclude(employments__workplace=taught.school_id, employments__ends_before__lte=day).distinct()
    known = known_of(staff)
    found = [(person, _standing(taught, person.pk, known, day)) for person in staff]
    hours = _hours(taught)
    rows = [
        Colleague(person, one, hours.get((person.pk, taught.subject), Decimal(0)), _all_hours(hours, person.pk))
        for person, one in found
        if one.verdict == MEETS
    ]
    return sorted(rows, key=lambda row: (row.hours_in_subject, row.hours, row.person.last_name, row.person.pk))


def _standing(taught: SubjectTaught, person: int, known: Known, day: date) -> Standing:
    return known.standing(person, school=taught.school_id, subject=taught.subject, stage=taught.stage, day=day)


def _hours(taught: SubjectTaught) -> dict[tuple[int, str], Decimal]:
    """Hours a week at the school in the year, by person and subject."""
    hours: dict[tuple[int, str], Decimal] = {}
    rows = SubjectTaught.objects.filter(school=taught.school_id, school_year=taught.school_year)
    for person, subject, given in rows.values_list("person_id", "subject", "hours_per_week"):
        hours[person, subject] = hours.get((person, subject), Decimal(0)) + given
    return hours


def _all_hours(hours: dict[tuple[int, str], Decimal], person: int) -> Decimal:
    return sum((given for (who, _subject), given in hours.items() if who == person), Decimal(0))
