"""What must hold between the rows of a staff file, and between the columns of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import polars as pl
from stdnum.no import orgnr

from pafyll.domain.rules.subjects import ONLY_AT
from pafyll.integrations.tables.checks import Checked, faults_in
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import ROW
from pafyll.integrations.tables.staff.columns import SUBJECT_NAMES
from pafyll.integrations.tables.staff.headings import heading_of

MOST_HOURS = 40
YOUNGEST_EDUCATED = 18
EMAIL = r"^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$"
DATE_LIKE = r"(?i)^(\d{4}-\d\d-\d\d.*|\d{1,2}[.\- ]+(jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec)\w*|(jan|aug)\w*[.\- ]+\d{1,2})$"  # noqa: E501
TEACHING = ("person_id", "school", "subject", "stage", "school_year")
PERSON = ("person_id",)
# Columns that must say the same in all rows of the same person, position or subject.
SAME_FOR = {
    **dict.fromkeys(["name", "first_name", "last_name", "email", "birth_year", "education"], (PERSON, "person")),
    **dict.fromkeys(["educated_on", "hired_before_2014", "vocational_route"], (PERSON, "person")),
    **dict.fromkeys(["position_percent", "employment", "on_conditions"], (("person_id", "school"), "person og skole")),
    **dict.fromkeys(["credits", "relevant_theory_year"], (("person_id", "subject"), "person og fag")),
    "private_school": (("school",), "skole"),
}


def faults_between_rows(checked: Checked, texts: pl.DataFrame, today: date) -> list[Fault]:
    """Every fault that one value alone does not show. texts are the rows as they are written, under our names."""
    rules: list[Callable[[Checked], list[Fault]]] = [
        _names_missing, _same_teaching, _same_email, _emails, _org_numbers, _hours, _not_at_stage, _young,
    ]  # fmt: skip
    faults = [fault for rule in rules for fault in rule(checked)]
    for column, (keys, whom) in SAME_FOR.items():
        faults += _contradictions(checked, texts, column, keys, whom)
    return faults + _in_future(checked, today)


def stage_faults(faults: Sequence[Fault]) -> list[Fault]:
    """The faults, where a stage that a spreadsheet has made a date of is told as such."""
    likely = {fault.value for fault in faults if fault.column == "stage"}
    dates = set(pl.Series(list(likely), dtype=pl.String).to_frame("v").filter(pl.col("v").str.contains(DATE_LIKE))["v"])
    return [
        replace(fault, kind="stage_date", facts={}) if fault.column == "stage" and fault.value in dates else fault
        for fault in faults
    ]


def _has(checked: Checked, *columns: str) -> bool:
    return set(columns) <= set(checked.frame.columns)


def _names_missing(checked: Checked) -> list[Fault]:
    named = [pl.col(name).is_not_null() for name in ("name", "last_name") if _has(checked, name)]
    if not named:
        facts = {"meaning": "navnet, i én kolonne eller som fornavn og etternavn", "found": "–"}
        return [Fault(checked.file, None, "name", "", "missing_column", facts)]
    told = {fault.row for fault in checked.faults if fault.column in ("name", "first_name", "last_name")}
    nameless = checked.frame.filter(~pl.any_horizontal(named) & ~pl.col(ROW).is_in(list(told)))
    column = "name" if _has(checked, "name") else "last_name"
    return faults_in(checked, nameless, column, "name_missing")


def _same_teaching(checked: Checked) -> list[Fault]:
    if not _has(checked, *TEACHING[:4]):
        return []
    keys = [name for name in TEACHING if _has(checked, name)]
    whole = checked.frame.filter(pl.all_horizontal(pl.col(TEACHING[:4]).is_not_null()))
    later = whole.with_columns(first=pl.col(ROW).min().over(keys)).filter(pl.col(ROW) > pl.col("first"))
    return faults_in(checked, later, "person_id", "same_teaching", "first")


def _same_email(checked: Checked) -> list[Fault]:
    if not _has(checked, "email", "person_id"):
        return []
    rows = checked.frame.drop_nulls(["email", "person_id"]).with_columns(key=pl.col("email").str.to_lowercase())
    rows = rows.with_columns(first=pl.col(ROW).first().over("key"), other=pl.col("person_id").first().over("key"))
    return faults_in(
        checked, rows.filter(pl.col("person_id") != pl.col("other")), "email", "same_email", "first", "other"
    )


def _emails(checked: Checked) -> list[Fault]:
    if not _has(checked, "email"):
        return []
    return faults_in(checked, checked.frame.filter(~pl.col("email").str.contains(EMAIL)), "email", "email")


def _org_numbers(checked: Checked) -> list[Fault]:
    if not _has(checked, "school"):
        return []
    written = checked.frame["school"].drop_nulls().unique().str.replace_all(" ", "")
    wrong = [number for number in written.filter(written.str.contains(r"^\d{9}$")) if not orgnr.is_valid(number)]
    rows = checked.frame.filter(pl.col("school").str.replace_all(" ", "").is_in(wrong))
    return faults_in(checked, rows, "school", "org_number")


def _hours(checked: Checked) -> list[Fault]:
    if not _has(checked, "hours_per_week", "person_id"):
        return []
    keys = ["person_id", *(["school_year"] if _has(checked, "school_year") else [])]
    sums = checked.frame.filter(pl.col("person_id").is_not_null()).with_columns(
        sum=pl.col("hours_per_week").sum().over(keys).round(1), first=pl.col(ROW).min().over(keys)
    )
    over = sums.filter((pl.col("sum") > MOST_HOURS) & (pl.col(ROW) == pl.col("first")))
    over = over.with_columns(sum=pl.col("sum").cast(pl.String).str.replace(".", ",", literal=True))
    told = faults_in(checked, over, "person_id", "hours_sum", "sum", most=MOST_HOURS)
    return [replace(fault, column="hours_per_week") for fault in told]


def _not_at_stage(checked: Checked) -> list[Fault]:
    if not _has(checked, "subject", "stage"):
        return []
    faults = []
    for subject, stages in ONLY_AT.items():
        rows = checked.frame.filter((pl.col("subject") == subject) & ~pl.col("stage").is_in(list(stages)))
        faults += faults_in(checked, rows, "stage", "subject_not_at_stage", subject=SUBJECT_NAMES[subject])
    return faults


def _young(checked: Checked) -> list[Fault]:
    if not _has(checked, "educated_on", "birth_year"):
        return []
    young = checked.frame.filter(pl.col("educated_on").dt.year() < pl.col("birth_year") + YOUNGEST_EDUCATED)
    return faults_in(checked, young, "educated_on", "educated_young", "birth_year")


def _in_future(checked: Checked, today: date) -> list[Fault]:
    if not _has(checked, "educated_on"):
        return []
    return faults_in(checked, checked.frame.filter(pl.col("educated_on") > today), "educated_on", "in_future")


def _contradictions(
    checked: Checked, texts: pl.DataFrame, column: str, keys: tuple[str, ...], whom: str
) -> list[Fault]:
    """Rows that say something else than the first row of the same person (position, subject) that says anything."""
    if not _has(checked, column, *keys):
        return []
    written = texts.select(ROW, written=column) if column in texts.columns else texts.select(ROW, written=pl.lit(""))
    rows = checked.frame.select(ROW, column, *keys).join(written, on=ROW).drop_nulls([column, *keys])
    rows = rows.with_columns(
        first=pl.col(ROW).first().over(keys),
        expected=pl.col(column).first().over(keys),
        other=pl.col("written").first().over(keys),
    )
    wrong = rows.filter(pl.col(column) != pl.col("expected"))
    facts = {"whom": whom, "meaning": heading_of(column)}
    return [
        Fault(checked.file, row, column, value or "", "contradiction", {"first": first, "other": other, **facts})
        for row, value, first, other in wrong.select(ROW, "written", "first", "other").iter_rows()
    ]
