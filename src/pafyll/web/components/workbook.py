"""A list as an Excel workbook: frozen headings, a filter, amounts as numbers, and a line that says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADING_ROW = 2
LINE_HEIGHT = 15  # points
MOST_LINES = 27  # Excel's highest row is 409 points
A4, MARGIN = 9, 0.5  # Excel's number for the paper; inches
THOUSANDS = "#,##0"  # each program shows it with its reader's own sign between the thousands
NUMBER = int | Decimal
SHEET_NAME_LENGTH = 31  # Excel's own limit


@dataclass(frozen=True)
class Column:
    """A heading with its width in characters; kroner are shown with thousands apart."""

    heading: str
    width: int = 16
    is_kroner: bool = False


def workbook_bytes(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, about: str) -> bytes:
    """One sheet. Texts are written as texts: a name that begins with = never becomes a formula."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(title[:SHEET_NAME_LENGTH])
    rows = [list(row) for row in rows]
    heading = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
    to_the_right = {"valign": "top", "align": "right", "indent": 1}  # a number does not touch the text after it
    plain = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format(heading)
    numbers = book.add_format(to_the_right), book.add_format(heading | to_the_right)
    kroner = book.add_format(to_the_right | {"num_format": THOUSANDS}), numbers[1]
    sheet.write_string(0, 0, about, book.add_format({"italic": True}))
    for at, column in enumerate(columns):
        cells, head = kroner if column.is_kroner else numbers if _is_numbers(rows, at) else plain
        sheet.set_column(at, at, column.width, cells)
        sheet.write_string(HEADING_ROW, at, str(column.heading), head)
    sheet.set_row(HEADING_ROW, LINE_HEIGHT * _lines(columns, [column.heading for column in columns]))
    last = HEADING_ROW
    for last, row in enumerate(rows, HEADING_ROW + 1):
        for at, value in enumerate(row):
            _write(sheet, last, at, value)
        sheet.set_row(last, LINE_HEIGHT * _lines(columns, row))
    _set_up_print(sheet, last, len(columns) - 1)
    sheet.freeze_panes(HEADING_ROW + 1, 1)
    sheet.autofilter(HEADING_ROW, 0, last, len(columns) - 1)
    book.close()
    return stream.getvalue()


def _is_numbers(rows: Sequence[Sequence[Any]], at: int) -> bool:
    """Whether a column holds numbers and nothing else."""
    filled = [row[at] for row in rows if row[at] not in (None, "")]
    return bool(filled) and all(isinstance(value, NUMBER) for value in filled)


def _lines(columns: Sequence[Column], cells: Sequence[Any]) -> int:
    """How many lines the fullest cell takes: not every spreadsheet program works it out by itself."""
    widths = [(len(str(value)), column.width - 1) for column, value in zip(columns, cells, strict=False)]
    return min(max((-(-length // width) for length, width in widths), default=1), MOST_LINES) or 1


def _set_up_print(sheet: Any, last_row: int, last_column: int) -> None:
    """A4 on its side, as wide as the table, with its headings on every page and the page numbers below."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(MARGIN, MARGIN, MARGIN, MARGIN + 0.25)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.repeat_rows(HEADING_ROW)
    sheet.set_footer("&L&A&R&P / &N")


def _write(sheet: Any, row: int, at: int, value: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, NUMBER):
        sheet.write_number(row, at, value)
    else:
        sheet.write_string(row, at, str(value))


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """The workbook as a download."""
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
