"""The job that reads a file into a preview, with what it would do to the figures."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from pafyll.apps.casework.jobs import Report
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import advance
from pafyll.apps.planning.models import StaffImport
from pafyll.apps.planning.services.importing.contents import judged, numbers_at_fault, people_in, schools_by_word
from pafyll.apps.planning.services.importing.effects import effects_of
from pafyll.apps.planning.services.importing.staging import CHUNK, chunks, counted, stage, stage_endings
from pafyll.domain.lifecycles.staff_import import STAFF_IMPORT, StaffImportStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.integrations.tables import Fault
from pafyll.integrations.tables.staff import CheckedStaff

FAULTS_SHOWN = 200


def read_into_preview(job: Job, report: Report) -> None:
    """The work of the job «staff_read». Run again after a crash it begins anew, and ends the same."""
    staff_import = StaffImport.objects.select_related("owner").get(pk=job.arguments["import"])
    if staff_import.status != StaffImportStatus.UPLOADED or staff_import.content is None:
        return
    staff_import.people.all().delete()
    report(0, 0, gettext("Leser filen"))
    checked = judged(staff_import, norwegian_day(job.started_at))
    counts = _stage_all(staff_import, checked, report)
    effects = effects_of(staff_import, report) if not checked.stops else {}
    with transaction.atomic():
        staff_import.faults = [_as_json(fault) for fault in checked.faults[:FAULTS_SHOWN]]
        staff_import.counts = counts | {"effects": effects}
        staff_import.save(update_fields=["faults", "counts"])
        if not checked.stops:
            to = StaffImportStatus.PREVIEWED
            advance(staff_import, lifecycle=STAFF_IMPORT, to=to, by=job.started_by, at=job.started_at)
        report.finish()


def _stage_all(staff_import: StaffImport, checked: CheckedStaff, report: Report) -> dict[str, Any]:
    """Keeps what the file says of everyone, and counts it."""
    total = checked.sound["person_id"].n_unique() if "person_id" in checked.sound.columns else 0
    done, schools, used = 0, schools_by_word(staff_import.owner), set[int]()
    for people in chunks(people_in(checked, schools, staff_import.school_year), CHUNK):
        report(done, total, gettext("Sammenligner med det som er registrert"))
        stage(staff_import, people, used)
        done += len(people)
    at_fault = numbers_at_fault(checked) if not checked.stops else set()
    if staff_import.is_complete and at_fault is not None and not checked.stops:
        stage_endings(staff_import, at_fault)
    return {
        "rows": checked.frame.height,
        "failed_rows": len(checked.failed),
        "faults": len(checked.faults),
        "stops": len(checked.stops),
        "endings_unknown": staff_import.is_complete and at_fault is None,
        **counted(staff_import),
    }


def _as_json(fault: Fault) -> dict[str, Any]:
    return {"row": fault.row, "column": fault.column, "value": fault.value[:100], "text": fault.text(gettext),
            "remedy": fault.remedy(gettext)}  # fmt: skip
