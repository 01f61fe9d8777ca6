"""Carries out a confirmed preview, some people at a time, if the records are still as the preview saw them.

Each batch is saved by itself, so that others can write in between. A crash goes on where it stopped: what is written
is marked in the same transaction. Somebody who is changed by others meanwhile is held out, whole.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from pafyll.apps.casework.jobs import Report
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import Refusal, advance
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.planning.models import ImportedPerson, StaffImport, StaffNumber
from pafyll.apps.planning.services.importing.matching import matches_of
from pafyll.apps.planning.services.importing.records import known_people
from pafyll.apps.planning.services.importing.staging import CHUNK, counted, file_of, judge, rows_of
from pafyll.apps.planning.services.importing.writing import Writing, write
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.staff_import import STAFF_IMPORT, StaffImportStatus
from pafyll.domain.planning.staff_changes import FROM_FILE

Action = ImportedPerson.Action
ATTEMPTS = 3
SECONDS_BETWEEN = 0.12  # SQLite's waiting writers try again every tenth of a second
CARRIED_OUT = (Action.NEW, Action.CHANGED, Action.UNCHANGED, Action.ENDED)
CHANGED_SINCE = no(
    "changed_since",
    "Noe er endret siden forhåndsvisningen ble laget, så ingenting er lest inn.",
    remedy="Lag en ny forhåndsvisning, se over den og bekreft på nytt.",
)


class ChangedSince(Exception):
    """The records are no longer as the preview saw them."""


def apply_preview(job: Job, report: Report) -> None:
    """The work of the job «staff_apply». Nothing is written before the whole preview is seen to hold."""
    staff_import = StaffImport.objects.select_related("owner", "confirmed_by").get(pk=job.arguments["import"])
    if staff_import.status == StaffImportStatus.PREVIEWED:
        _begin(staff_import, job, report)
    if staff_import.status != StaffImportStatus.WRITING:
        return
    for number, rows in enumerate(rows_of(_waiting(staff_import))):
        if number:
            give_way()
        report(staff_import.counts["people_written"], staff_import.counts["to_write"], gettext("Skriver inn"))
        _write_batch(staff_import, [row.pk for row in rows])
    with transaction.atomic():
        counts = counted(staff_import) | {"written": staff_import.counts["written"]}
        _finish(staff_import, job, counts)
        report.finish(counts)


def _begin(staff_import: StaffImport, job: Job, report: Report) -> None:
    """Sees that the preview still holds, and says that the writing has begun. Raises Refusal when it does not hold."""
    people = _waiting(staff_import)
    total, done = people.count(), 0
    try:
        for rows in rows_of(people):
            report(done, total, gettext("Skriver inn"))
            _require_same_people(staff_import.owner, rows)
            _require_same_records(staff_import, rows)
            done += len(rows)
    except ChangedSince:
        raise Refusal(CHANGED_SINCE) from None
    with transaction.atomic():
        advance(
            staff_import, lifecycle=STAFF_IMPORT, to=StaffImportStatus.WRITING, by=job.started_by, at=job.started_at
        )
        staff_import.counts = staff_import.counts | {"to_write": total, "people_written": 0, "written": 0}
        StaffImport.objects.filter(pk=staff_import.pk).update(
            counts=staff_import.counts, confirmed_by=job.started_by, confirmed_at=job.started_at
        )


def give_way() -> None:
    """Lets others write: SQLite has one writer, and those who wait for it look only so often."""
    if connection.vendor == "sqlite":
        time.sleep(SECONDS_BETWEEN)


def _waiting(staff_import: StaffImport) -> QuerySet[ImportedPerson]:
    return staff_import.people.filter(action__in=CARRIED_OUT, is_written=False)


def _write_batch(staff_import: StaffImport, keys: Sequence[int]) -> None:
    """Writes some people in a transaction of its own. Those who are changed by others meanwhile are held out."""
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                rows = list(_waiting(staff_import).filter(pk__in=keys).order_by("pk"))
                same = _still_same(staff_import, rows)
                counts = _added(staff_import.counts, len(same), _carry_out(staff_import, same))
                StaffImport.objects.filter(pk=staff_import.pk).update(counts=counts)
            staff_import.counts = counts
            return
        except IntegrityError:  # somebody wrote the same between the look and the writing: look again
            continue
    with transaction.atomic():
        _hold_out(list(_waiting(staff_import).filter(pk__in=keys)))


def _added(counts: dict[str, Any], people: int, written: int) -> dict[str, Any]:
    return counts | {"people_written": counts["people_written"] + people, "written": counts["written"] + written}


def _still_same(staff_import: StaffImport, rows: Sequence[ImportedPerson]) -> list[ImportedPerson]:
    """The rows whose people are as the preview saw them; the others are held out."""
    if _is_same(staff_import, rows):
        return list(rows)
    same = [row for row in rows if _is_same(staff_import, [row])]
    kept = {row.pk for row in same}
    _hold_out([row for row in rows if row.pk not in kept])
    return same


def _is_same(staff_import: StaffImport, rows: Sequence[ImportedPerson]) -> bool:
    try:
        _require_same_people(staff_import.owner, rows)
        _require_same_records(staff_import, rows)
    except ChangedSince:
        return False
    return True


def _hold_out(rows: Sequence[ImportedPerson]) -> None:
    for row in rows:
        row.action, row.held_why = Action.HELD, {"code": "changed_meanwhile"}
    ImportedPerson.objects.bulk_update(rows, ["action", "held_why"])


def try_out(staff_import: StaffImport, report: Report) -> None:
    """Writes the whole preview in the caller's transaction, to be rolled back. Raises ChangedSince."""
    for rows in rows_of(_waiting(staff_import)):
        report(0, 0)
        _require_same_people(staff_import.owner, rows)
        _require_same_records(staff_import, rows)
        _carry_out(staff_import, rows)


