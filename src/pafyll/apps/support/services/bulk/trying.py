"""Reading a file and trying it: every row is done for real and taken back, so the trial judges as the work will."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import record
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.support.models import BulkFile, BulkRow
from pafyll.apps.support.permissions import may_plan
from pafyll.apps.support.services.bulk.kinds import KINDS, Done, Kind
from pafyll.domain.answers import Answer, Refusal, no, require, yes
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.integrations.tables.reader import ROW, RawTable, Unreadable, read

MOST = 1000
Said = dict[str, Any]


@transaction.atomic
def try_file(*, kind: str, name: str, content: bytes, by: User, at: datetime) -> BulkFile:
    """Keeps the file's rows, each with what would be said about it. Nothing else is changed."""
    require(may_plan(viewer_of(by, day=norwegian_day(at))))
    found = KINDS[kind]
    table = _table(name, content)
    require(_has_columns(table, found))
    rows = list(_rows(table, found))
    require(_is_some(rows))
    tried = _tried(found, [cells for _number, cells in rows], by, at)
    made = BulkFile.objects.create(
        kind=kind, name=PurePath(name).name[:200], sha256=hashlib.sha256(content).hexdigest(), sent_by=by, sent_at=at
    )
    BulkRow.objects.bulk_create(
        BulkRow(file=made, number=number, cells=cells, said=said, person=person, status=_status(said))
        for (number, cells), (said, person) in zip(rows, tried, strict=True)
    )
    record(about=made.about, verb="tried", by=by, at=at, rows=len(rows), kind=kind)
    return made


def do_row(kind: Kind, cells: Mapping[str, str], by: User, at: datetime) -> Done:
    """Does what the row says, in a transaction of its own. Raises Refusal with the fault."""
    missing = next((one for one in kind.columns if one not in kind.optional and not cells[one]), None)
    if missing is not None:
        raise Refusal(no("empty_cell", "Kolonnen {column} er tom.", field=missing, column=missing))
    with transaction.atomic():
        return kind.do(cells, by, at)


def as_said(answer: Answer) -> Said:
    """A no as it is kept: the words are filled in and translated when it is shown."""
    facts = {key: value if isinstance(value, int) else str(value) for key, value in answer.facts.items()}
    return {"code": answer.code, "text": answer.text, "remedy": answer.remedy, "facts": facts}


def answer_of(said: Said) -> Answer:
    return Answer(False, said["code"], said["text"], remedy=said["remedy"], facts=said["facts"])


def _tried(kind: Kind, rows: list[dict[str, str]], by: User, at: datetime) -> list[tuple[Said, Any]]:
    """Each row sees what those before it did; then all of it is taken back."""
    found: list[tuple[Said, Any]] = []
    with transaction.atomic():
        for cells in rows:
            try:
                found.append(({}, do_row(kind, cells, by, at).person))
            except Refusal as refusal:
                found.append((as_said(refusal.answer), None))
        transaction.set_rollback(True)
    return found


def _status(said: Said) -> str:
    return BulkRow.Status.FAULTY if said else BulkRow.Status.READY


def _table(name: str, content: bytes) -> RawTable:
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / (PurePath(name).name or "fil.csv")
            path.write_bytes(content)
            return read(path)
    except Unreadable as wrong:
        raise Refusal(no("unreadable", wrong.faults[0].text(), field="file")) from None


def _has_columns(table: RawTable, kind: Kind) -> Answer:
    missing = [one for one in kind.columns if one not in table.headings]
    if not missing:
        return yes()
    return no("missing_columns", "Filen mangler kolonnene {columns}.", field="file", columns=", ".join(missing))


def _rows(table: RawTable, kind: Kind) -> Iterator[tuple[int, dict[str, str]]]:
    names = dict(zip(table.headings, (one for one in table.frame.columns if one != ROW), strict=True))
    for row in table.frame.iter_rows(named=True):
        yield row[ROW], {one: row[names[one]] or "" for one in kind.columns}


def _is_some(rows: list[Any]) -> Answer:
    if not rows:
        return no("no_rows", "Filen har ingen rader under overskriften.", field="file")
    if len(rows) > MOST:
        return no("too_many_rows", "Filen har flere enn {most} rader.", remedy="Del den i flere filer.", field="file",
                  most=MOST)  # fmt: skip
    return yes()
