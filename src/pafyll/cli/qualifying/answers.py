"""The answer of every row of a staff file on a day, and who lacks what in which school, subject and stage."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from pafyll.domain.rules.qualification import VERDICTS, Standing, standing_of
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import SchoolYear
from pafyll.integrations.tables.staff import asked_of, facts_of
from pafyll.protocols.language import _

KEYS = ("school", "subject", "stage")
SCHEMA: dict[str, Any] = {
    "person_id": pl.String,
    "name": pl.String,
    "school": pl.String,
    "subject": pl.String,
    "subject_name": pl.String,
    "stage": pl.String,
    "school_year": pl.String,
    "hours_per_week": pl.Float64,
    "required": pl.Int64,
    "held": pl.Float64,
    "verdict": pl.String,
    "missing": pl.Float64,
    "short": pl.Float64,
    "code": pl.String,
    "answer": pl.String,
    "remedy": pl.String,
    "law": pl.String,
    "source": pl.String,
    "rule_from": pl.String,
    "holds_until": pl.String,
    "notes": pl.String,
}


def answers_of(staff: pl.DataFrame, day: date) -> pl.DataFrame:
    """One row for each row of the staff file, with the answer on the day in the chosen language."""
    year = SchoolYear.of(day).start
    rows = [
        _row(row, standing_of(facts_of(row), day=day, **asked_of(row, year))) for row in staff.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _row(row: dict[str, Any], found: Standing) -> tuple[Any, ...]:
    year = row.get("school_year")
    return (
        row["person_id"],
        name_in(row),
        row["school"],
        found.subject,
        _(subject_name(found.subject)),
        found.stage,
        str(SchoolYear(year)) if year else "",
        row.get("hours_per_week"),
        found.required,
        _number(found.held),
        found.verdict,
        _number(found.missing),
        _number(found.short),
        found.code,
        _(found.text).format_map(found.facts),
        _(found.remedy),
        found.law,
        found.source,
        found.dated.isoformat() if found.dated else "",
        found.until.isoformat() if found.until else "",
        " ".join(_(note) for note in found.notes),
    )


def name_in(row: dict[str, Any]) -> str:
    """The name, whether it stands in one column or two."""
    return row.get("name") or " ".join(filter(None, (row.get("first_name"), row.get("last_name"))))


def summary_of(answers: pl.DataFrame) -> pl.DataFrame:
    """By school, subject and stage: how many people there are of each verdict, credits lacking, and hours."""
    counted = [
        pl.col("person_id").filter(pl.col("verdict") == verdict).n_unique().alias(verdict) for verdict in VERDICTS
    ]
    lacking = pl.col("verdict") == "lacks"
    return (
        answers.group_by(*KEYS, "subject_name")
        .agg(
            pl.col("person_id").n_unique().alias("people"),
            *counted,
            pl.col("missing").sum().alias("credits_missing"),
            pl.col("hours_per_week").sum().round(1).alias("hours"),
            pl.col("hours_per_week").filter(lacking).sum().round(1).alias("hours_lacking"),
        )
        .sort(*KEYS)
    )


def totals_of(answers: pl.DataFrame) -> dict[str, int]:
    """How many answers there are of each verdict, all five named."""
    counts = dict(answers.group_by("verdict").len().iter_rows())
    return {verdict: counts.get(verdict, 0) for verdict in VERDICTS}


def lacking_of(answers: pl.DataFrame) -> pl.DataFrame:
    """Those who lack credits, most hours first."""
    rows = answers.filter(pl.col("verdict") == "lacks")
    return rows.sort("hours_per_week", "school", "person_id", descending=[True, False, False], nulls_last=True)


def _number(credits: Decimal | None) -> float | None:
    """Credits as a table's number: halves and quarters are exact in it."""
    return None if credits is None else float(credits)
