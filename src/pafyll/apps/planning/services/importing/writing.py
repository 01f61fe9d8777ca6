"""Writes changes in the records, many people at a time. An undo is the same with before and after turned round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q

from pafyll.apps.organisations.models import Employment, Person
from pafyll.apps.planning.models import CreditsHeld, SubjectTaught, TeacherBackground
from pafyll.domain.planning.staff_changes import BACKGROUND, CREDITS, JOB, PERSON, TAUGHT

BATCH = 500


@dataclass(frozen=True)
class Writing:
    """One change of one person's records: what, key, and the row before and after (None: no row)."""

    person: int
    what: str
    key: str
    before: Any
    after: Any


def write(changes: Sequence[Writing]) -> None:
    """Carries out the changes. A row that should be new and is there already raises IntegrityError."""
    _write_people([one for one in changes if one.what == PERSON])
    _write_rows(Employment, [one for one in changes if one.what == JOB], _job, _find_job)
    _write_rows(CreditsHeld, [one for one in changes if one.what == CREDITS], _credits, _find_credits)
    _write_rows(SubjectTaught, [one for one in changes if one.what == TAUGHT], _taught, _find_taught)
    _write_rows(TeacherBackground, [one for one in changes if one.what == BACKGROUND], _background, _find_background)


def _write_people(changes: Sequence[Writing]) -> None:
    people = Person.objects.in_bulk({one.person for one in changes})
    for one in changes:
        setattr(people[one.person], one.key, one.after)
    fields = sorted({one.key for one in changes})
    if fields:
        Person.objects.bulk_update(people.values(), fields, batch_size=BATCH)


def _write_rows(model: type[Model], changes: Sequence[Writing], made: Any, found: Any) -> None:
    """New rows are made, gone ones removed, and the others found by their key and filled in."""
    rows = model._default_manager
    rows.bulk_create([made(one) for one in changes if one.before is None], batch_size=BATCH)
    known = [one for one in changes if one.before is not None]
    if not known:
        return
    stored = found({one.person for one in known})
    gone = [stored[one.person, _identity(one)].pk for one in known if one.after is None]
    if gone:
        rows.filter(pk__in=gone).delete()
    changed = []
    for one in (one for one in known if one.after is not None):
        filled = made(one)
        filled.pk = stored[one.person, _identity(one)].pk
        changed.append(filled)
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    if changed:
        rows.bulk_update(changed, fields, batch_size=BATCH)


def _identity(one: Writing) -> str:
    """What tells a person's rows apart: a position by its school and first day, the rest by their key."""
    return f"{one.key}|{one.before['starts_on']}" if one.what == JOB else one.key


def _job(one: Writing) -> Employment:
    values = one.after
    return Employment(
        person_id=one.person,
        workplace_id=int(one.key),
        position_percent=values["percent"],
        is_permanent=values["permanent"],
        starts_on=date.fromisoformat(values["starts_on"]),
        ends_before=_day(values["ends_before"]),
        source=values["source"],
    )


def _credits(one: Writing) -> CreditsHeld:
    values = {**one.after, "credits": Decimal(one.after["credits"]), "as_of": _day(one.after["as_of"])}
    return CreditsHeld(person_id=one.person, subject=one.key, **values)


def _taught(one: Writing) -> SubjectTaught:
    school, subject, stage, year = one.key.split("|")
    return SubjectTaught(
        person_id=one.person,
        school_id=int(school),
        subject=subject,
        stage=stage,
        school_year=int(year),
        hours_per_week=Decimal(one.after["hours"]),
        source=one.after["source"],
    )


def _background(one: Writing) -> TeacherBackground:
    days = {name: _day(one.after.get(name)) for name in ("educated_on", "as_of")}
    values = {**one.after, **days}
    return TeacherBackground(person_id=one.person, **values)


def _find_job(people: set[int]) -> dict[tuple[int, str], Employment]:
    rows = Employment.objects.filter(person__in=people).order_by("-pk")
    return {(row.person_id, f"{row.workplace_id}|{row.starts_on.isoformat()}"): row for row in rows}


def _find_credits(people: set[int]) -> dict[tuple[int, str], CreditsHeld]:
    return {(row.person_id, row.subject): row for row in CreditsHeld.objects.filter(person__in=people)}


def _find_taught(people: set[int]) -> dict[tuple[int, str], SubjectTaught]:
    rows = SubjectTaught.objects.filter(Q(person__in=people))
    return {(row.person_id, f"{row.school_id}|{row.subject}|{row.stage}|{row.school_year}"): row for row in rows}


def _find_background(people: set[int]) -> dict[tuple[int, str], TeacherBackground]:
    return {(row.person_id, ""): row for row in TeacherBackground.objects.filter(person__in=people)}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
