"""Bad input stops the command before anything is written, with every fault told; and options are explained in words."""

from __future__ import annotations

import time

import openpyxl
import polars as pl
import pytest

from pafyll.protocols.numbers import number
from tests.cli.conftest import allocate_arguments, read_example, spoil


def refused(pafyll, files, tmp_path, *more: object):
    """Runs the command on spoilt files: status 2, nothing written."""
    told = pafyll(*allocate_arguments(files, tmp_path / "results", *more))
    assert told.status == 2
    assert not (tmp_path / "results").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    return told


def test_a_fault_is_told_with_file_row_column_value_and_remedy(pafyll, files, tmp_path):
    spoil(files["offers"], ";18;", ";-18;")

    told = refused(pafyll, files, tmp_path)

    assert "1 feil i offers.csv. Ingenting er skrevet." in told.err
    assert "offers.csv, rad 2, kolonne capacity, verdi «-18»" in told.err
    assert "→ Skriv 0 eller mer." in told.err


def test_faults_in_several_files_are_told_together(pafyll, files, tmp_path):
    spoil(files["offers"], "mathematics", "matte")
    spoil(files["owners"], "212,40", "NaN")
    spoil(files["applications"], "S2023-0002", "S2023-0001")

    told = refused(pafyll, files, tmp_path)

    assert "3 feil i offers.csv, applications.csv, owners.csv" in told.err


def test_a_missing_column_and_a_missing_file_are_told(pafyll, files, tmp_path):
    spoil(files["owners"], "teacher_fte", "arsverk")
    files["offers"].unlink()

    told = refused(pafyll, files, tmp_path)

    assert "Kolonnen teacher_fte mangler" in told.err
    assert "Filen finnes ikke" in told.err


def test_ten_thousand_faults_are_found_at_once_and_fifty_are_printed(pafyll, files, tmp_path):
    rows = 10_000
    pl.DataFrame({"owner_id": [f"eier-{i}" for i in range(rows)]}).with_columns(
        teacher_fte=pl.lit("mange"), quota=pl.lit(""), budget_autumn=pl.lit(""), budget_spring=pl.lit("")
    ).write_csv(files["owners"])
    started = time.process_time()

    told = refused(pafyll, files, tmp_path, "--errors", tmp_path / "feil.csv")

    assert time.process_time() - started < 10
    assert told.err.count("→") == 50
    assert number(rows + 240) + " feil" in told.err
    listed = (tmp_path / "feil.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(listed) == 1 + rows + 240


def test_faults_may_be_looked_for_without_allocating(pafyll, files, tmp_path):
    arguments = [part for name, path in files.items() for part in (f"--{name}", path)]
    assert pafyll("check", *arguments, "--rules", "2023-24").status == 0

    spoil(files["offers"], ";HV;", ";HVS;")
    assert pafyll("check", *arguments, "--rules", "2023-24").status == 2


def test_a_missing_rate_names_scheme_subject_and_where_to_enter_it(pafyll, files, tmp_path):
    files["rates"].write_text(
        "scheme;subjects;state_per_30_credits;owner_per_30_credits;source\nsubstitute;;160000;40000;eksempel\n"
    )

    told = refused(pafyll, files, tmp_path)

    assert "Det finnes ingen sats for ordningen scholarship i mathematics" in told.err
    assert "--rate scholarship=STAT/EIER" in told.err


def test_rates_may_be_given_as_options(pafyll, files, tmp_path):
    del files["rates"]
    rates = ["--rate", "substitute=160000/40000", "--rate", "stipendordning=120000/0", "--rate-source", "prøve"]

    assert pafyll(*allocate_arguments(files, tmp_path / "results", *rates)).status == 0
    assert "prøve" in (tmp_path / "results" / "protocol.html").read_text(encoding="utf-8")


def test_a_workbook_with_formulas_is_refused_with_the_cells(pafyll, files, tmp_path):
    book = openpyxl.Workbook()
    frame = read_example("offers").with_columns(pl.col("capacity").cast(pl.String))
    for at, row in enumerate([frame.columns, *frame.rows()]):
        book.active.append([*row[:5], "=10+8" if at else row[5], row[6]])
    book.save(tmp_path / "offers.xlsx")

    told = refused(pafyll, {**files, "offers": tmp_path / "offers.xlsx"}, tmp_path)

    assert "14 feil i offers.xlsx" in told.err
    assert "Cellen F2 er en formel" in told.err


WRONG_OPTIONS = [
    (["--seed", " "], "Frøet til loddtrekningen er tomt"),
    (["--errors", "/nowhere/feil.csv", "--rules", "1999-00"], "Det finnes ingen regler"),
    (["--rules", "1999-00"], "Det finnes ingen regler for «1999-00»"),
    (["--rate", "substitute=mye"], "Satsen «substitute=mye» kan ikke leses"),
    (["--state-autumn", "5"], "ikke begge deler"),
    (["--state-money", "-5"], "0 kroner eller mer"),
    (["--state-money", "mye"], "Der skal det stå et helt antall kroner"),
    (["--cheaper-may-pass", "alle"], "state eller owner, ikke alle"),
    (["--date", "i går"], "Skriv den som 2023-04-30"),
    (["--language", "en"], "Velg nb eller nn"),
    (["--offer", "x"], "Mente du --offers?"),
]


@pytest.mark.parametrize(("more", "said"), WRONG_OPTIONS)
def test_an_impossible_option_is_explained_in_words(pafyll, files, tmp_path, more, said):
    assert said in refused(pafyll, files, tmp_path, *more).err


def test_a_folder_that_cannot_be_written_is_told_in_words(pafyll, files, tmp_path):
    (tmp_path / "results").write_text("en fil")

    inside = pafyll(*allocate_arguments(files, tmp_path / "results" / "under"))
    beside = pafyll(*allocate_arguments(files, tmp_path / "results"))

    assert (inside.status, beside.status) == (2, 2)
    assert "Kan ikke lese eller skrive" in inside.err
    assert "er en fil. Velg en mappe" in beside.err


def test_a_missing_option_and_an_unknown_command_point_to_the_help(pafyll):
    missing, unknown = pafyll("allocate"), pafyll("fordel")

    assert (missing.status, unknown.status) == (2, 2)
    assert "Mangler --offers. Se hjelpen: pafyll allocate --help" in missing.err
    assert "Kjenner ikke kommandoen fordel." in unknown.err


def test_the_help_reads_like_a_table_of_contents(pafyll):
    told = pafyll("--help")

    assert told.status == 0
    chapters = [told.out.index(one) for one in ("1. Fordele", "2. Forklare", "3. Kontrollere", "4. Reglene")]
    assert chapters == sorted(chapters)
    for command in ("allocate", "check", "explain", "draw", "verify", "replay", "rules"):
        assert f" {command} " in told.out
    assert "Usage" not in told.out
    assert "Show this message" not in told.out
