"""The table tests/cases/qualification_requirements.csv: a new row needs no code. Empty cells mean not known."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pafyll.domain.rules.qualification import DecidedDeviation, TeacherFacts, standing_of

PATH = Path(__file__).parents[2] / "cases" / "qualification_requirements.csv"
SCHOOL = "Fjordvik skole"
COLUMNS = {
    *("case", "day", "subject", "stage", "credits", "complete", "education", "educated_on", "before_2014"),
    *("permanent", "on_conditions", "vocational", "theory_relevant", "abroad", "special_education", "private"),
    *("deviation_year", "deviation_school", "deviation_subject", "deviation_stage", "expect", "missing", "law"),
}
YES_NO = {"yes": True, "no": False, "": None}


def read(path: Path) -> list[dict[str, str]]:
    """The rows. Raises ValueError for a column that nothing reads."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if unknown := set(reader.fieldnames or ()) ^ COLUMNS:
            raise ValueError(f"{path.name}: unknown or missing columns {sorted(unknown)}")
        return list(reader)


CASES = read(PATH)


def facts_in(row: dict[str, str]) -> TeacherFacts:
    return TeacherFacts(
        credits={row["subject"]: Decimal(row["credits"])} if row["credits"] else {},
        credits_complete=bool(YES_NO[row["complete"]]),
        education=row["education"],
        educated_on=date.fromisoformat(row["educated_on"]) if row["educated_on"] else None,
        hired_under_rules_before_2014=YES_NO[row["before_2014"]],
        is_permanent=YES_NO[row["permanent"]],
        on_conditions=YES_NO[row["on_conditions"]],
        vocational_route=YES_NO[row["vocational"]],
        relevant_theory_year=YES_NO[row["theory_relevant"]],
        abroad_not_assessed=bool(YES_NO[row["abroad"]]),
        in_private_school=bool(YES_NO[row["private"]]),
    )


def deviations_in(row: dict[str, str]) -> list[DecidedDeviation]:
    if not row["deviation_year"]:
        return []
    where = (row["deviation_school"], row["deviation_subject"], row["deviation_stage"])
    return [DecidedDeviation(*where, int(row["deviation_year"]))]


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["case"])
def test_case(row):
    found = standing_of(
        facts_in(row),
        subject=row["subject"],
        stage=row["stage"],
        day=date.fromisoformat(row["day"]),
        deviations=deviations_in(row),
        school=SCHOOL,
        special_education=row["special_education"] in ("given", "waived"),
        waived=row["special_education"] == "waived",
    )

    assert (found.verdict, found.missing) == (row["expect"], Decimal(row["missing"] or 0))
    assert found.law == row["law"]


def test_there_are_enough_cases_and_none_is_told_twice():
    assert len(CASES) >= 200
    assert [name for name, times in Counter(row["case"] for row in CASES).items() if times > 1] == []
    assert {row["expect"] for row in CASES} == {"meets", "exempt", "lacks", "deviation", "unknown"}


def test_a_column_that_nothing_reads_is_refused(tmp_path):
    path = tmp_path / "cases.csv"
    heading, _newline, rest = PATH.read_text(encoding="utf-8").partition("\n")
    path.write_text(f"{heading},remark\n{rest}", encoding="utf-8")

    with pytest.raises(ValueError, match="remark"):
        read(path)
