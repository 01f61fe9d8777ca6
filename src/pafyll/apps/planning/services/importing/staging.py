"""Reads a file into the preview: who each person is, and what would change. Nothing else is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import TypeVar

from django.db.models import Q, QuerySet

from pafyll.apps.organisations.models import Employment
from pafyll.apps.planning.models import ImportedPerson, StaffImport, StaffNumber
from pafyll.apps.planning.services.importing.contents import (
    InFile,
)
from pafyll.apps.planning.services.importing.matching import Match, matches_of
from pafyll.apps.planning.services.importing.records import known_people
from pafyll.apps.planning.services.stating import BY_SCHOOL, BY_TEACHER
from pafyll.domain.planning.staff_changes import File, Known, Said, changes_of, endings_of
from pafyll.domain.rules.deadlines import norwegian_day

CHUNK = 500
FAULTS_SHOWN = 200
TYPED = frozenset({BY_SCHOOL, BY_TEACHER})  # the sources of what people type in themselves
Action = ImportedPerson.Action
T = TypeVar("T")


def stage(staff_import: StaffImport, people: Sequence[InFile], used: set[int]) -> None:
    """Keeps what the file says of each person, and what it would change. used are those that it has told of before."""
    matches = matches_of([(one.number, one.said.person) for one in people], staff_import.owner)
    known = known_people([m.person for m in matches.values() if m.person], staff_import.owner, staff_import.as_of)
    file = file_of(staff_import)
    for number, match in matches.items():
        if match.person in used:
            matches[number] = Match(held={"code": "told_twice"})
        elif match.person is not None:
            used.add(match.person)
    rows = [_staged(staff_import, one, matches[one.number], known, file) for one in people]
    ImportedPerson.objects.bulk_create(rows)


def file_of(staff_import: StaffImport) -> File:
    """What holds for the whole file."""
    source = f"Personalfil lest inn {norwegian_day(staff_import.uploaded_at):%d.%m.%Y}"
    return File(staff_import.as_of, source, staff_import.is_complete, TYPED)


def judge(row: ImportedPerson, known: Known | None, file: File) -> None:
    """Fills in what a row of the preview would change, from what it says and what is known."""
    if row.action == Action.ENDED:
        changes = endings_of(known or Known(), file)
    else:
        changes = changes_of(Said(**row.facts), known or Known(), file)
        row.action = Action.NEW if known is None else Action.CHANGED if changes else Action.UNCHANGED
    row.changes = [change.as_json() for change in changes]
    row.conflicts = sum(bool(change.newer) for change in changes)


def counted(staff_import: StaffImport) -> dict[str, int]:
    """How many people of each kind there are in the preview, and how many questions wait for an answer."""
    people = ImportedPerson.objects.filter(staff_import=staff_import)
    found = Counter(people.values_list("action", flat=True))
    return {
        **{action.value: found[action.value] for action in Action},
        "likely": people.filter(likely__isnull=False).count(),
        "unanswered": people.filter(likely__isnull=False, is_same__isnull=True).count(),
        "conflicts": people.filter(conflicts__gt=0).count(),
    }


def rows_of(people: QuerySet[ImportedPerson]) -> Iterator[list[ImportedPerson]]:
    """The rows of a preview in the order that they were kept, so many at a time; they may be written meanwhile."""
    last = 0
    while rows := list(people.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield rows
        last = rows[-1].pk


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items, so many at a time."""
    left = iter(items)
    while found := list(islice(left, size)):
        yield found


def _staged(
    staff_import: StaffImport, one: InFile, match: Match, known: dict[int, Known], file: File
) -> ImportedPerson:
    row = ImportedPerson(
        staff_import=staff_import,
        number=one.number,
        row=one.row,
        name=one.name[:200],
        person_id=match.person,
        is_numbered=match.is_numbered,
        likely_id=match.likely,
        facts=asdict(one.said),
        held_why=match.held,
    )
    judge(row, known.get(match.person) if match.person else None, file)
    if match.held:
        row.action, row.changes, row.conflicts = Action.HELD, [], 0
    return row


def stage_endings(staff_import: StaffImport, at_fault: set[str]) -> None:
    """Those who have a position and are not in a complete file."""
    owner, day = staff_import.owner, staff_import.as_of
    in_file = staff_import.people.exclude(person=None).values("person")
    likely = staff_import.people.exclude(likely=None).values("likely")
    spared = StaffNumber.objects.filter(owner=owner, number__in=at_fault).values("person")
    in_force = Q(starts_on__lte=day) & Q(ends_before__isnull=True)
    here = Employment.objects.filter(in_force, workplace__parent=owner)
    gone = here.exclude(person__in=in_file).exclude(person__in=likely).exclude(person__in=spared)
    people = gone.order_by("person").values_list("person", flat=True).distinct()
    numbers = dict(StaffNumber.objects.filter(owner=owner, person__in=people).values_list("person_id", "number"))
    for keys in chunks(people.iterator(chunk_size=CHUNK), CHUNK):
        known = known_people(keys, owner, day)
        rows = [_ending(staff_import, pk, numbers.get(pk, f"#{pk}"), known[pk]) for pk in keys]
        ImportedPerson.objects.bulk_create([row for row in rows if row.changes])


def _ending(staff_import: StaffImport, pk: int, number: str, known: Known) -> ImportedPerson:
    name = f"{known.person['first_name']} {known.person['last_name']}"
    row = ImportedPerson(
        staff_import=staff_import, number=number, name=name[:200], action=Action.ENDED, person_id=pk, row=0
    )
    judge(row, known, file_of(staff_import))
    return row
