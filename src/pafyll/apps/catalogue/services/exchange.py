"""Files that providers send in: kept until they are carried out, read into rows, and every fault told with its row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, record, require
from pafyll.apps.catalogue.models import ExchangeFile
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Role, viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.integrations.clock import OSLO
from pafyll.integrations.ooapi import read_offerings
from pafyll.integrations.tables import Fault, Spec, Unreadable, check
from pafyll.integrations.tables.faults import KINDS
from pafyll.integrations.tables.plain import as_csv, as_excel, read_uploaded, unharmed
from pafyll.integrations.tables.reader import ROW

MOST_BYTES = 5 * 2**20
MOST_ROWS = 5000


@dataclass(frozen=True)
class FileFault:
    """What is wrong in one place of a file. row is as the file shows it; None is the whole file."""

    row: int | None
    column: str
    answer: Answer


@dataclass(frozen=True)
class FileRow:
    """One row of a table: its number in the file and its values by column."""

    number: int
    values: Mapping[str, Any]

    def text(self, column: str) -> str:
        """The cell as a text; "" where it is empty or the file lacks the column."""
        return unharmed(self.values.get(column)) if isinstance(self.values.get(column), str | None) else ""


@dataclass(frozen=True)
class Table:
    """The rows of a file that could be read, and every fault."""

    rows: list[FileRow] = field(default_factory=list)
    faults: list[FileFault] = field(default_factory=list)


@transaction.atomic
def keep_file(
    *, provider: Organisation, kind: ExchangeFile.Kind, name: str, content: bytes, by: User, at: datetime
) -> ExchangeFile:
    """Keeps an uploaded file to be looked over. The same person's earlier file of the kind that waits is emptied."""
    viewer = viewer_of(by, day=at.astimezone(OSLO).date())
    require(first_no([_may_exchange(provider.pk in viewer.organisations_in(Role.PROVIDER_OFFICER)), _fits(content)]))
    waiting = ExchangeFile.objects.filter(provider=provider, kind=kind, uploaded_by=by, carried_out_at=None)
    waiting.exclude(content=b"").update(content=b"")
    return ExchangeFile.objects.create(
        provider=provider,
        kind=kind,
        name=name.replace("\\", "/").rpartition("/")[2][:200],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
        uploaded_at=at,
    )


def finish_file(file: ExchangeFile, *, summary: dict[str, int], by: User, at: datetime) -> None:
    """Marks the file as carried out, once, and empties it. Call it in the transaction that does the changes."""
    done = ExchangeFile.objects.filter(pk=file.pk, carried_out_at=None)
    if not done.update(carried_out_at=at, summary=summary, content=b""):
        raise AlreadyChanged("filen")
    file.carried_out_at, file.summary = at, summary
    record(about=file.about, verb="file_carried_out", by=by, at=at, kind=file.kind, sha256=file.sha256, done=summary)


def carried_out_before(file: ExchangeFile) -> ExchangeFile | None:
    """The time that the same bytes were carried out for the provider, the latest."""
    same = ExchangeFile.objects.filter(
        provider=file.provider_id, kind=file.kind, sha256=file.sha256, carried_out_at__isnull=False
    )
    return same.exclude(pk=file.pk).order_by("-carried_out_at").first()


def table_of(file: ExchangeFile, spec: Spec) -> Table:
    """The file's rows by the described columns. An unreadable file gives its faults and no rows."""
    try:
        is_ooapi = file.kind == ExchangeFile.Kind.OFFERS and file.name.lower().endswith(".json")
        raw = (read_offerings if is_ooapi else read_uploaded)(file.name, bytes(file.content))
    except Unreadable as error:
        return Table([], [fault_of(one) for one in error.faults])
    if raw.frame.height > MOST_ROWS:
        return Table([], [FileFault(None, "", _too_many(raw.frame.height))])
    checked = check(raw, spec)
    rows = [FileRow(int(row[ROW]), row) for row in checked.frame.iter_rows(named=True)]
    return Table(rows, in_order([fault_of(one) for one in checked.faults]))


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table that can be read in again, as CSV."""
    return as_csv(headings, rows)


def excel_bytes(sheet: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table that can be read in again, as Excel."""
    return as_excel(sheet, headings, rows)


def in_order(faults: Sequence[FileFault]) -> list[FileFault]:
    """Those of the whole file first, then by row."""
    return sorted(faults, key=lambda fault: (fault.row or 0, fault.column))


def fault_of(fault: Fault) -> FileFault:
    """A table's fault as an answer that pages translate."""
    words = KINDS[fault.kind]
    facts = {"column": fault.column, "value": fault.value, "row": fault.row, **fault.facts}
    return FileFault(fault.row, fault.column, Answer(False, fault.kind, words.text, "", words.remedy, "", facts))


def _may_exchange(is_officer: bool) -> Answer:
    if is_officer:
        return yes()
    return no("not_provider_officer", "Bare studieadministrasjonen kan lese inn filer for studiestedet.")


def _fits(content: bytes) -> Answer:
    if not content:
        return no("empty_file", "Filen er tom.", remedy="Velg filen på nytt.", field="file")
    if len(content) > MOST_BYTES:
        return no("file_too_big", "Filen er større enn {most} MB.", remedy="Del den opp.", field="file", most=5)
    return yes()


def _too_many(found: int) -> Answer:
    text = "Filen har {found} rader, og grensen er {most}."
    return no("too_many_rows", text, remedy="Del den opp i flere filer.", found=found, most=MOST_ROWS)
