"""`pafyll plan`: from three files to a plan, with every fault told in its place and nothing half written."""

# ruff: noqa: E501 (one bad file, one line)

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from pafyll.integrations.tables import planning_choices
from pafyll.integrations.tables.planning import BUDGETS, OFFERS
from tests.cli.conftest import EXAMPLE

HOWTO = Path(__file__).parents[2] / "docs/howto/plan.md"
YEARS = ("--years", "2027-2030")


@pytest.fixture
def given(tmp_path) -> dict[str, Path]:
    """The example's files, copied so that a test may spoil them."""
    copies = {name: tmp_path / f"{name}.csv" for name in ("staff", "studies", "budgets")}
    for name, path in copies.items():
        path.write_bytes((EXAMPLE / f"{name}.csv").read_bytes())
    return copies


def arguments(given: dict[str, Path], *more: object) -> list[object]:
    return ["plan", given["staff"], "--offers", given["studies"], "--budgets", given["budgets"], *YEARS, *more]


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_example_gives_a_plan_with_costs_bounds_and_reasons(pafyll, given, tmp_path):
    told = pafyll(*arguments(given, "--out", tmp_path / "out"))

    assert told.status == 0, told.err
    assert "4 av 4 mangler blir dekket" in told.out
    assert "Ingen plan kan komme under" in told.out
    plan = pl.read_csv(tmp_path / "out/plan.csv")
    costs = pl.read_csv(tmp_path / "out/costs.csv")
    total = int(plan["state"].sum() + plan["owner"].sum())
    assert plan["reasons"].str.contains("mangler").all()
    assert [costs.filter(pl.col("view") == view)["kroner"].sum() for view in ("budget_year", "school_year")] == [
        total
    ] * 2
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "bounds.csv", "costs.csv", "funding.csv", "plan.csv", "plan.xlsx", "run.json", "unplaced.csv",
    }  # fmt: skip


def test_no_budget_is_overspent_and_the_assumption_about_the_last_spring_is_told(pafyll, given, tmp_path):
    told = pafyll(*arguments(given, "--out", tmp_path / "out"))

    funding = pl.read_csv(tmp_path / "out/funding.csv")
    assert (funding["left"] >= 0).all()
    assert "Filen har ikke budsjett for 2031" in told.out


def test_a_program_gets_the_same_as_json(pafyll, given):
    told = pafyll(*arguments(given, "--json"))

    content = json.loads(told.out)
    assert (told.status, content["feasible"], content["last_gap_closes"]) == (0, True, "2028H")
    assert content["objectives"][0]["gap_percent"] == 0


def test_a_deadline_that_the_money_does_not_reach_to_is_answered_with_what_is_missing(pafyll, given):
    spoil(given["budgets"], "2027;state_frame;400000", "2027;state_frame;100000")

    told = pafyll(*arguments(given, "--closed-by", "2028", "--json"))

    [reason] = json.loads(told.out)["reasons"]
    assert (told.status, reason["when"], reason["amount"], reason["unit"]) == (1, "2027", 200_000, "kroner")
    assert "Det er satt av 100\u00a0000\u00a0kr" in reason["text"]


FAULTS = [
    ("studies", "NOR-30;Norsk", "NOR-30;Norrønt", "rad 2", "Koden «Norrønt» er ikke kjent i subject"),
    ("studies", "MAT-30;Matematikk", "NOR-30;Matematikk", "rad 3", "står også i rad 2"),
    ("studies", "paid_leave;4;Universitetet i Storby;;;;nei;240000", "paid_leave;4;Universitetet i Storby;;;;nei;", "rad 2", "satsen cost_per_30_credits er ikke kjent"),
    ("studies", "Fjordvik høgskole;;2028;;nei", "Fjordvik høgskole;;2028;2027;nei", "rad 6", "Siste år 2027 er før første år"),
    ("studies", "30;HV;paid_leave", "0;HV;paid_leave", "rad 2", "mindre enn 1"),
    ("budgets", "2027;municipal;100000", "2027;municipal;hundre tusen", "rad 3", "ikke et helt tall"),
    ("budgets", "2028;municipal", "2028;lotteri", "rad 6", "Koden «lotteri» er ikke kjent i source"),
    ("budgets", "2028;municipal", "2027;municipal", "rad 6", "står også i rad 3"),
    ("budgets", "year;source;amount", "year;source;sum", "", "Kolonnen amount mangler"),
    ("staff", "Norsk;1-7", "Norrønt;1-7", "rad 2", "Norrønt"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "row", "text"), FAULTS)
def test_bad_input_gets_its_row_its_words_and_writes_nothing(pafyll, given, tmp_path, file, old, new, row, text):
    spoil(given[file], old, new)

    told = pafyll(*arguments(given, "--out", tmp_path / "out"))

    assert told.status == 2
    assert row in told.err
    assert text in told.err
    assert not (tmp_path / "out").exists()


# Wishes, companions, decided studies, and an earlier plan

WISHES = "person_id;subject;credits;must\nF-108;Musikk;30;ja\n"
COMPANIONS = "group;person_id;subject\nA;F-101;Matematikk\nA;F-102;Matematikk\n"
LOCKS = "person_id;offer_id;year\nF-105;MUS-30;2029\n"


