"""Writing the warehouse's files for researchers under an agreement, and keeping that it was done."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.statistics.permissions import may_export
from pafyll.apps.statistics.queries.warehouse import application_rows, semester_rows
from pafyll.domain.rules.deadlines import norwegian_day

ABOUT = "warehouse"


@dataclass(frozen=True)
class Written:
    """A file that was written."""

    name: str
    rows: int
    sha256: str


@transaction.atomic
def export_warehouse(*, agreement: str, out: Path, by: User, at: datetime) -> list[Written]:
    """Writes every view as Parquet in the folder. The record says who, when, for which agreement, and what."""
    viewer = viewer_of(by, day=norwegian_day(at))
    require(may_export(viewer, agreement))
    out.mkdir(parents=True, exist_ok=True)
    frames = {
        "applications": application_rows(viewer=viewer, agreement=agreement),
        "semesters": semester_rows(viewer=viewer, agreement=agreement),
    }
    written = []
    for name, frame in frames.items():
        path = out / f"{name}.parquet"
        frame.write_parquet(path)
        written.append(Written(path.name, frame.height, hashlib.sha256(path.read_bytes()).hexdigest()))
    files = {one.name: {"rows": one.rows, "sha256": one.sha256} for one in written}
    record(about=ABOUT, verb="exported", by=by, at=at, agreement=agreement, files=files)
    return written
