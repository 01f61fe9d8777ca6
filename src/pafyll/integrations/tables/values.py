"""From texts to values, a whole column at a time: the plain spelling by a fast cast, the others with care.

Each parser gives the values (null where empty or wrong) and its complaints: kind of fault, mask of rows, facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from pafyll.integrations.tables.columns import LONGEST_IDENTIFIER, LONGEST_LONG_TEXT, LONGEST_TEXT, Column, Kind

Complaint = tuple[str, pl.Series, Mapping[str, Any]]
Parsed = tuple[pl.Series, list[Complaint]]

IDENTIFIER = r"^[\p{L}\p{N}][\p{L}\p{N} ._:/\-]*$"
GROUPED = r"^([+-]?\d{1,3})(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?$"
NOT_FINITE = [
    "nan",
    "+nan",
    "-nan",
    "inf",
    "+inf",
    "-inf",
    "infinity",
    "-infinity",
    "∞",
    "na",
    "n/a",
    "#n/a",
    "null",
    "none",
]
YES_NO = {
    **dict.fromkeys(["true", "1", "ja", "j", "yes", "y", "sann", "sant"], True),
    **dict.fromkeys(["false", "0", "nei", "n", "no", "usann", "usant"], False),
}


TYPES: Mapping[Kind, type[pl.DataType]] = {
    Kind.WHOLE: pl.Int64,
    Kind.DECIMAL: pl.Float64,
    Kind.YES_NO: pl.Boolean,
    Kind.DATE: pl.Date,
    Kind.SCHOOL_YEAR: pl.Int64,
}
MIDNIGHT = r"[T ]00:00(:00(\.0+)?)?$"


def type_of(column: Column) -> pl.DataType | type[pl.DataType]:
    """The polars type of the column's values."""
    return TYPES.get(column.kind, pl.String)


def identifiers(column: Column, texts: pl.Series) -> Parsed:
    """Identifiers that are safe in any file, on any screen and at the start of a spreadsheet cell."""
    longest = column.longest or LONGEST_IDENTIFIER
    wrong = ~texts.str.contains(IDENTIFIER) | (texts.str.len_bytes() > longest)
    return _without(texts, wrong), _complaints(("identifier", wrong, {"longest": longest}))


def plain_texts(column: Column, texts: pl.Series) -> Parsed:
    """Free text on one line."""
    longest = column.longest or LONGEST_TEXT
    long, control = texts.str.len_chars() > longest, texts.str.contains(r"[\x00-\x1f\x7f]")
    return _without(texts, long | control), _complaints(
        ("too_long", long, {"longest": longest}), ("control", control & ~long, {})
    )


