"""Takes an import back, whole, as long as nothing that it wrote has been changed or built upon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.jobs import Report
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import Refusal, advance, require
from pafyll.apps.casework.services import jobs as queue
from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.planning.models import ImportedPerson, StaffImport, StaffNumber
from pafyll.apps.planning.permissions.imports import may_import_staff
from pafyll.apps.planning.services.importing.applying import writings_of
from pafyll.apps.planning.services.importing.records import known_people
from pafyll.apps.planning.services.importing.staging import rows_of
from pafyll.apps.planning.services.importing.writing import Writing, write
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.staff_import import STAFF_IMPORT, StaffImportStatus
from pafyll.domain.planning.staff_changes import BACKGROUND, CREDITS, JOB, PERSON, TAUGHT, Known
from pafyll.domain.rules.deadlines import norwegian_day

Action = ImportedPerson.Action


def may_undo(viewer: Viewer, staff_import: StaffImport) -> Answer:
    """Whether the viewer may take the import back: the newest that was read in, and only that."""
    return first_no([may_import_staff(viewer, staff_import.owner), _is_newest(staff_import)])


@transaction.atomic
def undo(*, staff_import: StaffImport, by: User, at: datetime) -> Job:
    """Starts to take the import back."""
    require(may_undo(viewer_of(by, day=norwegian_day(at)), staff_import))
    return queue.start(kind="staff_undo", about=staff_import.about, by=by, at=at, arguments={"import": staff_import.pk})


def undo_import(job: Job, report: Report) -> None:
    """The work of the job «staff_undo»: one transaction. Refuses, and writes nothing, where something builds on it."""
    staff_import = StaffImport.objects.select_related("owner").get(pk=job.arguments["import"])
    if staff_import.status != StaffImportStatus.DONE:
        return
    people = staff_import.people.filter(is_written=True)
    total, done = people.count(), 0
    with transaction.atomic():
        for rows in rows_of(people):
            report(done, total, gettext("Setter tilbake"))
            _take_back(staff_import, rows)
            done += len(rows)
        staff_import.people.all().delete()
        advance(staff_import, lifecycle=STAFF_IMPORT, to=StaffImportStatus.UNDONE, by=job.started_by, at=job.started_at)
        report.finish({"people": total})


def _take_back(staff_import: StaffImport, rows: Sequence[ImportedPerson]) -> None:
    changes = [writing for row in rows for writing in writings_of(row)]
    _require_untouched(staff_import, rows, changes)
    write([Writing(one.person, one.what, one.key, one.after, one.before) for one in changes])
    new = [row.person_id for row in rows if row.action == Action.NEW and row.person_id]
    numbers = [row.number for row in rows if not row.is_numbered and row.facts]
    StaffNumber.objects.filter(owner=staff_import.owner, number__in=numbers).delete()
    ImportedPerson.objects.filter(pk__in=[row.pk for row in rows]).update(person=None)
    try:
        Person.objects.filter(pk__in=new).delete()
    except ProtectedError as error:
        named = {getattr(one, "person_id", None) for one in error.protected_objects}
        who = next((row.name for row in rows if row.person_id in named), rows[0].name)
        raise Refusal(_built_upon(who)) from None


def _require_untouched(staff_import: StaffImport, rows: Sequence[ImportedPerson], changes: Sequence[Writing]) -> None:
    keys = {one.person for one in changes}
    known = known_people(keys, staff_import.owner, staff_import.as_of, hold=True)
    names = {row.person_id: row.name for row in rows}
    for one in changes:
        if _stands(known[one.person], one) != one.after:
            raise Refusal(_built_upon(names[one.person]))


def _stands(known: Known, one: Writing) -> object:
    """What is registered now where the import wrote."""
    if one.what == BACKGROUND:
        return known.background
    kept = {PERSON: known.person, JOB: known.jobs, CREDITS: known.credits, TAUGHT: known.taught}[one.what]
    return kept.get(one.key)


def _is_newest(staff_import: StaffImport) -> Answer:
    newest = StaffImport.objects.filter(owner=staff_import.owner, status=StaffImportStatus.DONE)
    last = newest.order_by("-confirmed_at", "-pk").values_list("pk", flat=True).first()
    if last == staff_import.pk and staff_import.people.exists():
        return yes()
    return no(
        "not_the_newest",
        "Bare den siste innlesingen kan angres.",
        remedy="Last inn en ny fil med det som skal gjelde.",
    )


def _built_upon(name: str) -> Answer:
    return no(
        "built_upon",
        "Innlesingen kan ikke angres: noe er endret eller bygger på den, først for {name}. Ingenting er satt tilbake.",
        remedy="Rett det som er galt der det er registrert, eller last inn en ny fil.",
        name=name,
    )
