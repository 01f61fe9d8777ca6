"""Reads the first sheet of an Excel workbook, after measuring that it is safe to open.

A workbook is a zip file: a few kilobytes can unpack to gigabytes, and one cell far down can make a reader set aside
room for billions. So every part is unpacked by us with a limit, measured, and handed on in a plain, measured package.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import python_calamine

from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import RawTable, Unreadable, _too_big, table_of_texts

MOST_UNPACKED = 600 * 2**20
MOST_RATIO = 150
MOST_PARTS = 500
MOST_CELLS = 20_000_000
MOST_SHARED_TEXT = 2**30
CHUNK = 2**20
_NEEDED = re.compile(
    r"^(\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels|xl/worksheets/[^/]+\.xml)$"
)
_CELL = rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\""
_FORMULA = re.compile(_CELL + rb"[^>]*>\s*<(?:\w+:)?f\b")
_ERROR = re.compile(rb"<(?:\w+:)?c\s(?=[^>]*\bt=\"e\")[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"")
_COLUMN = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{2,3})\d")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=\"(\d+)\"")
_FAR_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"[A-Z]{1,3}(\d{5,})\"")


def read_workbook(path: Path) -> RawTable:
    """The first sheet as texts; formulas and error cells come as faults. Raises Unreadable."""
    parts = _unpacked(path)
    book = _opened(path.name, parts)
    sheet_part = _first_sheet(parts)
    _measure(path.name, sheet_part, parts.get("xl/sharedStrings.xml", b""))
    rows = _rows(path.name, book)
    if not rows:
        raise Unreadable(Fault(path.name, None, "", "", "no_heading"))
    headings, body = [_text(cell) or "" for cell in rows[0]], rows[1:]
    while headings and not headings[-1]:
        headings.pop()
    frame = _columns(body, len(headings))
    return table_of_texts(path.name, headings, frame, _cell_faults(path.name, sheet_part, headings))


def _unpacked(path: Path) -> dict[str, bytes]:
    """The parts we need, unpacked with our own limit, whatever sizes the file itself declares."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if _NEEDED.match(part.filename)]
            if len(archive.infolist()) > MOST_PARTS:
                raise _too_big(path.name, f"{len(archive.infolist())} deler", f"{MOST_PARTS} deler")
            limit = min(MOST_UNPACKED, max(CHUNK, MOST_RATIO * path.stat().st_size))
            return _unpack_all(path.name, archive, parts, limit)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable(Fault(path.name, None, "", "", "password")) from error


def _unpack_all(file: str, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limit: int) -> dict[str, bytes]:
    left, unpacked = limit, {}
    for part in parts:
        content = b"".join(_pieces(file, archive, part, left, limit))
        left -= len(content)
        unpacked[part.filename] = content
    return unpacked


def _pieces(file: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, limit: int) -> Iterator[bytes]:
    if part.file_size > left:
        raise _too_big(file, f"{part.file_size // 2**20} MiB", f"{limit // 2**20} MiB")
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            left -= len(piece)
            if left < 0:
                raise _too_big(file, f"over {limit // 2**20} MiB", f"{limit // 2**20} MiB")
            yield piece


def _opened(file: str, parts: dict[str, bytes]) -> python_calamine.CalamineWorkbook:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    package.seek(0)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(package)
        book.sheet_names[0]
    except (python_calamine.CalamineError, IndexError, OSError) as error:
        raise Unreadable(Fault(file, None, "", "", "unreadable", {"format": "Excel"})) from error
    return book


def _rows(file: str, book: python_calamine.CalamineWorkbook) -> list[list[Any]]:
    try:
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        raise Unreadable(Fault(file, None, "", "", "unreadable", {"format": "Excel"})) from error


def _first_sheet(parts: dict[str, bytes]) -> bytes:
    """The part of the sheet that the workbook lists first."""
    listed = re.search(rb"<(?:\w+:)?sheet\s[^>]*?\b\w+:id=\"([^\"]+)\"", parts.get("xl/workbook.xml", b""))
    wanted = listed.group(1) if listed else b""
    for link in re.findall(rb"<(?:\w+:)?Relationship\s[^>]*>", parts.get("xl/_rels/workbook.xml.rels", b"")):
        if b'Id="' + wanted + b'"' in link:
            target = re.search(rb"Target=\"/?(?:xl/)?([^\"]+)\"", link)
            return parts.get("xl/" + target.group(1).decode(), b"") if target else b""
    return b""


def _measure(file: str, sheet: bytes, shared: bytes) -> None:
    """Refuses a sheet whose outermost cell, or whose repeated text, would take more room than we have."""
    last_row = max(
        [int(row) for row in _ROW.findall(sheet)] + [int(row) for row in _FAR_CELL.findall(sheet)], default=1
    )
    last_column = max((_number(letters) for letters in set(_COLUMN.findall(sheet))), default=26)
    if last_row * last_column > MOST_CELLS:
        raise _too_big(file, f"{last_row} rader × {last_column} kolonner", f"{MOST_CELLS} celler")
    longest = max((len(text) for text in re.split(rb"<(?:\w+:)?si>", shared)), default=0)
    repeated = longest * sheet.count(b't="s"')
    if repeated > MOST_SHARED_TEXT and longest > 1000:
        raise _too_big(file, f"{repeated // 2**20} MiB", f"{MOST_SHARED_TEXT // 2**20} MiB")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cell_faults(file: str, sheet: bytes, headings: list[str]) -> list[Fault]:
    found = [("formula", *cell) for cell in _FORMULA.findall(sheet)] + [
        ("error_cell", *cell) for cell in _ERROR.findall(sheet)
    ]
    faults: dict[str, Fault] = {}
    for kind, letters, row in found:
        at = _number(letters) - 1
        column = headings[at] if at < len(headings) else letters.decode()
        cell = f"{letters.decode()}{row.decode()}"
        faults.setdefault(cell, Fault(file, int(row), column, "", kind, {"cell": cell}))
    return list(faults.values())


def _columns(rows: list[list[Any]], width: int) -> pl.DataFrame:
    columns = list(zip(*rows, strict=True))[:width] if rows else [()] * width
    return pl.DataFrame(
        [pl.Series(str(i), [_text(cell) for cell in column], pl.String) for i, column in enumerate(columns)]
    )


def _text(cell: Any) -> str | None:
    """A cell as CSV would hold it: whole numbers without decimals, dates as 2024-03-01, true and false."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if math.isfinite(cell) and cell == int(cell) else repr(round(cell, 6))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)
