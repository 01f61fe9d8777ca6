"""Annual duty: printed tables as they are printed, what they ought to say, and how much of it assignments take.

A table that does not add up is shown as it is, with the deviation. Nothing is corrected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

HALF = Fraction(1, 2)
SEMESTERS = 2


@dataclass(frozen=True)
class DutyRow:
    """Hours a semester for one kind of post, as printed. percent is the share of the year that is this duty."""

    post: str
    percent: int
    printed: int


@dataclass(frozen=True)
class DutyTable:
    """Duty of one age group, as an institution prints it. year is the hours of a full year; None when not stated."""

    title: str
    source: str
    rows: tuple[DutyRow, ...]
    year: Decimal | None = None


@dataclass(frozen=True)
class Checked:
    """A printed row beside what the year's hours give: exact, rounded half upwards, and how far the print is off."""

    row: DutyRow
    exact: Fraction | None
    expected: int | None

    @property
    def deviation(self) -> int | None:
        """Printed less expected, in hours; None when the year's hours are not stated."""
        return None if self.expected is None else self.row.printed - self.expected

    @property
    def adds_up(self) -> bool:
        return not self.deviation


def checked(table: DutyTable) -> list[Checked]:
    """Every row beside what it ought to say."""
    return [_checked(row, table.year) for row in table.rows]


def _checked(row: DutyRow, year: Decimal | None) -> Checked:
    if year is None:
        return Checked(row, None, None)
    exact = Fraction(year) * row.percent / 100 / SEMESTERS
    return Checked(row, exact, floor(exact + HALF))


def year_that_fits(rows: Sequence[DutyRow]) -> tuple[Fraction, Fraction] | None:
    """The hours of a year that every row can be rounded from: at least the first, below the second. None: no year."""
    shares = [Fraction(row.percent, 100 * SEMESTERS) for row in rows]
    low = max((row.printed - HALF) / share for row, share in zip(rows, shares, strict=True))
    high = min((row.printed + HALF) / share for row, share in zip(rows, shares, strict=True))
    return (low, high) if low < high else None


@dataclass(frozen=True)
class Load:
    """What assignments take of a person's duty in a semester. Hours; duty None when nobody has entered it."""

    hours: Fraction
    duty: Fraction | None

    @property
    def left(self) -> Fraction | None:
        """Hours of the duty that are free; below nothing when it is too much."""
        return None if self.duty is None else self.duty - self.hours

    @property
    def is_too_much(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def percent(self) -> int | None:
        """How much of the duty is taken, in whole per cent, halves upwards."""
        return floor(self.hours * 100 / self.duty + HALF) if self.duty else None


UIO = "uio.no, arbeidspliktregnskap ved HF"
ILOS, IFIKK = f"{UIO} (ILOS, ILN)", f"{UIO} (IFIKK)"
PROFESSOR, LECTURER, ADMINISTRATION = "Professor og førsteamanuensis", "Lektor", "Administrasjon, alle"
NAMES = [PROFESSOR, LECTURER, ADMINISTRATION]


def _table(title: str, printed: tuple[int, int, int], source: str, year: str = "") -> DutyTable:
    """A column of the faculty's table: 47 per cent teaching, 75 per cent teaching, 6 per cent administration."""
    shares = zip(NAMES, (47, 75, 6), printed, strict=True)
    rows = tuple(DutyRow(post, percent, hours) for post, percent, hours in shares)
    return DutyTable(title, source, rows, Decimal(year) if year else None)


TITLES = {
    "under_60": "Under 60 år",
    "from_60": "60–62 år",
    "over_60": "Over 60 år",
    "over_62": "Over 62 år",
}
# Two departments of one faculty print different roundings of the same year: both stand.
TABLES = (
    _table(TITLES["under_60"], (398, 636, 51), UIO),
    _table(TITLES["from_60"], (390, 622, 50), ILOS, "1657.5"),
    _table(TITLES["over_60"], (389, 621, 50), IFIKK, "1657.5"),
    _table(TITLES["over_62"], (368, 588, 47), UIO),
)
