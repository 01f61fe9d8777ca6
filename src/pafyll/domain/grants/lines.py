"""One line of a calculation: who gives what in which semester, why it is so, and where the figure is from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from pafyll.domain.values import BudgetYear, Kroner, SchoolYear, Semester

MONEY, OWN_TIME, RELEASE, PLACE = "money", "own_time", "release", "place"


@dataclass(frozen=True)
class Line:
    """What a payer gives in one semester. because is a template with {names} that facts fill in, after translation."""

    payer: str  # "state", "owner" or "teacher"
    semester: Semester
    label: str
    because: str
    source: str
    facts: dict[str, str]

    def __str__(self) -> str:
        return self.because.format_map(self.facts)

    @property
    def template(self) -> str:
        """The text before the facts are filled in: what is translated."""
        return self.because

    @property
    def school_year(self) -> SchoolYear:
        return self.semester.school_year

    @property
    def budget_year(self) -> BudgetYear:
        return self.semester.budget_year


@dataclass(frozen=True)
class CostLine(Line):
    """An amount of money for one payer in one semester. Travel is the owner's."""

    amount: Kroner
    kind: ClassVar[str] = MONEY
    percent: ClassVar[None] = None


@dataclass(frozen=True)
class InKindLine(Line):
    """What is given without money changing hands: the teacher's own time, study release, or a place.

    percent is of a year's work, exact; amount is what own time is worth. None where no source gives a figure.
    """

    kind: str
    percent: Fraction | None = None
    amount: Kroner | None = None
