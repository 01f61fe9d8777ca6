"""A sound row of a staff file, as the rules of qualification read it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pafyll.domain.rules.qualification import DecidedDeviation, TeacherFacts


def facts_of(row: Mapping[str, Any]) -> TeacherFacts:
    """What the row tells of the teacher. An empty field, and a column that the file lacks, is not known."""
    held = row.get("credits")
    employment = row.get("employment")
    return TeacherFacts(
        credits={} if held is None else {row["subject"]: Decimal(str(held))},
        education=row.get("education") or "",
        educated_on=row.get("educated_on"),
        hired_under_rules_before_2014=row.get("hired_before_2014"),
        is_permanent=None if employment is None else employment == "permanent",
        on_conditions=row.get("on_conditions"),
        vocational_route=row.get("vocational_route"),
        relevant_theory_year=row.get("relevant_theory_year"),
        abroad_not_assessed=bool(row.get("abroad_not_assessed")),
        in_private_school=bool(row.get("private_school")),
    )


def deviations_of(row: Mapping[str, Any], school_year: int) -> tuple[DecidedDeviation, ...]:
    """The owner's deviation that the row names, for its own school year, or else for the year given."""
    if not row.get("deviation"):
        return ()
    year = row.get("school_year") or school_year
    return (DecidedDeviation(row["school"], row["subject"], row["stage"], year, row["deviation"]),)


def asked_of(row: Mapping[str, Any], school_year: int) -> dict[str, Any]:
    """What standing_of wants to know besides the facts and the day."""
    special = row.get("special_education")
    return {
        "subject": row["subject"],
        "stage": row["stage"],
        "school": row["school"],
        "deviations": deviations_of(row, school_year),
        "special_education": special in ("given", "waived"),
        "waived": special == "waived",
    }
