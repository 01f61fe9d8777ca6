"""Reads a file of any known kind into a table of texts with row numbers. Values are judged later, in checks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pafyll.integrations.tables.faults import Fault

ROW = "#row"
MOST_BYTES = 2**30
MOST_ROWS = 5_000_000
MOST_COLUMNS = 200
SUFFIXES = {".csv": "CSV", ".txt": "CSV", ".tsv": "CSV", ".xlsx": "Excel", ".xlsm": "Excel", ".parquet": "Parquet"}


class Unreadable(Exception):
    """The file could not become a table; faults say why and what to do."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults[0].text())
        self.faults = list(faults)


@dataclass(frozen=True)
class RawTable:
    """A file's cells as texts (null where empty), the column "#row" with each row's number in the file, and the
    faults that only the file format can show (formulas, error cells). headings are in lower case, as_written is not."""

    file: str
    frame: pl.DataFrame
    headings: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    as_written: tuple[str, ...] = ()


def read(path: Path) -> RawTable:
    """The table in the file. Raises Unreadable with every fault that stops it from being a table."""
    name = path.name
    if not path.is_file():
        raise Unreadable(Fault(str(path), None, "", "", "no_file"))
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise Unreadable(Fault(name, None, "", path.suffix or name, "file_kind"))
    if path.stat().st_size > MOST_BYTES:
        raise _too_big(name, f"{path.stat().st_size // 2**20} MiB", f"{MOST_BYTES // 2**20} MiB")
    if kind == "CSV":
        return read_csv(name, path.read_bytes())
    if kind == "Parquet":
        return read_parquet(path)
    from pafyll.integrations.tables.workbook import read_workbook

    return read_workbook(path)


def table_of_texts(file: str, headings: list[str], frame: pl.DataFrame, faults: Iterable[Fault] = ()) -> RawTable:
    """Trims the texts, numbers the rows from 2 (the heading is 1) and leaves out rows that are empty throughout."""
    if frame.width > MOST_COLUMNS:
        raise _too_big(file, f"{frame.width} kolonner", f"{MOST_COLUMNS} kolonner")
    if frame.height > MOST_ROWS:
        raise _too_big(file, f"{frame.height} rader", f"{MOST_ROWS} rader")
    texts = frame.with_columns(pl.all().str.strip_chars()).with_columns(
        pl.when(pl.all() == "").then(None).otherwise(pl.all()).name.keep()
    )
    numbered = texts.with_row_index(ROW, offset=2)
    filled = numbered.filter(~pl.all_horizontal(pl.exclude(ROW).is_null())) if texts.width else numbered
    written = tuple(heading.strip() for heading in headings)
    return RawTable(file, filled, tuple(heading.lower() for heading in written), tuple(faults), written)


def _too_big(file: str, found: str, limit: str) -> Unreadable:
    return Unreadable(Fault(file, None, "", "", "too_big", {"found": found, "limit": limit}))


# CSV


def read_csv(file: str, content: bytes) -> RawTable:
    """A table from CSV bytes: UTF-8, UTF-16 with mark, or Windows-1252; apart by comma, semicolon or tab."""
    text = _decoded(file, content)
    if "\0" in text:  # UTF-16 without its mark, or no text at all
        raise Unreadable(Fault(file, text.count("\n", 0, text.index("\0")) + 1, "", "", "encoding"))
    heading = text[: text.find("\n") if "\n" in text else None].strip("\r\n")
    if not heading.strip():
        raise Unreadable(Fault(file, None, "", "", "no_heading"))
    separator = max(",;\t", key=_outside_quotes(heading).count)
    headings = next(csv.reader([heading], delimiter=separator))
    try:
        frame = _parsed(text, separator, len(headings))
    except pl.exceptions.PolarsError as error:
        raise Unreadable(*_ragged(file, text, separator, len(headings))) from error
    return table_of_texts(file, headings, frame)


def _decoded(file: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(Fault(file, row, "", "", "encoding")) from error


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _parsed(text: str, separator: str, width: int) -> pl.DataFrame:
    """Every column as text; a row that ends early has nulls at its end, one that is too long raises PolarsError."""
    heading = separator.join(map(str, range(width)))
    body = text.partition("\n")[2]
    return pl.read_csv(f"{heading}\n{body}".encode(), separator=separator, infer_schema=False)


def _ragged(file: str, text: str, separator: str, width: int) -> list[Fault]:
    """The rows with more fields than the heading, or the row where a quotation mark opens and never closes."""
    csv.field_size_limit(2**27)
    rows = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    wide, number = [], 0
    try:
        for number, row in enumerate(rows, start=1):
            if len(row) > width:
                wide.append((number, len(row)))
    except csv.Error:
        return [Fault(file, number + 1, "", "", "quotes")]
    faults = [Fault(file, number, "", "", "ragged", {"found": found, "expected": width}) for number, found in wide]
    return faults or [Fault(file, None, "", "", "unreadable", {"format": "CSV"})]


# Parquet


def read_parquet(path: Path) -> RawTable:
    """A table from a Parquet file; numbers become the same texts that CSV would hold."""
    try:
        scan = pl.scan_parquet(path)
        schema = scan.collect_schema()
        _refuse_types(path.name, schema)
        if scan.select(pl.len()).collect().item() > MOST_ROWS:
            raise _too_big(path.name, f"over {MOST_ROWS} rader", f"{MOST_ROWS} rader")
        frame = scan.collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Unreadable(Fault(path.name, None, "", "", "unreadable", {"format": "Parquet"})) from error
    return table_of_texts(path.name, list(schema.names()), as_texts(frame))


def _refuse_types(file: str, schema: pl.Schema) -> None:
    odd = [(name, kind) for name, kind in schema.items() if kind.is_nested() or kind == pl.Binary or kind == pl.Object]
    if odd:
        raise Unreadable(*[Fault(file, None, name, str(kind), "column_type") for name, kind in odd])


def as_texts(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column as text, whole floats without ".0", columns named by position."""
    texts = [_as_text(pl.col(name), kind).alias(str(i)) for i, (name, kind) in enumerate(frame.schema.items())]
    return frame.select(texts)


def _as_text(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    if kind.is_float():
        whole = column.is_finite() & (column == column.round(0)) & (column.abs() < 2**53)
        rounded = column.round(6)
        return (
            pl.when(whole).then(column.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(rounded.cast(pl.String))
        )
    return column.cast(pl.String)
