"""The form of a need as a spreadsheet on its way back in: read, judged, and kept when the owner confirms it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pafyll.apps.forums.models import NeedsNotification
from pafyll.domain.answers import Answer, Refusal, no, require, yes
from pafyll.domain.rules.attachments import EXCEL, judged
from pafyll.domain.rules.questions import Judged, Question
from pafyll.domain.rules.questions import judged as judged_answers
from pafyll.domain.rules.questions.sheets import SheetAnswers, read_rows, unknown_key
from pafyll.integrations.tables import Unreadable
from pafyll.integrations.tables.reader import ROW, RawTable

MOST_BYTES = 2_000_000


@dataclass(frozen=True)
class SheetRow:
    """What the sheet says to one question, beside what the need says now."""

    question: Question
    before: Any
    after: Any
    fault: Answer | None = None
    row: int | None = None

    @property
    def is_changed(self) -> bool:
        return self.fault is None and self.before != self.after


@dataclass(frozen=True)
class SheetPreview:
    """The whole sheet: every question it has, and rows that belong to none."""

    rows: tuple[SheetRow, ...]
    given: dict[str, Any]
    unknown: tuple[Answer, ...] = ()

    @property
    def faults(self) -> list[SheetRow]:
        return [one for one in self.rows if one.fault is not None]

    @property
    def changed(self) -> list[SheetRow]:
        return [one for one in self.rows if one.is_changed]

    @property
    def is_sound(self) -> bool:
        return not self.faults and not self.unknown


def preview_sheet(need: NeedsNotification, content: bytes) -> SheetPreview:
    """What the sheet would change. Nothing is kept. Raises Refusal for what is not a sheet of this form."""
    answers = read_sheet(content)
    found = judged_answers(need.form.form, answers.given)
    rows = [_row(question, need, found, answers) for question in need.form.form if question.key in answers.given]
    unknown = tuple(unknown_key(key, answers.rows[key]) for key in found.unknown)
    return SheetPreview(tuple(rows), answers.given, unknown)


def read_sheet(content: bytes) -> SheetAnswers:
    """The answers in the bytes of an Excel file, not judged. Raises Refusal with what to do."""
    require(_is_small(content))
    judged(content, kinds=(EXCEL,))
    table = _table(content)
    if table.faults:
        fault = table.faults[0]
        text = "Rad {row}: {what}"
        raise Refusal(no("cell_not_read", text, remedy=fault.remedy(), field="file", row=fault.row, what=fault.text()))
    body = table.frame.drop(ROW)
    numbers = table.frame[ROW].to_list()
    padded: list[tuple[Any, ...]] = [() for _row_number in range(2, (numbers[-1] if numbers else 1) + 1)]
    for number, row in zip(numbers, body.iter_rows(), strict=True):
        padded[number - 2] = row
    return read_rows(table.as_written, padded)


def _row(question: Question, need: NeedsNotification, found: Judged, answers: SheetAnswers) -> SheetRow:
    key = question.key
    before = need.answers.get(key)
    return SheetRow(question, before, found.answers.get(key), found.faults.get(key), answers.rows.get(key))


def _table(content: bytes) -> RawTable:
    from pafyll.integrations.tables.workbook import read_workbook

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "skjema.xlsx"
        path.write_bytes(content)
        try:
            return read_workbook(path)
        except Unreadable as error:
            fault = error.faults[0]
            raise Refusal(no("unreadable_file", fault.text(), remedy=fault.remedy(), field="file")) from None


def _is_small(content: bytes) -> Answer:
    if len(content) <= MOST_BYTES:
        return yes()
    text = "Arket er større enn {most} MB."
    return no("sheet_too_large", text, remedy="Bruk arket du lastet ned herfra.", field="file",
              most=MOST_BYTES // 1_000_000)  # fmt: skip
