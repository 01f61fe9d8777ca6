"""Finds national identity numbers in a table, wherever they stand, and takes them out before anyone sees them."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import ROW, RawTable

LOOKS_LIKE = r"(^|\D)\d{6}[ .\-]?\d{5}(\D|$)"
ELEVEN = re.compile(r"(?:^|(?<=\D))(\d{6})[ .\-]?(\d{5})(?=\D|$)")
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def without_national_ids(raw: RawTable, columns: tuple[str, ...]) -> RawTable:
    """The table with such cells emptied, and a fault for each. In the column of ids any eleven digits are refused."""
    faults, frame = list(raw.faults), raw.frame
    for at, column in enumerate(columns):
        texts = frame[str(at)]
        likely = frame.filter(texts.str.contains(LOOKS_LIKE).fill_null(False)).select(ROW, str(at))
        rows = [row for row, text in likely.iter_rows() if column == "person_id" or _has_national_id(text)]
        if rows:
            frame = frame.with_columns(pl.when(pl.col(ROW).is_in(rows)).then(None).otherwise(texts).alias(str(at)))
            faults += [Fault(raw.file, row, raw.as_written[at], "", "national_id") for row in rows]
    return replace(raw, frame=frame, faults=tuple(faults))


def _has_national_id(text: str) -> bool:
    return any(is_national_id(first + last) for first, last in ELEVEN.findall(text))


def is_national_id(digits: str) -> bool:
    """Whether both control digits agree, as they do in national identity numbers, D-numbers and synthetic ones."""
    numbers = [int(digit) for digit in digits]
    sums = [
        sum(n * w for n, w in zip(numbers, weights, strict=False)) % 11 for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS)
    ]
    return sums == [0, 0]
