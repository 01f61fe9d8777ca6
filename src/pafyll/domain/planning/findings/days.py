"""Dates as people write them in documents: a day, or a year that a case number begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
NUMBERS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2,})")
WORDS = re.compile(r"(\d{1,2})\.\s*([a-z]+)\s+(\d+)")
CASE_NUMBER = re.compile(r"(\d{2})/\d+|\d+/(\d{2})")
EARLIEST, LATEST = 1900, 2099


@dataclass(frozen=True)
class Day:
    """The first and the last day that it can be; the same for a whole date."""

    first: date
    last: date


@dataclass(frozen=True)
class Written:
    """Day, month and year as numbers, before anybody asks whether there is such a day."""

    day: int
    month: int
    year: str

    def in_year(self, year: int) -> date | None:
        """The day in another year; None when there is none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def written_of(text: str) -> Written | None:
    """The numbers of a date in a text: 07.03.2010, 19.05.10 or 15. april 2011. None when there is no date."""
    if match := NUMBERS.search(text):
        return Written(int(match[1]), int(match[2]), match[3])
    match = WORDS.search(text.lower())
    if match and match[2] in MONTHS:
        return Written(int(match[1]), MONTHS.index(match[2]) + 1, match[3])
    return None


def day_of(text: str) -> Day | None:
    """The day that a text names, or the year of a case number; None when there is no such day."""
    written = written_of(text)
    if written is None:
        return _case_year(text)
    year = _year(written.year)
    found = written.in_year(year) if EARLIEST <= year <= LATEST else None
    return Day(found, found) if found else None


def years_meant(written: Written) -> list[int]:
    """The years that are written when one digit too many is left out: 20011 may be 2001 or 2011."""
    digits = written.year
    tried = {int(digits[:i] + digits[i + 1 :]) for i in range(len(digits))} if len(digits) > 4 else set()
    return sorted(year for year in tried if EARLIEST <= year <= LATEST)


def _year(digits: str) -> int:
    return 2000 + int(digits) if len(digits) == 2 else int(digits)


def _case_year(text: str) -> Day | None:
    match = CASE_NUMBER.search(text)
    if not match:
        return None
    year = _year(match[1] or match[2])
    return Day(date(year, 1, 1), date(year, 12, 31))
