"""Applicants by subject, county, owner, school size and gender: the sides on which an allocation is compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Application, Round
from pafyll.apps.organisations.models import Person
from pafyll.domain.rules.subjects import subject_name

DIMENSIONS = {
    "subject": "Fag",
    "county": "Fylke",
    "owner": "Skoleeier",
    "school_size": "Skolens størrelse",
    "gender": "Kjønn",
}
SCHOOL_SIZES = ((1000, "Under 10 årsverk"), (2500, "10–24 årsverk"), (5000, "25–49 årsverk"))
LARGE_SCHOOL = "50 årsverk og mer"
UNKNOWN = "Ukjent"
ORDERED = {"school_size": [*(label for _limit, label in SCHOOL_SIZES), LARGE_SCHOOL, UNKNOWN]}


@dataclass(frozen=True)
class GroupRow:
    """One group: how many took part, and how many were granted in each of the compared runs, the base first."""

    label: str
    applicants: int
    granted: tuple[int, ...]

    @property
    def differences(self) -> list[int]:
        """How many more (or fewer) each of the others grants than the base."""
        return [count - self.granted[0] for count in self.granted[1:]]

    @property
    def cells(self) -> list[tuple[int, int]]:
        """(granted, difference) for each of the others."""
        return list(zip(self.granted[1:], self.differences, strict=True))


@dataclass(frozen=True)
class Labels:
    """The group of each applicant on each side, by application number."""

    by_number: dict[str, dict[str, str]]

    def of(self, dimension: str, numbers: Iterable[str]) -> list[str]:
        """The groups of the applications, in their order."""
        return [self.by_number[number][dimension] for number in numbers]


def labels_of(round: Round) -> Labels:
    """The groups of everyone who takes part in the round. One query."""
    rows = Application.objects.filter(round=round).values_list(
        "number",
        "offer_1__programme__subject",
        "other_study_subject",
        "owner__county_code",
        "owner__name",
        "school__teacher_fte_hundredths",
        "person__gender",
    )
    genders = {str(value): str(label).capitalize() for value, label in Person.Gender.choices}
    return Labels(
        {
            number: {
                "subject": _(subject_name(subject or other or "other")),
                "county": county or UNKNOWN,
                "owner": owner or UNKNOWN,
                "school_size": school_size(fte),
                "gender": genders.get(gender, UNKNOWN),
            }
            for number, subject, other, county, owner, fte, gender in rows
        }
    )


def school_size(teacher_fte_hundredths: int | None) -> str:
    """The size group of a school by teacher FTE; unknown where none is registered."""
    if not teacher_fte_hundredths:
        return UNKNOWN
    return next((label for limit, label in SCHOOL_SIZES if teacher_fte_hundredths < limit), LARGE_SCHOOL)


def group_rows(
    dimension: str, labels: Sequence[str], granted: Sequence[Sequence[bool]], *, largest_first: bool = True
) -> list[GroupRow]:
    """One row per group. labels and each of granted have one entry per applicant, in the same order."""
    applicants = Counter(labels)
    counts = [Counter(label for label, got in zip(labels, one, strict=True) if got) for one in granted]
    rows = [GroupRow(label, number, tuple(c[label] for c in counts)) for label, number in applicants.items()]
    if dimension in ORDERED:
        return sorted(rows, key=lambda row: ORDERED[dimension].index(row.label))
    return sorted(rows, key=lambda row: (-row.applicants if largest_first else 0, row.label))
