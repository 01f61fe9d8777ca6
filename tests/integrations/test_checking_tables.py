"""Every fault in the tables of an allocation is told with its row, column, value and remedy."""

# ruff: noqa: E501, PT018

from __future__ import annotations

import time
from pathlib import Path

import polars as pl
import pytest

from pafyll.integrations.tables import Fault, check, faults_as_csv, read
from pafyll.integrations.tables.allocation import (
    APPLICATIONS,
    OFFERS,
    OWNERS,
    RATES,
    SPECS,
    faults_between,
    missing_rates,
)
from pafyll.integrations.tables.faults import KINDS

OFFERS_CSV = """offer_id;provider;subject;semesters;credits;capacity
MAT;Universitetet i Storby;mathematics;HV;30;20
ENG;Fjordvik høgskole;english;V;7,5;12
"""
APPLICATIONS_CSV = """application_id;person_id;owner_id;school_id;approved;owner_rank;lacks_credits;offer_1;offer_2;scheme_1;scheme_2;travel_1;travel_2
S1;P1;fjordvik;sk-1;ja;1;ja;MAT;ENG;substitute;scholarship;1 500;0
S2;P2;fjordvik;sk-1;ja;2;nei;MAT;;substitute;;;
S3;P3;storby;;nei;;;ENG;;scholarship;;;
"""
OWNERS_CSV = """owner_id;teacher_fte;quota;budget_autumn;budget_spring
fjordvik;212,40;;900000;1000000
storby;1 480,75;90;;
"""
TEXTS = {"offers": OFFERS_CSV, "applications": APPLICATIONS_CSV, "owners": OWNERS_CSV}


def faults_of(folder: Path, **changed: str) -> list[Fault]:
    """All faults when some tables have other texts than the sound ones."""
    checked = {}
    for spec in (OFFERS, APPLICATIONS, OWNERS):
        path = folder / f"{spec.name}.csv"
        path.write_text(changed.get(spec.name, TEXTS[spec.name]), encoding="utf-8")
        checked[spec.name] = check(read(path), spec)
    single = [fault for one in checked.values() for fault in one.faults]
    return single + faults_between(checked["offers"], checked["applications"], checked["owners"])


def told(faults: list[Fault]) -> list[tuple[str, int | None, str, str, str]]:
    assert all(fault.text() and fault.remedy() and "{" not in fault.text() + fault.remedy() for fault in faults)
    return [(fault.file, fault.row, fault.column, fault.value, fault.kind) for fault in faults]


def test_sound_tables_have_no_faults_and_the_right_types(tmp_path):
    assert faults_of(tmp_path) == []

    owners = check(read(tmp_path / "owners.csv"), OWNERS).frame
    applications = check(read(tmp_path / "applications.csv"), APPLICATIONS).frame
    assert owners["teacher_fte"].to_list() == [212.4, 1480.75]
    assert owners["quota"].to_list() == [None, 90]
    assert applications["approved"].to_list() == [True, True, False]
    assert applications["travel_1"].to_list() == [1500, 0, 0]


