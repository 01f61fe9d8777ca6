"""Doing a file that was tried, and undoing it: a job that goes on where it was when a worker is lost."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.jobs import Report
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import advance, jobs
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.support.models import BulkFile, BulkRow
from pafyll.apps.support.permissions import may_carry_out, may_discard, may_undo
from pafyll.apps.support.services.bulk.kinds import KINDS
from pafyll.apps.support.services.bulk.trying import as_said, do_row
from pafyll.domain.answers import Refusal, require
from pafyll.domain.lifecycles.bulk_file import BULK_FILE, BulkFileStatus
from pafyll.domain.rules.deadlines import norwegian_day

CARRY_OUT, UNDO = "bulk_carry_out", "bulk_undo"
R = BulkRow.Status


@transaction.atomic
def carry_out_file(*, file: BulkFile, by: User, at: datetime) -> Job:
    """Starts the work. Rows with a fault are left out."""
    require(may_carry_out(viewer_of(by, day=norwegian_day(at)), file))
    return jobs.start(kind=CARRY_OUT, about=file.about, by=by, at=at, arguments={"file": file.pk})


@transaction.atomic
def undo_file(*, file: BulkFile, by: User, at: datetime) -> Job:
    """Starts taking back what was done, the last row first."""
    require(may_undo(viewer_of(by, day=norwegian_day(at)), file))
    return jobs.start(kind=UNDO, about=file.about, by=by, at=at, arguments={"file": file.pk})


@transaction.atomic
def discard_file(*, file: BulkFile, by: User, at: datetime) -> BulkFile:
    """Nothing is done with it."""
    locked = BulkFile.objects.select_for_update().get(pk=file.pk)
    require(may_discard(viewer_of(by, day=norwegian_day(at)), locked))
    advance(locked, lifecycle=BULK_FILE, to=BulkFileStatus.DISCARDED, by=by, at=at)
    return locked


def carry_out_rows(job: Job, report: Report) -> None:
    """Each row in a transaction of its own, with what became of it: a row that is done is never done again."""
    file = BulkFile.objects.get(pk=job.arguments["file"])
    keys = list(file.rows.filter(status=R.READY).order_by("number").values_list("pk", flat=True))
    for done, key in enumerate(keys):
        report(done, len(keys))
        _do(key, file, job)
    with transaction.atomic():
        advance(file, lifecycle=BULK_FILE, to=BulkFileStatus.CARRIED_OUT, by=job.started_by, at=job.started_at)
        report.finish(_result(file))


def undo_rows(job: Job, report: Report) -> None:
    """Each row in a transaction of its own. One that cannot be taken back says why, and stays done."""
    file = BulkFile.objects.get(pk=job.arguments["file"])
    keys = list(file.rows.filter(status=R.DONE, said={}).order_by("-number").values_list("pk", flat=True))
    for done, key in enumerate(keys):
        report(done, len(keys))
        _undo(key, file, job)
    with transaction.atomic():
        advance(file, lifecycle=BULK_FILE, to=BulkFileStatus.UNDONE, by=job.started_by, at=job.started_at)
        report.finish(_result(file))


@transaction.atomic
def _do(key: int, file: BulkFile, job: Job) -> None:
    row = BulkRow.objects.select_for_update().get(pk=key)
    if row.status != R.READY:
        return
    assert job.started_by is not None
    try:
        done = do_row(KINDS[file.kind], row.cells, job.started_by, job.started_at)
    except Refusal as refusal:
        row.status, row.said = R.REFUSED, as_said(refusal.answer)
    else:
        row.status, row.made, row.person = R.DONE, done.made[:80], done.person
    row.save(update_fields=["status", "said", "made", "person"])


@transaction.atomic
def _undo(key: int, file: BulkFile, job: Job) -> None:
    row, undo = BulkRow.objects.select_for_update().get(pk=key), KINDS[file.kind].undo
    if row.status != R.DONE or undo is None:
        return
    assert job.started_by is not None
    try:
        with transaction.atomic():
            undo(row.made, job.started_by, job.started_at)
    except Refusal as refusal:
        row.said = as_said(refusal.answer)
    else:
        row.status = R.UNDONE
    row.save(update_fields=["status", "said"])


def _result(file: BulkFile) -> dict[str, int]:
    return {status.value: file.rows.filter(status=status).count() for status in R}