def _carry_out(staff_import: StaffImport, rows: Sequence[ImportedPerson]) -> int:
    """Writes what the rows say. How many changes it was."""
    _make_people(rows)
    _number_people(staff_import.owner, rows)
    changes = [writing for row in rows for writing in writings_of(row)]
    write(changes)
    ImportedPerson.objects.filter(pk__in=[row.pk for row in rows]).update(is_written=True)
    return len(changes)


def writings_of(row: ImportedPerson) -> list[Writing]:
    """The changes that are taken from the file; a new person's own fields are written when she is made."""
    assert row.person_id is not None
    taken = [change for change in row.changes if change["take"] == FROM_FILE]
    skipped = {"person"} if row.action == Action.NEW else set()
    return [
        Writing(row.person_id, change["what"], change["key"], change["before"], change["after"])
        for change in taken
        if change["what"] not in skipped
    ]


def _require_same_people(owner: Organisation, rows: Sequence[ImportedPerson]) -> None:
    """Nobody has got a number or an address in the meantime that would make the match another."""
    told = [(row.number, row.facts["person"]) for row in rows if row.facts]
    matches = matches_of(told, owner)
    for row in (row for row in rows if row.facts):
        match = matches[row.number]
        expected = None if row.likely_id else row.person_id
        if (match.person, match.likely, match.held) != (expected, row.likely_id, {}):
            raise ChangedSince


def _require_same_records(staff_import: StaffImport, rows: Sequence[ImportedPerson]) -> None:
    """The records still differ from the file exactly as the preview said; they are held until all is written."""
    keys = [row.person_id for row in rows if row.person_id]
    known = known_people(keys, staff_import.owner, staff_import.as_of, hold=True)
    file = file_of(staff_import)
    for row in rows:
        seen = ImportedPerson(action=row.action, facts=row.facts)
        judge(seen, known.get(row.person_id) if row.person_id else None, file)
        if _untaken(seen.changes) != _untaken(row.changes):
            raise ChangedSince


def _untaken(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in change.items() if name != "take"} for change in changes]


def _make_people(rows: Sequence[ImportedPerson]) -> None:
    new = [row for row in rows if row.action == Action.NEW]
    people = [Person(**_person(row.facts["person"])) for row in new]
    Person.objects.bulk_create(people)
    for row, person in zip(new, people, strict=True):
        row.person = person
    ImportedPerson.objects.bulk_update(new, ["person"], batch_size=CHUNK)


def _person(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "first_name": values["first_name"] or "",
        "last_name": values["last_name"] or "",
        "email": values["email"] or "",
        "birth_year": values["birth_year"],
    }


def _number_people(owner: Organisation, rows: Sequence[ImportedPerson]) -> None:
    """The numbers that are not known yet; the next file is matched by them."""
    told = [row for row in rows if row.facts]
    numbered = StaffNumber.objects.filter(owner=owner, number__in=[row.number for row in told])
    known = set(numbered.values_list("number", flat=True))
    StaffNumber.objects.bulk_create(
        StaffNumber(owner=owner, number=row.number, person_id=row.person_id)  # type: ignore[misc]
        for row in told
        if row.number not in known
    )


def _finish(staff_import: StaffImport, job: Job, counts: dict[str, int]) -> None:
    """The file is removed, and so is what earlier imports kept for an undo."""
    to, by = StaffImportStatus.DONE, job.started_by
    advance(staff_import, lifecycle=STAFF_IMPORT, to=to, by=by, at=job.started_at, counts=counts)
    StaffImport.objects.filter(pk=staff_import.pk).update(content=None, counts=staff_import.counts | counts, faults=[])
    ImportedPerson.objects.filter(
        staff_import__owner=staff_import.owner, staff_import__status=StaffImportStatus.DONE
    ).exclude(staff_import=staff_import).delete()