ONE_FAULT = [
    # the table, what is replaced, by what, and where the fault is
    ("offers", "MAT;Univ", ";Univ", (2, "offer_id", "", "empty")),
    ("offers", "MAT;Univ", "=CMD();Univ", (2, "offer_id", "=CMD()", "identifier")),
    ("offers", "MAT;Univ", "X" * 65 + ";Univ", (2, "offer_id", "X" * 65, "identifier")),
    ("offers", "mathematics", "matematics", (2, "subject", "matematics", "misspelt_code")),
    ("offers", "mathematics", "xyzzy", (2, "subject", "xyzzy", "unknown_code")),
    ("offers", ";HV;", ";B;", (2, "semesters", "B", "unknown_code")),
    ("offers", ";30;", ";-30;", (2, "credits", "-30", "below")),
    ("offers", ";30;", ";7,3;", (2, "credits", "7,3", "step")),
    ("offers", ";30;", ";7,25;", (2, "credits", "7,25", "too_many_decimals")),
    ("offers", ";30;", ";61;", (2, "credits", "61", "above")),
    ("offers", ";20", ";-1", (2, "capacity", "-1", "below")),
    ("offers", ";20", ";2,5", (2, "capacity", "2,5", "not_whole")),
    ("offers", ";20", ";NaN", (2, "capacity", "NaN", "not_finite")),
    ("offers", ";20", ";inf", (2, "capacity", "inf", "not_finite")),
    ("offers", ";20", ";tjue", (2, "capacity", "tjue", "not_whole")),
    ("offers", ";20", ";", (2, "capacity", "", "empty")),
    ("offers", ";20", ";99999999999999999999", (2, "capacity", "99999999999999999999", "not_whole")),
    ("offers", "ENG;Fjordvik", "MAT;Fjordvik", (3, "offer_id", "MAT", "duplicate")),
    ("owners", "212,40", "NaN", (2, "teacher_fte", "NaN", "not_finite")),
    ("owners", "212,40", "-1", (2, "teacher_fte", "-1", "below")),
    ("owners", "212,40", "1.500", (2, "teacher_fte", "1.500", "too_many_decimals")),
    ("owners", "212,40", "mange", (2, "teacher_fte", "mange", "not_decimal")),
    ("owners", "900000", "1.500", (2, "budget_autumn", "1.500", "not_whole")),
    ("owners", "900000", "-5", (2, "budget_autumn", "-5", "below_or_empty")),
    ("owners", "storby;", "fjordvik;", (3, "owner_id", "fjordvik", "duplicate")),
    ("applications", "S2;P2", "S1;P2", (3, "application_id", "S1", "duplicate")),
    ("applications", "S2;P2", "S2;P1", (3, "person_id", "P1", "duplicate_person")),
    ("applications", "S3;P3;storby", "S3;P3;nordlia", (4, "owner_id", "nordlia", "unknown_owner")),
    ("applications", ";MAT;;", ";NAT;;", (3, "offer_1", "NAT", "unknown_offer")),
    ("applications", ";MAT;ENG;", ";MAT;NAT;", (2, "offer_2", "NAT", "unknown_offer")),
    ("applications", ";MAT;ENG;", ";MAT;MAT;", (2, "offer_2", "MAT", "same_offer")),
    (
        "applications",
        "substitute;scholarship",
        "scholarship;scholarship",
        (2, "scheme_2", "scholarship", "same_scheme"),
    ),
    ("applications", "ENG;;scholarship", "ENG;;loan", (4, "scheme_1", "loan", "unknown_code")),
    ("applications", ";ja;2;", ";kanskje;2;", (3, "approved", "kanskje", "yes_no")),
    ("applications", ";ja;2;", ";ja;1;", (3, "owner_rank", "1", "rank_tie")),
    ("applications", ";ja;2;", ";ja;3;", (3, "owner_rank", "3", "rank_gap")),
    ("applications", ";ja;2;", ";ja;;", (3, "owner_rank", "", "rank_missing")),
    ("applications", ";ja;2;", ";ja;0;", (3, "owner_rank", "0", "below_or_empty")),
    ("applications", ";nei;;", ";nei;1;", (4, "owner_rank", "1", "rank_unapproved")),
    ("applications", "1 500", "-1", (2, "travel_1", "-1", "below_or_empty")),
]


@pytest.mark.parametrize(("table", "before", "after", "where"), ONE_FAULT)
def test_one_wrong_value_gives_one_fault_in_the_right_place(tmp_path, table, before, after, where):
    text = TEXTS[table].replace(before, after, 1)
    assert text != TEXTS[table]

    faults = faults_of(tmp_path, **{table: text})

    relevant = [fault for fault in faults if fault.kind not in {"unknown_offer", "unknown_owner"}] or faults
    assert told(relevant)[:1] == [(f"{table}.csv", *where)]
    assert len(relevant) == 1


def test_a_missing_column_tells_what_it_means_and_what_the_file_has(tmp_path):
    faults = faults_of(tmp_path, offers=OFFERS_CSV.replace("capacity", "kapasitet"))

    assert [fault.kind for fault in faults] == ["missing_column", "unknown_column"]
    assert "antall plasser" in faults[0].remedy() and "kapasitet" in faults[0].remedy()


