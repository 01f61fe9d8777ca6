"""School years, semesters and budget years: half-open periods that never ask what day it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class SchoolYear:
    """1 August to 31 July; start is the year it begins in, so 2026 means 2026/27."""

    start: int

    def __contains__(self, day: date) -> bool:
        return date(self.start, 8, 1) <= day < date(self.start + 1, 8, 1)

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @property
    def slug(self) -> str:
        """The form used in file names and on the command line: 2026-27."""
        return f"{self.start}-{(self.start + 1) % 100:02d}"

    @property
    def starts_on(self) -> date:
        return date(self.start, 8, 1)

    @property
    def autumn(self) -> Semester:
        return Semester(f"{self.start}H")

    @property
    def spring(self) -> Semester:
        return Semester(f"{self.start + 1}V")

    @classmethod
    def of(cls, day: date) -> SchoolYear:
        """The school year that the day lies in."""
        return cls(day.year if day.month >= 8 else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> SchoolYear:
        """Reads 2026/27 and 2026-27. Raises ValueError when the two years do not follow each other."""
        match = re.fullmatch(r"(\d{4})[/-](\d{2}|\d{4})", text.strip())
        if not match or (int(match[1]) + 1) % 100 != int(match[2]) % 100:
            raise ValueError(f"A school year is written 2026-27, not {text}")
        return cls(int(match[1]))


@dataclass(frozen=True)
class Semester:
    """Autumn ("2026H") or spring ("2027V"), as in Norwegian registers."""

    code: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\d{4}[HV]", self.code):
            raise ValueError(f"A semester is written 2026H or 2027V, not {self.code}")

    @property
    def budget_year(self) -> BudgetYear:
        """The calendar year that pays for the semester."""
        return BudgetYear(int(self.code[:4]))

    @property
    def school_year(self) -> SchoolYear:
        """The school year that the semester lies in."""
        return SchoolYear(int(self.code[:4]) - (0 if self.is_autumn else 1))

    @property
    def is_autumn(self) -> bool:
        return self.code.endswith("H")

    @property
    def starts_on(self) -> date:
        """1 August or 1 January."""
        return date(self.budget_year.year, 8 if self.is_autumn else 1, 1)

    @property
    def ends_on(self) -> date:
        """The last day: 31 December or 31 July."""
        return date(self.budget_year.year, 12 if self.is_autumn else 7, 31)

    @property
    def next(self) -> Semester:
        year = self.budget_year.year
        return Semester(f"{year + 1}V" if self.is_autumn else f"{year}H")

    @classmethod
    def of(cls, day: date) -> Semester:
        """The semester that the day lies in."""
        year = SchoolYear.of(day)
        return year.autumn if day.year == year.start else year.spring

    def __lt__(self, other: Semester) -> bool:
        return (self.code[:4], self.is_autumn) < (other.code[:4], other.is_autumn)

    def __str__(self) -> str:
        return f"{'høsten' if self.is_autumn else 'våren'} {self.code[:4]}"


@dataclass(frozen=True, order=True)
class BudgetYear:
    """A calendar year in municipal and state budgets."""

    year: int

    def __contains__(self, day: date) -> bool:
        return day.year == self.year

    def __str__(self) -> str:
        return str(self.year)
