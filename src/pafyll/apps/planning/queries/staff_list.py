"""The owner's staff: who works where, what each teaches, and how she stands to the requirement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from pafyll.apps.organisations.models import Employment, Organisation, Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import ImportedPerson, StaffImport, StaffNumber, SubjectTaught
from pafyll.apps.planning.permissions.imports import may_import_staff
from pafyll.apps.planning.queries.facts import Known, counting_day, known_of
from pafyll.domain.answers import require
from pafyll.domain.rules.qualification import Standing
from pafyll.domain.values import SchoolYear


@dataclass(frozen=True)
class Wanted:
    """What is looked for among the staff; empty means everything."""

    text: str = ""
    school: str = ""
    subject: str = ""
    verdict: str = ""


@dataclass(frozen=True)
class Taught:
    """A subject that somebody teaches this school year, the credits she holds in it, and her standing."""

    row: SubjectTaught
    held: Decimal | None
    standing: Standing


@dataclass(frozen=True)
class StaffRow:
    """Somebody in the owner's service: positions, number, and what she teaches."""

    person: Person
    jobs: Sequence[Employment]
    number: str = ""
    taught: Sequence[Taught] = field(default_factory=tuple)

    @property
    def verdicts(self) -> set[str]:
        return {one.standing.verdict for one in self.taught}


def school_year_of(day: date) -> int:
    """The school year that the day is in, by the year it starts."""
    return day.year if day in SchoolYear(day.year) else day.year - 1


def staff_of(*, viewer: Viewer, owner: Organisation, wanted: Wanted, today: date) -> list[StaffRow]:
    """Everyone who works at one of the owner's schools today and fits what is wanted, by name. Seven queries."""
    require(may_import_staff(viewer, owner))
    jobs = _jobs(owner, wanted, today)
    people = {job.person_id: job.person for job in jobs}
    employed = Person.objects.filter(pk__in=_employed(owner, today))
    known, year = known_of(employed), school_year_of(today)
    taught = _taught(owner, people.keys(), year, known, counting_day(year, today))
    numbers = dict(StaffNumber.objects.filter(owner=owner).order_by("-pk").values_list("person_id", "number"))
    by_person: dict[int, list[Employment]] = {}
    for job in jobs:
        by_person.setdefault(job.person_id, []).append(job)
    found = [StaffRow(people[pk], mine, numbers.get(pk, ""), taught.get(pk, ())) for pk, mine in by_person.items()]
    return [row for row in found if _fits(row, wanted)]


def waiting_imports(*, viewer: Viewer, owner: Organisation) -> QuerySet[StaffImport]:
    """The owner's imports, newest first, without the files. One query."""
    rows = StaffImport.objects.filter(owner=owner, owner__in=viewer.ranks_for).defer("content", "faults")
    return rows.select_related("uploaded_by", "confirmed_by", "owner")


def people_of_import(*, staff_import: StaffImport, shown: str) -> QuerySet[ImportedPerson]:
    """The people in a preview: of one action, or those with a question ("likely", "conflict"). The page has checked."""
    rows = staff_import.people.select_related("likely").defer("facts")
    if shown == "likely":
        return rows.filter(likely__isnull=False)
    return rows.filter(conflicts__gt=0) if shown == "conflict" else rows.filter(action=shown)


def _jobs(owner: Organisation, wanted: Wanted, day: date) -> list[Employment]:
    rows = Employment.objects.filter(_in_force(day), workplace__parent=owner).select_related("person", "workplace")
    for word in wanted.text.split():
        named = Q(person__first_name__icontains=word) | Q(person__last_name__icontains=word)
        numbered = StaffNumber.objects.filter(owner=owner, number__istartswith=word).values("person")
        rows = rows.filter(named | Q(person__in=numbered))
    if wanted.school.isdigit():
        here = rows.filter(workplace=int(wanted.school)).values("person")
        rows = rows.filter(person__in=here)
    return list(rows.order_by("person__last_name", "person__first_name", "person_id", "-position_percent", "pk"))


def _employed(owner: Organisation, day: date) -> QuerySet[Employment, Any]:
    return Employment.objects.filter(_in_force(day), workplace__parent=owner).order_by().values("person")


def _taught(owner: Organisation, people: Iterable[int], year: int, known: Known, day: date) -> dict[int, list[Taught]]:
    wanted = set(people)
    rows = SubjectTaught.objects.filter(school__parent=owner, school_year=year).order_by("-hours_per_week", "subject")
    found: dict[int, list[Taught]] = {}
    for row in rows:
        if row.person_id in wanted:
            standing = known.standing(
                row.person_id, school=row.school_id, subject=row.subject, stage=row.stage, day=day
            )
            held = known.credits.get(row.person_id, {}).get(row.subject)
            found.setdefault(row.person_id, []).append(Taught(row, held, standing))
    return found


def _fits(row: StaffRow, wanted: Wanted) -> bool:
    """One and the same subject must fit both what is asked of subject and of standing."""
    if not wanted.subject and not wanted.verdict:
        return True
    return any(
        wanted.subject in ("", one.row.subject) and wanted.verdict in ("", one.standing.verdict) for one in row.taught
    )


def _in_force(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
