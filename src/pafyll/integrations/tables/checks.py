"""Judges a table of texts against its description: every fault at once, and the values with their right types."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pafyll.integrations.tables.columns import Column, Kind, Spec
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import ROW, RawTable
from pafyll.integrations.tables.values import PARSERS, type_of

MOST_SUGGESTIONS = 50  # distinct wrong codes to look for a likely right one for


@dataclass(frozen=True)
class Checked:
    """A table with typed columns in the described order (without those the file lacks), "#row", and its faults."""

    file: str
    frame: pl.DataFrame
    faults: list[Fault]


def check(raw: RawTable, spec: Spec, *, extra_columns: bool = False) -> Checked:
    """Every fault of headings and single values. A wrong value becomes null in the frame, so that checks between
    rows and tables can go on. extra_columns lets unknown columns pass, without effect."""
    faults = [*raw.faults, *_heading_faults(raw, spec, extra_columns)]
    if raw.frame.is_empty():
        faults.append(Fault(raw.file, None, "", "", "no_rows"))
    at = {heading: i for i, heading in reversed(list(enumerate(raw.headings)))}
    told = {(fault.row, fault.column) for fault in raw.faults}
    columns = [raw.frame[ROW]]
    for column in spec.columns:
        if column.name in at:
            values, wrong = _typed(raw, column, raw.frame[str(at[column.name])].alias(column.name))
            columns.append(values)
            faults += [fault for fault in wrong if (fault.row, fault.column) not in told]
    return Checked(raw.file, pl.DataFrame(columns), faults)


def rows_at_fault(checked: Checked, *columns: str) -> set[int]:
    """Rows that already have a fault in one of the columns, so that no second fault is told about the same thing."""
    return {fault.row for fault in checked.faults if fault.column in columns and fault.row is not None}


def in_order(faults: Iterable[Fault], files: Sequence[str]) -> list[Fault]:
    """By file in the given order (others last), and by row within each file; whole-file faults first."""
    place = {file: at for at, file in enumerate(files)}
    return sorted(faults, key=lambda fault: (place.get(fault.file, len(place)), fault.row or 0))


def faults_in(checked: Checked, rows: pl.DataFrame, column: str, kind: str, *facts: str, **more: Any) -> list[Fault]:
    """A fault for each of the rows; the named columns of the rows become facts, value is the column's."""
    told = rows.select(
        row=ROW, value=pl.col(column).cast(pl.String).fill_null(""), **{f"fact_{name}": pl.col(name) for name in facts}
    )
    return [
        Fault(checked.file, row, column, value, kind, {**dict(zip(facts, rest, strict=True)), **more})
        for row, value, *rest in told.iter_rows()
    ]


# Headings


def _heading_faults(raw: RawTable, spec: Spec, extra_columns: bool) -> list[Fault]:
    found = ", ".join(filter(None, raw.headings)) or "–"
    missing = [column for column in spec.columns if column.name not in raw.headings and not column.may_lack]
    faults = [
        Fault(raw.file, None, column.name, "", "missing_column", {"meaning": column.meaning, "found": found})
        for column in missing
    ]
    for heading, times in Counter(raw.headings).items():
        if times > 1 and heading:
            faults.append(Fault(raw.file, 1, heading, "", "repeated_column"))
        if heading not in spec.names and not extra_columns and heading:
            faults.append(_unknown_column(raw, heading, spec))
    return faults


def _unknown_column(raw: RawTable, heading: str, spec: Spec) -> Fault:
    free = [name for name in spec.names if name not in raw.headings]
    near = difflib.get_close_matches(heading, free, 1)
    if near:
        return Fault(raw.file, 1, heading, "", "misspelt_column", {"suggestion": near[0]})
    return Fault(raw.file, 1, heading, "", "unknown_column", {"known": ", ".join(spec.names)})


# Values


def _typed(raw: RawTable, column: Column, texts: pl.Series) -> tuple[pl.Series, list[Fault]]:
    """The column's values and its faults; empty becomes what the column says that empty means."""
    values, complaints = PARSERS[column.kind](column, texts)
    faults = []
    rows = raw.frame[ROW]
    if not column.may_be_empty and texts.null_count():
        empty = rows.filter(texts.is_null())
        faults += [Fault(raw.file, row, column.name, "", "empty", {"meaning": column.meaning}) for row in empty]
    for kind, mask, facts in complaints:
        wrong = zip(rows.filter(mask).to_list(), texts.filter(mask).to_list(), strict=True)
        faults += [Fault(raw.file, row, column.name, value, kind, facts) for row, value in wrong]
    if column.if_empty is not None:
        default = pl.Series([column.if_empty], dtype=type_of(column))
        values = values.zip_with(texts.is_not_null(), default.new_from_index(0, len(values)))
    if column.kind is Kind.CODE:
        faults = _with_suggestions(column, faults)
    return values.alias(column.name), faults


def _with_suggestions(column: Column, faults: list[Fault]) -> list[Fault]:
    wrong = list(dict.fromkeys(fault.value for fault in faults if fault.kind == "unknown_code"))[:MOST_SUGGESTIONS]
    spellings = list(column.codes or {})
    near = {value: difflib.get_close_matches(value.lower(), spellings, 1) for value in wrong}
    return [_suggested(column, fault, near.get(fault.value)) for fault in faults]


def _suggested(column: Column, fault: Fault, near: list[str] | None) -> Fault:
    if not near:
        return fault
    facts = {**fault.facts, "suggestion": column.word_for((column.codes or {})[near[0]])}
    return Fault(fault.file, fault.row, fault.column, fault.value, "misspelt_code", facts)
