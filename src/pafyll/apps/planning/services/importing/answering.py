"""Answers to what a file leaves open: whether a likely person is she, and what to do where something newer stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import ImportedPerson, StaffImport
from pafyll.apps.planning.permissions.imports import may_import_staff
from pafyll.apps.planning.services.importing.records import known_people
from pafyll.apps.planning.services.importing.staging import counted, file_of, judge
from pafyll.domain.lifecycles.staff_import import STAFF_IMPORT, StaffImportStatus
from pafyll.domain.planning.staff_changes import FROM_FILE, KEEP
from pafyll.domain.rules.deadlines import norwegian_day

FIELDS = ["person", "is_same", "action", "changes", "conflicts"]


@transaction.atomic
def answer_likely(*, staff_import: StaffImport, answers: Mapping[int, bool], by: User, at: datetime) -> int:
    """Says of rows in the preview whether the likely person is she. How many were answered."""
    _require_open(staff_import, by, at)
    rows = list(staff_import.people.filter(pk__in=answers, likely__isnull=False))
    known = known_people([row.likely_id for row in rows if row.likely_id], staff_import.owner, staff_import.as_of)
    for row in rows:
        row.is_same = answers[row.pk]
        row.person_id = row.likely_id if row.is_same else None
        judge(row, known.get(row.person_id) if row.person_id else None, file_of(staff_import))
    ImportedPerson.objects.bulk_update(rows, FIELDS)
    _count_anew(staff_import)
    return len(rows)


@transaction.atomic
def answer_conflicts(*, staff_import: StaffImport, from_file: Iterable[str], asked: Iterable[int], by: User,
                     at: datetime) -> None:  # fmt: skip
    """Chooses for the people asked about: what is named "row:place in its changes" is taken from the file."""
    _require_open(staff_import, by, at)
    chosen = set(from_file)
    rows = list(staff_import.people.filter(pk__in=list(asked), conflicts__gt=0))
    for row in rows:
        for place, change in enumerate(row.changes):
            if change["newer"]:
                change["take"] = FROM_FILE if f"{row.pk}:{place}" in chosen else KEEP
    ImportedPerson.objects.bulk_update(rows, ["changes"])


def _require_open(staff_import: StaffImport, by: User, at: datetime) -> None:
    require(may_import_staff(viewer_of(by, day=norwegian_day(at)), staff_import.owner))
    require(STAFF_IMPORT.may_become(staff_import.status, StaffImportStatus.WRITING))


def _count_anew(staff_import: StaffImport) -> None:
    staff_import.counts = staff_import.counts | counted(staff_import)
    staff_import.save(update_fields=["counts"])
