"""What the rules about who may apply need to know: the teacher, the wish and the round's terms."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

TARGET_GROUPS = {
    "primary_and_lower_secondary": "grunnskole",
    "upper_secondary": "videregående opplæring",
    "adult_education": "voksenopplæring",
    "arts_school": "kulturskole",
}
SEMESTERS = {"both": frozenset({"autumn", "spring"}), "autumn": frozenset({"autumn"}), "spring": frozenset({"spring"})}


def target_group(stages: str, flags: Set[str] = frozenset()) -> str:
    """The target group of a school by its flags, else by its stages ("1-7", "8-10", "1-10", "vgo"); "" if unknown."""
    for flagged in ("adult_education", "arts_school"):
        if flagged in flags:
            return flagged
    if "vgo" in stages:
        return "upper_secondary"
    return "primary_and_lower_secondary" if stages else ""


@dataclass(frozen=True)
class Employment:
    """A teaching position in force on the day of the application."""

    school: str
    target_group: str
    is_approved_school: bool = True  # False: a private school outside the schemes
    is_permanent: bool = True
    ends_before: date | None = None


@dataclass(frozen=True)
class Applicant:
    """A teacher: the positions held, and credits held by subject."""

    employments: tuple[Employment, ...] = ()
    credits_held: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Study:
    """A study that is wished for. code is "" for a study outside the catalogue."""

    name: str
    subject: str
    credits: Decimal
    study_year: int
    code: str = ""
    provider: str = ""
    is_published: bool = True
    semesters: Set[str] = SEMESTERS["both"]

    @property
    def is_other(self) -> bool:
        return not self.code


@dataclass(frozen=True)
class Wish:
    """What is applied for. Whatever is not chosen yet is None or empty."""

    first: Study | None = None
    second: Study | None = None
    other: Study | None = None
    semesters: str = "both"
    schemes: tuple[str, ...] = ()
    motivation: str = ""

    @property
    def studies(self) -> tuple[Study, ...]:
        return tuple(study for study in (self.first, self.second, self.other) if study)


@dataclass(frozen=True)
class Terms:
    """What the round says."""

    study_year: int
    study_starts_on: date
    schemes: tuple[str, ...]
    target_groups: Set[str] = frozenset()  # empty: all of them
    has_catalogue: bool = True
    allows_other_study: bool = True