def long_texts(column: Column, texts: pl.Series) -> Parsed:
    """Free text that may have several lines."""
    longest = column.longest or LONGEST_LONG_TEXT
    long, control = texts.str.len_chars() > longest, texts.str.contains(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
    return _without(texts, long | control), _complaints(
        ("too_long", long, {"longest": longest}), ("control", control & ~long, {})
    )


def whole_numbers(column: Column, texts: pl.Series) -> Parsed:
    """Whole numbers; "1 500" and "12,0" are understood, "1.500" is not guessed at."""
    values = texts.cast(pl.Int64, strict=False)
    unread = values.is_null() & texts.is_not_null()
    if unread.any():
        plain = _ungrouped(texts).str.replace(r"[.,]0$", "")
        values = values.fill_null(plain.cast(pl.Int64, strict=False))
        unread = values.is_null() & texts.is_not_null()
    endless = unread & texts.str.to_lowercase().is_in(NOT_FINITE)
    kept, outside = _within(column, values)
    return kept, _complaints(("not_finite", endless, {}), ("not_whole", unread & ~endless, {})) + outside


def decimals(column: Column, texts: pl.Series) -> Parsed:
    """Numbers with a comma or a point and at most column.places decimals."""
    plain = _ungrouped(texts).str.replace(",", ".", literal=True)
    shaped = plain.str.contains(r"^[+-]?\d+(?:\.\d+)?$")
    values = _without(plain, ~shaped).cast(pl.Float64, strict=False)
    unread = values.is_null() & texts.is_not_null()
    endless = unread & texts.str.to_lowercase().is_in(NOT_FINITE)
    long = shaped & plain.str.contains(rf"\.\d{{{column.places + 1},}}$")
    half = shaped & ~long & ((values * 2) != (values * 2).round(0)) if _in_halves(column) else long & False
    kept, outside = _within(column, _without(values, long | half))
    return kept, _complaints(
        ("not_finite", endless, {}),
        ("not_decimal", unread & ~endless, {"places": column.places}),
        ("too_many_decimals", long, {"places": column.places}),
        ("step", half, {}),
    ) + outside


def dates(column: Column, texts: pl.Series) -> Parsed:
    """Days as 2020-12-31 or 31.12.2020, and with a slash or a hyphen: the day first, the year with four digits."""
    plain = texts.str.replace(MIDNIGHT, "")
    values = plain.str.to_date("%Y-%m-%d", strict=False)
    for shape in ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d/%m-%Y"):
        values = values.fill_null(_shaped(plain, shape))
    return values, _complaints(("not_a_date", values.is_null() & texts.is_not_null(), {}))


def school_years(column: Column, texts: pl.Series) -> Parsed:
    """School years as 2026/27, 2026-27, 2026–2027 or 2026, by the year they begin in."""
    parts = texts.str.extract_groups(r"^(20\d\d)(?:\s*[/–-]\s*(?:20)?(\d\d))?$").struct.unnest()
    first, second = parts.to_series(0).cast(pl.Int64), parts.to_series(1).cast(pl.Int64)
    follows = second.is_null() | (second == (first + 1) % 100)
    values = _without(first, ~follows.fill_null(True))
    return values, _complaints(("school_year", values.is_null() & texts.is_not_null(), {}))


def yes_or_no(column: Column, texts: pl.Series) -> Parsed:
    """Yes or no in the spellings that registers and spreadsheets use."""
    values = _looked_up(texts, YES_NO, pl.Boolean)
    return values, _complaints(("yes_no", values.is_null() & texts.is_not_null(), {}))


def codes(column: Column, texts: pl.Series) -> Parsed:
    """One of the column's codes, in any of the spellings it knows."""
    values = _looked_up(texts, dict(column.codes or {}), pl.String)
    wrong = values.is_null() & texts.is_not_null()
    return values, _complaints(("unknown_code", wrong, {"known": column.known_codes}))


def several_codes(column: Column, texts: pl.Series) -> Parsed:
    """Codes apart by semicolon; all must be known."""
    known = column.codes or {}
    cells = {text: [part.strip().lower() for part in text.split(";") if part.strip()] for text in texts.drop_nulls()}
    right = {text: ";".join(known[p] for p in parts) for text, parts in cells.items() if all(p in known for p in parts)}
    values = (
        texts.replace_strict(right, default=None, return_dtype=pl.String)
        if right
        else _without(texts, texts.is_not_null())
    )
    wrong = values.is_null() & texts.is_not_null()
    return values, _complaints(("unknown_code", wrong, {"known": column.known_codes}))


PARSERS: Mapping[Kind, Callable[[Column, pl.Series], Parsed]] = {
    Kind.IDENTIFIER: identifiers,
    Kind.TEXT: plain_texts,
    Kind.LONG_TEXT: long_texts,
    Kind.WHOLE: whole_numbers,
    Kind.DECIMAL: decimals,
    Kind.YES_NO: yes_or_no,
    Kind.CODE: codes,
    Kind.CODES: several_codes,
    Kind.DATE: dates,
    Kind.SCHOOL_YEAR: school_years,
}


def _complaints(*candidates: Complaint) -> list[Complaint]:
    return [(kind, mask.fill_null(False), facts) for kind, mask, facts in candidates if mask.any()]


def _without(values: pl.Series, wrong: pl.Series) -> pl.Series:
    return values.set(wrong, None) if wrong.any() else values


def _in_halves(column: Column) -> bool:
    return column.places == 1 and not column.any_tenth


def _shaped(texts: pl.Series, shape: str) -> pl.Series:
    """Dates of the shape; a year of two digits is not read as one of the first century."""
    values = texts.str.to_date(shape, strict=False)
    return _without(values, values.dt.year() < 1000)


def _ungrouped(texts: pl.Series) -> pl.Series:
    """Without the spaces that part thousands, where they stand in the right places."""
    grouped = texts.str.contains(GROUPED)
    if not grouped.any():
        return texts
    return texts.zip_with(~grouped.fill_null(False), texts.str.replace_all(r"[ \u00a0\u202f]", ""))


def _looked_up(texts: pl.Series, table: Mapping[str, Any], kind: Any) -> pl.Series:
    lower = texts.str.to_lowercase()
    return lower.replace_strict(list(table), list(table.values()), default=None, return_dtype=kind)


def _within(column: Column, values: pl.Series) -> tuple[pl.Series, list[Complaint]]:
    low, high = values < column.least, values > column.most
    below = "below_or_empty" if column.may_be_empty else "below"
    return _without(values, low | high), _complaints(
        (below, low, {"least": column.least}), ("above", high, {"most": column.most})
    )
