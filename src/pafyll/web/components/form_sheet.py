"""A form of questions as an Excel sheet to fill in: the headings first, an answer column, and choices to pick from."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import xlsxwriter

from pafyll.domain.rules.questions import Kind, QuestionForm
from pafyll.domain.rules.questions.sheets import HEADINGS, rows_of

WIDTHS = (18, 48, 60, 36, 18)
ANSWER = HEADINGS.index("Svar")
LONGEST_LIST = 255  # Excel's own limit for a list of choices


def form_workbook(form: QuestionForm, answers: Mapping[str, Any], *, title: str) -> bytes:
    """The sheet. Texts are written as texts: an answer that begins with = never becomes a formula."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Skjema")
    book.set_properties({"title": title})
    heading = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    quiet = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#595959"})
    answer = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF8E1", "border": 1, "locked": False})
    for at, (name, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, name, heading)
    formats = (plain, plain, answer, quiet, quiet)
    for number, (row, question) in enumerate(zip(rows_of(form, answers), form, strict=True), start=1):
        for at, value in enumerate(row):
            _write(sheet, number, at, value, formats[at])
        labels = [one.label for one in question.choices]
        if question.kind is Kind.CHOICE and len(",".join(labels)) <= LONGEST_LIST:
            sheet.data_validation(number, ANSWER, number, ANSWER, {"validate": "list", "source": labels})
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return stream.getvalue()


def _write(sheet: Any, row: int, at: int, value: Any, form: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(row, at, value, form)
    elif value == "":
        sheet.write_blank(row, at, None, form)
    else:
        sheet.write_string(row, at, str(value), form)
