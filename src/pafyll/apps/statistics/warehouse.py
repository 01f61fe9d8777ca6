"""The views that researchers get under an agreement: every column with its meaning, and nothing that names a person."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Column:
    """A column of a view. kind is its type in the file."""

    name: str
    kind: type[pl.DataType]
    meaning: str


@dataclass(frozen=True)
class View:
    """A file: one row for each what."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def schema(self) -> dict[str, type[pl.DataType]]:
        return {column.name: column.kind for column in self.columns}


TEXT, NUMBER, YES_NO, DECIMAL = pl.String, pl.Int64, pl.Boolean, pl.Float64
APPLICATIONS = View(
    "applications",
    "application that was sent, and not withdrawn before a place was given",
    (
        Column("application_key", TEXT, "The application, as a pseudonym of this agreement"),
        Column("person_key", TEXT, "The applicant, as a pseudonym of this agreement: the same person in every round"),
        Column("study_year", NUMBER, "The year in which the study year begins: 2026 is 2026/27"),
        Column("subject", TEXT, "Code of the subject of the place that was given, or of the first choice"),
        Column("county_code", TEXT, "The owner's county, two digits, as registered when the files were made"),
        Column("owner_number", TEXT, "The owner's organisation number"),
        Column("provider_number", TEXT, "The provider's organisation number; empty for a study outside the catalogue"),
        Column("scheme", TEXT, "Code of the financing scheme of the place, or of the first choice"),
        Column("sex", TEXT, "female, male or unknown, as registered"),
        Column("age_group", TEXT, "Lower bound of the age group on 1 August of the study year, or unknown"),
        Column("lacks_credits", YES_NO, "Whether the applicant lacked credits in the subject when applying"),
        Column("status", TEXT, "The application's status when the files were made"),
        Column("approved", YES_NO, "Whether the owner said yes, or a place was given"),
        Column("granted", YES_NO, "Whether a place was given"),
        Column("started", YES_NO, "Whether the applicant began"),
        Column("completed", YES_NO, "Whether the applicant completed"),
    ),
)  # fmt: skip
SEMESTERS = View(
    "semesters",
    "semester of a participation",
    (
        Column("application_key", TEXT, "The application that the place was given for; joins applications"),
        Column("semester", TEXT, "2026H is autumn 2026, 2027V is spring 2027"),
        Column("credits", DECIMAL, "Credits that the decision gave for the semester"),
        Column("state_kroner", NUMBER, "The state's part in whole kroner, as decided"),
        Column("owner_kroner", NUMBER, "The owner's part in whole kroner, as decided"),
        Column("status", TEXT, "The semester's status when the files were made"),
    ),
)
VIEWS = (APPLICATIONS, SEMESTERS)