def file_of(tmp_path: Path, name: str, content: str) -> Path:
    path = tmp_path / f"{name}.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_wishes_companions_and_decided_studies_are_part_of_the_plan(pafyll, given, tmp_path):
    files = [
        *("--wishes", file_of(tmp_path, "wishes", WISHES)),
        *("--locks", file_of(tmp_path, "locks", LOCKS)),
        *("--companions", file_of(tmp_path, "companions", COMPANIONS)),
    ]

    told = pafyll(*arguments(given, *files, "--json"))

    content = json.loads(told.out)
    lines = {(line["person_id"], line["subject"]): line for line in content["lines"]}
    assert told.status == 0, told.err
    assert "ønsket" in lines["F-108", "music"]["reasons"]
    assert lines["F-105", "music"]["school_year"] == "2029/30"
    assert any(told.startswith("Gruppen A har ingen virkning: F-10") for told in content["assumed"])


CHOICE_FAULTS = [
    ("wishes", WISHES.replace("F-108", "F-999"), "Personen «F-999» står ikke i staff.csv"),
    ("wishes", WISHES + "F-108;Musikk;15;nei\n", "Det samme står også i rad 2"),
    ("wishes", "person_id;subject;from_year;to_year\nF-108;Musikk;2029;2028\n", "Siste år 2028 er før første år"),
    ("wishes", WISHES.replace("Musikk", "Musik"), "Mente du"),
    ("wishes", WISHES.replace("30", "-3"), "mindre enn 1"),
    ("companions", "group;person_id;subject\nA;F-101;Matematikk\n", "Gruppen «A» har bare én person"),
    ("companions", COMPANIONS.replace("F-102;Matematikk", "F-102;Norsk"), "har et annet fag i rad 2"),
    ("companions", "person_id;subject\nF-101;Norsk\n", "Kolonnen group mangler"),
    ("locks", LOCKS.replace("MUS-30", "MUS-60"), "Studietilbudet «MUS-60» står ikke i studies.csv"),
    ("locks", LOCKS.replace("2029", "2035"), "2035 er ikke et av årene i planen, som er 2027–2030"),
    ("locks", LOCKS.replace("MUS-30;2029", "NAT-15;2027"), "Studiet «NAT-15» går ikke i 2027"),
]


@pytest.mark.parametrize(("name", "content", "text"), CHOICE_FAULTS)
def test_faults_in_the_further_files_are_told_and_nothing_is_written(pafyll, given, tmp_path, name, content, text):
    path = file_of(tmp_path, name, content)

    told = pafyll(*arguments(given, f"--{name}", path, "--out", tmp_path / "out"))

    assert told.status == 2
    assert text in told.err
    assert not (tmp_path / "out").exists()


def test_a_new_plan_moves_as_few_as_possible_from_the_one_before_and_says_who_and_why(pafyll, given, tmp_path):
    before = tmp_path / "plan.json"
    before.write_text(pafyll(*arguments(given, "--json")).out, encoding="utf-8")
    spoil(given["budgets"], "2027;state_frame;400000", "2027;state_frame;200000")

    told = pafyll(*arguments(given, "--previous", before, "--out", tmp_path / "out"))

    moves = pl.read_csv(tmp_path / "out/moves.csv")
    assert told.status == 0, told.err
    assert "andre studier enn i forrige plan" in told.out
    assert 0 < len(moves) < 4
    assert moves["reasons"].str.contains("Budsjettet for 2027 er redusert fra 400").all()


def test_the_same_files_move_nobody_also_from_the_folder_of_the_plan_before(pafyll, given, tmp_path):
    pafyll(*arguments(given, "--out", tmp_path / "before"))

    told = pafyll(*arguments(given, "--previous", tmp_path / "before/plan.csv", "--json"))

    assert json.loads(told.out)["moves"] == []


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("{", "det er ikke JSON"),
        ('{"feasible": false, "reasons": []}', "ingen liste «lines»"),
        ('{"lines": [{"person_id": "F-101", "offer_id": "MAT-30", "subject": "mathematics"}]}', "mangler school_year"),
        (
            '{"lines": [{"person_id": "F-101", "offer_id": "M", "subject": "m", "school_year": "snart"}]}',
            "skoleåret «snart»",
        ),
        ('{"lines": [], "funding": [{"year": "i år"}]}', "et budsjett"),
    ],
)
def test_what_is_no_earlier_plan_is_told(pafyll, given, tmp_path, content, text):
    path = tmp_path / "plan.json"
    path.write_text(content, encoding="utf-8")

    told = pafyll(*arguments(given, "--previous", path, "--json"))

    assert told.status == 2
    assert text in told.err


def test_the_weeks_that_hours_are_reckoned_with_are_stated_with_their_source_or_as_your_own(pafyll, given):
    usual = json.loads(pafyll(*arguments(given, "--json")).out)
    own = json.loads(pafyll(*arguments(given, "--weeks", "19", "--json")).out)

    assert "38 skoleuker. Kilde: Opplæringslova (1998) §§ 2-2 og 3-2" in usual["assumed"][0]
    assert "19 skoleuker, som dere har oppgitt" in own["assumed"][0]
    assert own["objectives"][0]["value"] * 2 == usual["objectives"][0]["value"]


def test_years_that_cannot_be_read_are_told_how_to_be_written(pafyll, given):
    told = pafyll(
        "plan", given["staff"], "--offers", given["studies"], "--budgets", given["budgets"], "--years", "snart"
    )

    assert told.status == 2
    assert "2027-2034" in told.err


def test_the_howto_names_every_column():
    text = HOWTO.read_text(encoding="utf-8")
    specs = (OFFERS, BUDGETS, *(planning_choices.WISHES, planning_choices.COMPANIONS, planning_choices.LOCKS))
    assert [column for spec in specs for column in spec.names if f"`{column}`" not in text] == []
