"""The rows that failed, as a file in the format that came in, with what is wrong and what to do."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import PurePath

import polars as pl
import xlsxwriter

from pafyll.integrations.tables.faults import Fault, Translate, harmless
from pafyll.integrations.tables.reader import ROW, SUFFIXES
from pafyll.integrations.tables.staff.reading import CheckedStaff

HEADINGS = ("Rad", "Feil", "Gjør dette")


def failed_rows_file(checked: CheckedStaff, translate: Translate = str) -> tuple[str, bytes]:
    """The name and content of a file with only the failed rows. Put right, it can be read in as it is.

    CSV comes back as CSV that a Norwegian Excel opens as columns, everything else as Excel. The columns with our words
    are left out when it is read again.
    """
    headings = [*HEADINGS, *checked.raw.as_written]
    rows = _rows(checked, translate)
    stem, suffix = PurePath(checked.file).stem, PurePath(checked.file).suffix.lower()
    if SUFFIXES.get(suffix) == "CSV":
        return f"{stem}-feil.csv", _as_csv(headings, rows)
    return f"{stem}-feil.xlsx", _as_excel(headings, rows)


def _rows(checked: CheckedStaff, translate: Translate) -> list[list[str]]:
    by_row: dict[int, list[Fault]] = defaultdict(list)
    for fault in checked.faults:
        if fault.row is not None:
            by_row[fault.row].append(fault)
    failed = checked.raw.frame.filter(pl.col(ROW).is_in(list(checked.failed)))
    return [
        [str(row), *_told(by_row[row], translate), *("" if cell is None else cell for cell in cells)]
        for row, *cells in failed.iter_rows()
    ]


def _told(faults: list[Fault], translate: Translate) -> tuple[str, str]:
    texts = [f"{fault.column}: {fault.text(translate)}" if fault.column else fault.text(translate) for fault in faults]
    return " ".join(texts), " ".join(dict.fromkeys(fault.remedy(translate) for fault in faults))


def _as_csv(headings: list[str], rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _as_excel(headings: list[str], rows: list[list[str]]) -> bytes:
    """All cells are texts, so that a spreadsheet neither makes dates of stages nor runs anything."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Feil")
    bold, text = (
        book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        book.add_format({"num_format": "@"}),
    )
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 2, 50, wrapped)
    sheet.set_column(3, len(headings), 18, text)
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, bold)
    for number, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if cell:
                sheet.write_string(number, at, cell)
    sheet.freeze_panes(1, 3)
    book.close()
    return out.getvalue()
