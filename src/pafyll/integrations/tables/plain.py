"""A table that can be read in again as it is: headings in the first row, every cell a text, as CSV or Excel."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from pafyll.integrations.tables.faults import Fault, harmless
from pafyll.integrations.tables.reader import SUFFIXES, RawTable, Unreadable, read_csv

RUNS = ("=", "+", "-", "@", "\t")  # what a spreadsheet takes for a formula


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Semicolons and a mark for UTF-8, so that a Norwegian Excel opens it as columns."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_excel(sheet_name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """All cells are texts, so that Excel makes no date of a stage and runs nothing."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(sheet_name)
    bold, text = book.add_format({"bold": True, "valign": "top"}), book.add_format({"num_format": "@"})
    sheet.set_column(0, max(len(headings) - 1, 0), 18, text)
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, bold)
    for number, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if cell:
                sheet.write_string(number, at, cell, text)
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def read_uploaded(name: str, content: bytes) -> RawTable:
    """The table in an uploaded CSV or Excel file. Raises Unreadable with what to do."""
    kind = SUFFIXES.get(Path(name).suffix.lower())
    if kind == "CSV":
        return read_csv(name, content)
    if kind != "Excel":
        raise Unreadable(Fault(name, None, "", Path(name).suffix or name, "file_kind"))
    from pafyll.integrations.tables.workbook import read_workbook

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        path.write_bytes(content)
        return read_workbook(path)


def unharmed(text: str | None) -> str:
    """The text without the apostrophe that as_csv may have put in front."""
    if text and text[0] == "'" and text[1:2] in RUNS:
        return text[1:]
    return text or ""
