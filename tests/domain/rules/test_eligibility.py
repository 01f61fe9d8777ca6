"""The cases in tests/cases/eligibility.yaml, and what every refusal must carry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from pafyll.domain.rules.eligibility import Eligibility, eligibility, missing
from pafyll.domain.rules.eligibility_facts import Applicant, Employment, Study, Terms, Wish

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "eligibility.yaml").read_text(encoding="utf-8"))
GIVEN = {"employments", "held", "first", "second", "other", "semesters", "schemes", "motivation", "target_groups"}
GIVEN |= {"catalogue", "other_study"}


def test_the_case_file_has_no_words_that_nobody_reads():
    for row in CASES:
        assert row.keys() <= {"case", "given", "expect", "source"}, row
        assert row["given"].keys() <= GIVEN, row["case"]
        assert row["expect"].keys() <= {"refusals", "warnings", "missing"}, row["case"]


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["case"])
def test_case(row: dict[str, Any]):
    answer, lacking = judged(row["given"])

    assert [no.code for no in answer.refusals] == row["expect"].get("refusals", [])
    assert [no.code for no in answer.warnings] == row["expect"].get("warnings", [])
    assert [no.code for no in lacking] == row["expect"].get("missing", [])


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["case"])
def test_every_no_says_what_happened_what_to_do_and_where_it_says_so(row: dict[str, Any]):
    answer, lacking = judged(row["given"])

    for no in (*answer.refusals, *answer.warnings, *lacking):
        assert str(no)
        assert no.remedy
        assert "{" not in str(no) + no.remedy
    for no in (*answer.refusals, *answer.warnings):
        assert no.law


def test_a_step_sees_only_the_answers_about_its_fields():
    answer, _lacking = judged({"employments": [], "schemes": ["loan"]})

    assert [no.code for no in answer.about("scheme_1").refusals] == ["unknown_scheme"]
    assert [no.code for no in answer.about("").refusals] == ["not_employed"]


def judged(given: dict[str, Any]) -> tuple[Eligibility, tuple[Any, ...]]:
    jobs = given.get("employments", [{"school": "Fjordvik skole"}])
    held = {subject: Decimal(str(amount)) for subject, amount in given.get("held", {}).items()}
    wish = Wish(
        first=study(given.get("first", {}), in_catalogue=True),
        second=study(given.get("second", "none"), in_catalogue=True),
        other=study(given.get("other", "none"), in_catalogue=False),
        semesters=given.get("semesters", "both"),
        schemes=tuple(given.get("schemes", ["substitute"])),
        motivation=given.get("motivation", "Skolen trenger det."),
    )
    terms = Terms(
        study_year=2026,
        study_starts_on=date(2026, 8, 1),
        schemes=("substitute", "scholarship"),
        target_groups=frozenset(given.get("target_groups", [])),
        has_catalogue=given.get("catalogue", True),
        allows_other_study=given.get("other_study", True),
    )
    applicant = Applicant(tuple(employment(job) for job in jobs), held)
    return eligibility(applicant, wish, terms), missing(wish)


def employment(job: dict[str, Any]) -> Employment:
    return Employment(
        job["school"],
        job.get("group", "primary_and_lower_secondary"),
        job.get("approved", True),
        job.get("permanent", True),
        job.get("ends_before"),
    )


def study(row: dict[str, Any] | str, *, in_catalogue: bool) -> Study | None:
    if row == "none":
        return None
    assert isinstance(row, dict)
    name = row.get("name", "Matematikk 1")
    return Study(
        name=name,
        subject=row.get("subject", "mathematics"),
        credits=Decimal(str(row.get("credits", 30))),
        study_year=row.get("year", 2026),
        code=name if in_catalogue else "",
        is_published=row.get("published", True),
        semesters=frozenset(row.get("semesters", ["autumn", "spring"])),
    )
