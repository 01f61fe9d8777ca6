"""A file of staff as people: its rows judged, its schools found, and gathered by the number of each person."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

import polars as pl

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import StaffImport
from pafyll.domain.planning.staff_changes import Said
from pafyll.integrations.tables import Fault
from pafyll.integrations.tables.reader import ROW
from pafyll.integrations.tables.staff import CheckedStaff, read_staff

BACKGROUND = {  # ours, and the file's column
    "education": "education",
    "educated_on": "educated_on",
    "hired_under_rules_before_2014": "hired_before_2014",
    "vocational_route": "vocational_route",
    "relevant_theory_year": "relevant_theory_year",
    "on_conditions": "on_conditions",
}


@dataclass(frozen=True)
class InFile:
    """One person in the file: her number, the first of her rows, and what they say."""

    number: str
    row: int
    said: Said

    @property
    def name(self) -> str:
        person = self.said.person
        return f"{person.get('first_name') or ''} {person.get('last_name') or ''}".strip() or self.number


def judged(staff_import: StaffImport, day: date) -> CheckedStaff:
    """The file, judged as a table and against the owner's schools. Never raises for what the file holds."""
    assert staff_import.content is not None
    content = bytes(staff_import.content)
    checked = read_staff(content, name=staff_import.file_name, mapping=staff_import.columns or None, today=day)
    if "school" not in checked.frame.columns or not checked.frame.height:
        return checked
    schools = schools_by_word(staff_import.owner)
    heading = _heading(checked, "school")
    names = {name.lower(): name for name in staff_import.owner.children.values_list("name", flat=True)}
    unknown = checked.frame.filter(~pl.col("school").str.to_lowercase().is_in(list(schools)))
    told = [_unknown(checked, heading, row, school, names) for row, school in unknown[ROW, "school"].iter_rows()]
    faults = sorted([*checked.faults, *told], key=lambda fault: fault.row or 0)
    return replace(checked, faults=faults)


def schools_by_word(owner: Organisation) -> dict[str, int]:
    """The owner's schools by number and by name in small letters. One query."""
    rows = Organisation.objects.filter(parent=owner, kind=Organisation.Kind.SCHOOL, ends_before=None).values_list(
        "pk", "name", "number"
    )
    return {word: pk for pk, name, number in rows for word in (name.lower(), number)}


def people_in(checked: CheckedStaff, schools: Mapping[str, int], school_year: int) -> Iterator[InFile]:
    """The people whose every row is sound, by number. A person with a row at fault is left out whole.

    Half of what someone teaches would look as if she had stopped with the rest.
    """
    if checked.stops:
        return
    spoilt = checked.frame.filter(pl.col(ROW).is_in(list(checked.failed)))["person_id"].drop_nulls().unique()
    sound = checked.sound.filter(~pl.col("person_id").is_in(spoilt.implode())).sort("person_id", ROW)
    for number, rows in groupby(sound.iter_rows(named=True), key=lambda row: row["person_id"]):
        yield _person(number, list(rows), schools, school_year)


def numbers_at_fault(checked: CheckedStaff) -> set[str] | None:
    """Numbers of the people who are in the file but left out; None when a row does not even say whom it is about."""
    failed = checked.frame.filter(pl.col(ROW).is_in(list(checked.failed)))
    if not failed.height:
        return set()
    return None if failed["person_id"].null_count() else set(failed["person_id"].unique())


def _person(number: str, rows: list[dict[str, Any]], schools: Mapping[str, int], school_year: int) -> InFile:
    first, last = _names(_first(rows, "first_name"), _first(rows, "last_name"), _first(rows, "name"))
    person = {"first_name": first, "last_name": last, "email": _first(rows, "email"),
              "birth_year": _first(rows, "birth_year")}  # fmt: skip
    jobs: dict[str, dict[str, Any]] = {}
    credits: dict[str, str] = {}
    taught: dict[str, str] = {}
    for row in rows:
        school = str(schools[row["school"].lower()])
        _add_job(jobs.setdefault(school, {}), row)
        if row.get("credits") is not None:
            credits[row["subject"]] = _tenths(row["credits"])
        year = row.get("school_year") or school_year
        if row.get("hours_per_week") is not None:
            taught[f"{school}|{row['subject']}|{row['stage']}|{year}"] = _tenths(row["hours_per_week"])
    background = {ours: _plain(_first(rows, theirs)) for ours, theirs in BACKGROUND.items()}
    return InFile(number, rows[0][ROW], Said(person, jobs, credits, taught, background))


def _add_job(job: dict[str, Any], row: Mapping[str, Any]) -> None:
    percent, employment = row.get("position_percent"), row.get("employment")
    if percent is not None:
        job["percent"] = int(Decimal(str(percent)).to_integral_value())
    if employment is not None:
        job["permanent"] = employment == "permanent"


def _first(rows: list[dict[str, Any]], column: str) -> Any:
    return next((row[column] for row in rows if row.get(column) not in (None, "")), None)


def _names(first: str | None, last: str | None, whole: str | None) -> tuple[str | None, str | None]:
    if first or last or not whole:
        return first, last
    if "," in whole:
        last, _comma, first = whole.partition(",")
    else:
        first, _space, last = whole.rpartition(" ")
    return first.strip(), last.strip()


def _tenths(value: Any) -> str:
    return f"{Decimal(str(value)):.1f}"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _heading(checked: CheckedStaff, column: str) -> str:
    return checked.raw.as_written[checked.columns.index(column)]


def _unknown(checked: CheckedStaff, heading: str, row: int, school: str, names: Mapping[str, str]) -> Fault:
    near = difflib.get_close_matches(school.lower(), list(names), 1, cutoff=0.7)
    kind = "school_near" if near else "school_unknown"
    return Fault(checked.file, row, heading, school, kind, {"suggestion": names[near[0]]} if near else {})
