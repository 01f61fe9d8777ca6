"""Reads a staff file and judges it whole: headings, single values, and rows against rows."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from pafyll.integrations.tables.checks import check, in_order
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import ROW, RawTable, Unreadable, read
from pafyll.integrations.tables.staff.between import faults_between_rows, stage_faults
from pafyll.integrations.tables.staff.columns import STAFF
from pafyll.integrations.tables.staff.headings import WORDS, columns_of, heading_of
from pafyll.integrations.tables.staff.national_ids import without_national_ids
from pafyll.integrations.tables.staff.older_units import with_converted_vekttall


@dataclass(frozen=True)
class CheckedStaff:
    """A judged staff file.

    frame has every row with typed columns under our names (those of STAFF that the file has) and "#row"; a wrong value
    is null in it. columns are our names for the headings, "" where left out. A fault's column is the file's heading.
    """

    file: str
    raw: RawTable
    columns: tuple[str, ...]
    frame: pl.DataFrame
    faults: list[Fault]

    @cached_property
    def stops(self) -> list[Fault]:
        """Faults of the whole file: while there are any, no row can be taken in."""
        return [fault for fault in self.faults if fault.row is None or fault.row == 1]

    @cached_property
    def failed(self) -> frozenset[int]:
        """Numbers of the rows with a fault."""
        return frozenset(fault.row for fault in self.faults if fault.row is not None and fault.row > 1)

    @cached_property
    def sound(self) -> pl.DataFrame:
        """The rows without a fault; none when the whole file is at fault."""
        if self.stops:
            return self.frame.clear()
        return self.frame.filter(~pl.col(ROW).is_in(list(self.failed))) if self.failed else self.frame

    @property
    def left_out(self) -> list[str]:
        """The headings that have no effect."""
        return [heading for heading, column in zip(self.raw.as_written, self.columns, strict=True) if not column]


def headings_of(source: Path | bytes, *, name: str = "") -> tuple[str, ...]:
    """The file's headings as they are written. Raises Unreadable."""
    return _raw(source, name).as_written


def read_staff(
    source: Path | bytes, *, name: str = "", mapping: Mapping[str, str] | None = None, today: date
) -> CheckedStaff:
    """The judged file: a path, or the bytes of a file called `name`. Never raises for what the file holds.

    mapping gives our column for each heading ("" leaves it out); without it the headings must be known. A file that
    cannot be read at all comes back without rows, with the faults that say why.
    """
    try:
        raw = _raw(source, name)
    except Unreadable as error:
        file = error.faults[0].file
        return CheckedStaff(file, RawTable(file, pl.DataFrame({ROW: []}), ()), (), _nothing(), error.faults)
    return _judged(raw, mapping, today)


def _judged(raw: RawTable, mapping: Mapping[str, str] | None, today: date) -> CheckedStaff:
    columns, faults = columns_of(raw.file, raw.as_written, mapping)
    raw = without_national_ids(raw, columns)
    shown = {column: heading for heading, column in zip(raw.as_written, columns, strict=True) if column}
    checked = check(_as_ours(raw, columns, shown), STAFF)
    checked = with_converted_vekttall(checked)
    told = [*stage_faults(checked.faults), *faults_between_rows(checked, _texts(raw, columns), today)]
    faults += [_shown(fault, shown) for fault in told]
    return CheckedStaff(raw.file, raw, columns, checked.frame, in_order(faults, [raw.file]))


def _raw(source: Path | bytes, name: str) -> RawTable:
    if isinstance(source, Path):
        return read(source)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or "fil")
        path.write_bytes(source)
        return read(path)


def _nothing() -> pl.DataFrame:
    return pl.DataFrame({ROW: []}, schema={ROW: pl.UInt32})


def _as_ours(raw: RawTable, columns: tuple[str, ...], shown: Mapping[str, str]) -> RawTable:
    """The same table under our names, and the faults of its cells too."""
    ours = {heading.lower(): column for column, heading in shown.items()}
    faults = tuple(replace(fault, column=ours.get(fault.column.lower(), fault.column)) for fault in raw.faults)
    frame = raw.frame
    if "position_percent" in columns:
        at = str(columns.index("position_percent"))
        frame = frame.with_columns(pl.col(at).str.replace(r"\s*%$", ""))
    return replace(raw, frame=frame, headings=columns, faults=faults)


def _texts(raw: RawTable, columns: tuple[str, ...]) -> pl.DataFrame:
    """What is written in each row, under our names."""
    kept = {str(at): column for at, column in enumerate(columns) if column}
    return raw.frame.select(ROW, *kept).rename(kept)


def _shown(fault: Fault, shown: Mapping[str, str]) -> Fault:
    """The fault with the heading that the file has, or the one that we would give it."""
    if fault.column not in WORDS:
        return fault
    return replace(fault, column=shown.get(fault.column, heading_of(fault.column)))
