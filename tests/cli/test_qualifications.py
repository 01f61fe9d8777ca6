"""`pafyll qualifications`: answers for a file of staff, and nothing written when the file cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from pafyll.domain.rules.qualification import VERDICTS
from pafyll.integrations.tables.staff.columns import STAFF
from pafyll.integrations.tables.staff.headings import WORDS
from tests.cli.conftest import EXAMPLE
from tests.integrations.staff_files import as_csv, as_workbook, example, make_file, read_cases

STAFF_FILE = EXAMPLE / "staff.csv"
HOWTO = Path(__file__).parents[2] / "docs" / "howto" / "qualifications.md"


def run(pafyll, staff, out, *more: object):
    return pafyll("qualifications", staff, "--on", "2026-11-26", "--out", out, *more)


def test_the_example_gives_all_five_answers_and_where_credits_are_lacking(pafyll, tmp_path):
    told = run(pafyll, STAFF_FILE, tmp_path / "ut")

    assert told.status == 0
    assert "14 svar for 8 lærere 26. november 2026" in told.out
    for verdict, count in {"meets": 6, "exempt": 3, "lacks": 3, "deviation": 1, "unknown": 1}.items():
        assert f"{count}  {VERDICTS[verdict]}" in told.out
    assert "Matematikk" in told.out


def test_the_folder_has_answers_summary_workbook_and_account(pafyll, tmp_path):
    run(pafyll, STAFF_FILE, tmp_path / "ut")

    answers = pl.read_csv(tmp_path / "ut" / "qualifications.csv")
    kari = answers.filter((pl.col("person_id") == "F-101") & (pl.col("subject") == "mathematics")).row(0, named=True)
    assert (kari["verdict"], kari["missing"], kari["law"]) == ("lacks", 30, "oppll. § 17-4")
    assert (kari["rule_from"], kari["required"], kari["held"]) == ("2024-08-01", 30, 0)
    summary = pl.read_csv(tmp_path / "ut" / "summary.csv")
    assert summary["people"].sum() == sum(summary[verdict].sum() for verdict in VERDICTS) == 14
    assert summary["hours_lacking"].sum() == 24
    account = json.loads((tmp_path / "ut" / "run.json").read_text())
    assert (account["on"], account["totals"]["exempt"]) == ("2026-11-26", 3)


def test_the_workbook_never_calls_the_exempt_qualified(pafyll, tmp_path):
    run(pafyll, STAFF_FILE, tmp_path / "ut")

    book = openpyxl.load_workbook(tmp_path / "ut" / "qualifications.xlsx")
    assert book.sheetnames == ["Mangler studiepoeng", "Oppsummering", "Alle svar", "Om svarene"]
    heading, *rows = [[cell.value for cell in row] for row in book["Alle svar"].iter_rows()]
    found = {(row[1], row[3]): dict(zip(heading, row, strict=True)) for row in rows}
    anders = found["F-102", "Matematikk"]
    assert (anders["Resultat"], anders["Mangler"]) == ("unntatt fra kravet", None)
    assert found["F-102", "Naturfag"]["Resultat"] == "oppfyller kravet"
    assert [row[1].value for row in book["Mangler studiepoeng"].iter_rows(min_row=2)] == ["F-105", "F-101", "F-107"]


def test_json_says_the_same_without_a_folder(pafyll):
    told = pafyll("qualifications", STAFF_FILE, "--on", "2026-11-26", "--json")

    content = json.loads(told.out)
    assert content["totals"] == {"meets": 6, "exempt": 3, "lacks": 3, "deviation": 1, "unknown": 1}
    assert len(content["answers"]) == 14
    assert told.err == ""


def test_the_rules_are_those_of_the_day(pafyll):
    told = pafyll("qualifications", STAFF_FILE, "--on", "2016-11-26", "--json")

    anders = next(row for row in json.loads(told.out)["answers"] if row["person_id"] == "F-102")
    assert (anders["verdict"], anders["missing"], anders["law"]) == ("lacks", 30, "opplæringslova 1998 § 10-2")


def test_excel_and_csv_give_the_same_answers(pafyll, tmp_path):
    workbook = tmp_path / "staff.xlsx"
    workbook.write_bytes(as_workbook(example()))
    run(pafyll, workbook, tmp_path / "excel")
    run(pafyll, STAFF_FILE, tmp_path / "csv")

    assert (tmp_path / "excel/qualifications.csv").read_bytes() == (tmp_path / "csv/qualifications.csv").read_bytes()


def test_the_answers_come_in_nynorsk_too(pafyll):
    told = pafyll("qualifications", STAFF_FILE, "--on", "2026-11-26", "--json", "--language", "nn")

    anders = next(row for row in json.loads(told.out)["answers"] if row["person_id"] == "F-102")
    assert "krava for tilsetjing" in anders["answer"]


def test_rows_of_another_school_year_are_pointed_out(pafyll, tmp_path):
    told = pafyll("qualifications", STAFF_FILE, "--on", "2026-05-01", "--out", tmp_path / "ut")

    assert "14 rader gjelder et annet skoleår enn dagen" in told.out


# What cannot be used


def test_no_bad_file_leaves_anything_behind(pafyll, tmp_path):
    out = tmp_path / "ut"
    run(pafyll, STAFF_FILE, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    for number, case in enumerate(read_cases()):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = make_file(case, folder)

        told = run(pafyll, path, out, "--replace")

        assert told.status == 2, case["case"]
        assert "Ingenting er skrevet" in told.err, case["case"]
        assert case["expect"]["text"] in told.err, case["case"]
        assert [kept for kept in folder.iterdir() if kept != path] == []
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_failed_rows_and_all_faults_are_written_on_request(pafyll, tmp_path):
    table = example()
    table[14][14] = "600"
    (tmp_path / "ansatte.csv").write_text(as_csv(table), encoding="utf-8")

    told = run(
        pafyll,
        tmp_path / "ansatte.csv",
        tmp_path / "ut",
        "--failed-rows",
        tmp_path / "rett.csv",
        "--errors",
        tmp_path / "feil.csv",
    )

    assert told.status == 2
    assert (tmp_path / "rett.csv").read_text(encoding="utf-8-sig").count("\n") == 2
    assert "600" in (tmp_path / "feil.csv").read_text(encoding="utf-8-sig")
    assert not (tmp_path / "ut").exists()


def test_an_unknown_column_stops_until_one_says_what_it_is(pafyll, tmp_path):
    table = example()
    table[0][14], table[0][17] = "Poengsum", "Merknad"
    staff = tmp_path / "ansatte.csv"
    staff.write_text(as_csv(table), encoding="utf-8")

    assert "Kolonnen «Poengsum» er ikke kjent" in run(pafyll, staff, tmp_path / "ut").err
    told = run(pafyll, staff, tmp_path / "ut", "--map", "Poengsum=studiepoeng", "--map", "merknad=-")
    assert told.status == 0
    assert pl.read_csv(tmp_path / "ut" / "qualifications.csv")["held"].sum() == 300


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--on", "i dag", "--json"], "Datoen i dag kan ikke leses"),
        (["--on", "2026-11-26"], "Oppgi mappen som resultatet skal skrives i"),
        (["--on", "2026-11-26", "--json", "--map", "Sko=skole"], "Filen har ingen kolonne som heter «Sko»"),
        (["--on", "2026-11-26", "--json", "--map", "Kilde=skonummer"], "kan ikke leses. Skriv --map"),
        (["--on", "2026-11-26", "--json", "--language", "se"], "Språket se finnes ikke"),
        (["--json"], "Mangler --on"),
    ],
)
def test_an_option_that_cannot_be_used_is_explained(pafyll, options, said):
    told = pafyll("qualifications", STAFF_FILE, *options)

    assert told.status == 2
    assert said in told.err
    assert told.out == ""


# The documentation


def test_the_howto_has_every_column_with_its_headings():
    text = HOWTO.read_text(encoding="utf-8")

    for column in STAFF.columns:
        norwegian, english = WORDS[column.name].split(", ")[:2]
        assert f"| {norwegian} | {english} | {column.meaning} |" in text
