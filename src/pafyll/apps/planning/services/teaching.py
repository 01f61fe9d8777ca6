"""What is taught at a school in a school year: written by the principal, taken out again, or copied from last year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import AlreadyChanged, Refusal, record, require
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import SubjectTaught
from pafyll.apps.planning.permissions.staff import may_keep_staff, may_lead
from pafyll.apps.planning.services.stating import BY_SCHOOL, about
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.qualification import STAGES
from pafyll.domain.rules.subjects import TAUGHT_SUBJECTS
from pafyll.domain.values import SchoolYear

MOST_HOURS = Decimal(40)


@transaction.atomic
def assign_subject(
    *,
    person: Person,
    school: Organisation,
    subject: str,
    stage: str,
    school_year: int,
    hours: Decimal,
    by: User,
    at: datetime,
) -> SubjectTaught:
    """Writes that the person teaches the subject at the stage, so many hours a week. Hours that stand are replaced."""
    require(may_keep_staff(viewer_of(by, day=norwegian_day(at)), person, school, norwegian_day(at)))
    require(_is_teaching(school, subject, stage, hours))
    _hold(school)
    row = SubjectTaught.objects.filter(
        person=person, school=school, subject=subject, stage=stage, school_year=school_year
    ).first()
    before = str(row.hours_per_week) if row else None
    if row is None:
        row = SubjectTaught(person=person, school=school, subject=subject, stage=stage, school_year=school_year)
    row.hours_per_week, row.source = hours, BY_SCHOOL
    row.save()
    _record(row, "assigned_subject", before, str(hours), by, at)
    return row


@transaction.atomic
def take_out_subject(*, taught: SubjectTaught, by: User, at: datetime) -> None:
    """Takes out what is not taught after all. History keeps it, and it can be put back."""
    require(may_lead(viewer_of(by, day=norwegian_day(at)), taught.school))
    gone, _rows = SubjectTaught.objects.filter(pk=taught.pk).delete()
    if not gone:
        raise AlreadyChanged("timeplanen")
    _record(taught, "took_out_subject", str(taught.hours_per_week), None, by, at)


@transaction.atomic
def put_back_subject(*, event: Event, person: Person, by: User, at: datetime) -> SubjectTaught:
    """Undoes that something was taken out."""
    facts = event.facts
    school = Organisation.objects.get(pk=facts["school"])
    which = {name: facts[name] for name in ("subject", "stage", "school_year")}
    _hold(school)
    if SubjectTaught.objects.filter(person=person, school=school, **which).exists():
        raise AlreadyChanged("timeplanen")
    return assign_subject(person=person, school=school, **which, hours=Decimal(facts["stood"]), by=by, at=at)


@transaction.atomic
def copy_last_year(*, school: Organisation, school_year: int, by: User, at: datetime) -> int:
    """Copies what was taught the year before, for those who still work at the school and have nothing yet.

    How many rows were copied. Raises Refusal when there is nothing to copy.
    """
    require(may_lead(viewer_of(by, day=norwegian_day(at)), school))
    _hold(school)
    rows = to_copy(school=school, school_year=school_year)
    if not rows:
        raise Refusal(
            no(
                "nothing_to_copy",
                "Det er ingenting å kopiere til {year}.",
                remedy="Alle er allerede ført opp, eller så er ikke året før kjent. Registrer fagene for hver lærer.",
                year=str(SchoolYear(school_year)),
            )
        )
    made = [
        SubjectTaught(
            person_id=row.person_id, school_id=row.school_id, subject=row.subject, stage=row.stage,
            school_year=school_year, hours_per_week=row.hours_per_week,
            source=f"Kopiert fra {SchoolYear(school_year - 1)}",
        )
        for row in rows
    ]  # fmt: skip
    SubjectTaught.objects.bulk_create(made)
    record(about=f"timetable:{school.pk}", verb="copied_last_year", by=by, at=at, rows=len(made), year=school_year)
    return len(made)


def to_copy(*, school: Organisation, school_year: int) -> Sequence[SubjectTaught]:
    """Rows of the year before, of people who are employed when the new year begins and have no rows in it."""
    first = SchoolYear(school_year).starts_on
    stay = school.employments.filter(starts_on__lte=first).exclude(ends_before__lte=first).values("person")
    taken = SubjectTaught.objects.filter(school=school, school_year=school_year).values("person")
    before = SubjectTaught.objects.filter(school=school, school_year=school_year - 1, person__in=stay)
    return list(before.exclude(person__in=taken).select_related("person").order_by("person__last_name", "pk"))


def _is_teaching(school: Organisation, subject: str, stage: str, hours: Decimal) -> Answer:
    if subject not in TAUGHT_SUBJECTS:
        return no("unknown_subject", "Velg et fag fra listen.", field="subject")
    if stage not in STAGES:
        return no("unknown_stage", "Velg et trinn fra listen.", field="stage")
    if not 0 < hours <= MOST_HOURS or hours * 10 != int(hours * 10):
        return no(
            "odd_hours", "Skriv timer i uka, over 0 og høyst {most}, med høyst én desimal.", field="hours",
            most=int(MOST_HOURS),
        )  # fmt: skip
    return yes()


def _hold(school: Organisation) -> None:
    """The school's row is locked, so that two who write its timetable come one after the other."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=school.pk)


def _record(row: SubjectTaught, verb: str, before: str | None, after: str | None, by: User, at: datetime) -> None:
    record(
        about=about(row.person), verb=verb, by=by, at=at, what="teaching", school=row.school_id, subject=row.subject,
        stage=row.stage, school_year=row.school_year, stood=before, now=after,
    )  # fmt: skip