def test_a_misspelt_optional_column_is_not_quietly_ignored(tmp_path):
    faults = faults_of(tmp_path, owners=OWNERS_CSV.replace("budget_spring", "budget_spring;countyy", 1))

    assert told(faults)[0] == ("owners.csv", 1, "countyy", "", "misspelt_column")
    assert "county" in faults[0].remedy()


def test_the_same_column_twice_is_a_fault(tmp_path):
    faults = faults_of(tmp_path, owners=OWNERS_CSV.replace("quota", "teacher_fte"))

    assert {fault.kind for fault in faults} >= {"repeated_column", "missing_column"}


def test_a_table_without_rows_is_a_fault(tmp_path):
    faults = faults_of(tmp_path, owners="owner_id;teacher_fte;quota;budget_autumn;budget_spring\n")

    assert [fault.kind for fault in faults] == ["no_rows", "unknown_owner", "unknown_owner", "unknown_owner"]


def test_one_semester_of_an_offer_that_does_not_go_then_is_a_fault(tmp_path):
    lines = APPLICATIONS_CSV.strip().split("\n")
    text = "\n".join([lines[0] + ";semesters", lines[1] + ";", lines[2] + ";H", lines[3] + ";H"])

    assert told(faults_of(tmp_path, applications=text)) == [("applications.csv", 4, "semesters", "H", "other_semester")]


def test_a_wrong_rank_does_not_also_count_as_a_gap_for_the_next(tmp_path):
    faults = faults_of(tmp_path, applications=APPLICATIONS_CSV.replace(";ja;1;", ";ja;første;"))

    assert [fault.kind for fault in faults] == ["not_whole"]


def test_a_missing_rate_tells_scheme_subject_and_how_many_wish_it(tmp_path):
    faults_of(tmp_path)
    offers = check(read(tmp_path / "offers.csv"), OFFERS).frame
    applications = check(read(tmp_path / "applications.csv"), APPLICATIONS).frame

    faults = missing_rates("rates.csv", applications, offers, lambda scheme, subject: scheme == "substitute")

    assert [(fault.kind, fault.facts["scheme"], fault.facts["subject"], fault.facts["times"]) for fault in faults] == [
        ("no_rate", "scholarship", "english", 2),
        ("no_rate", "scholarship", "mathematics", 1),
    ]


def test_rates_take_groups_of_subjects_and_ask_for_a_source(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text(
        "scheme;subjects;state_per_30_credits;owner_per_30_credits;source\n"
        "vikarordning;five_subjects;100000;0;eksempel\nsubstitute;;80000;20000;\n",
        encoding="utf-8",
    )

    checked = check(read(path), RATES)

    assert checked.frame["scheme"].to_list() == ["substitute", "substitute"]
    assert told(checked.faults) == [("rates.csv", 3, "source", "", "empty")]


def test_every_kind_of_fault_has_a_text_and_a_remedy_that_end_as_sentences():
    for kind, words in KINDS.items():
        assert words.text.endswith(".") and words.remedy.endswith((".", "?")), kind
        assert "ugyldig" not in (words.text + words.remedy).lower(), kind


def test_every_column_is_explained_once():
    for spec in SPECS:
        assert len(set(spec.names)) == len(spec.names)
        assert all(column.meaning for column in spec.columns)


def test_the_list_of_faults_opens_in_a_spreadsheet_and_runs_nothing(tmp_path):
    listed = faults_as_csv(faults_of(tmp_path, offers=OFFERS_CSV.replace("MAT;", "=CMD();", 1)))

    assert listed.splitlines()[0] == "file;row;column;value;kind;fault;remedy"
    assert "'=CMD()" in listed


def test_a_hundred_thousand_faults_take_seconds_not_minutes(tmp_path):
    rows = 100_000
    frame = pl.DataFrame({"offer_id": [f"T{i}" for i in range(rows)]}).with_columns(
        provider=pl.lit("x"), subject=pl.lit("gresk"), semesters=pl.lit("HV"), credits=pl.lit(30), capacity=pl.lit(-1)
    )
    frame.write_csv(tmp_path / "offers.csv")
    started = time.process_time()

    faults = check(read(tmp_path / "offers.csv"), OFFERS).faults

    assert len(faults) == 2 * rows
    assert time.process_time() - started < 10
