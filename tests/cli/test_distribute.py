"""`pafyll distribute`: from a pipeline and a file of keys to every recipient's kroner, with the chain behind them."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from pafyll.domain.grants.distribution.models import models
from pafyll.integrations.tables.distribution import REQUESTS, WHO
from tests.cli.conftest import EXAMPLE, spoil

HOWTO = Path(__file__).parents[2] / "docs/howto/distribute.md"


@pytest.fixture
def given(tmp_path) -> dict[str, Path]:
    """The example's files, copied so that a test may spoil them."""
    copies = {"pipeline": tmp_path / "pipeline.yaml", "keys": tmp_path / "keys.csv"}
    for path in copies.values():
        path.write_bytes((EXAMPLE / path.name).read_bytes())
    return copies


def arguments(given: dict[str, Path], *more: object) -> list[object]:
    return ["distribute", given["pipeline"], "--frame", 8_270_000, "--keys", given["keys"], *more]


def test_the_example_gives_everyone_kroner_and_a_chain_and_the_sum_is_exact(pafyll, given, tmp_path):
    told = pafyll(*arguments(given, "--out", tmp_path / "out"))

    assert told.status == 0, told.err
    assert "Fjordvik kommune (910000021)" in told.out
    assert "Rammen er 8\u00a0270\u00a0000\u00a0kr." in told.out
    recipients, chains = (pl.read_csv(tmp_path / f"out/{name}.csv") for name in ("recipients", "chains"))
    assert recipients["kroner"].sum() == 8_270_000
    assert chains.filter(pl.col("kind") == "award")["kroner"].sum() == 8_270_000
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "chains.csv", "distribution.xlsx", "recipients.csv", "remainders.csv", "run.json",
    }  # fmt: skip


def test_the_chain_in_the_file_is_the_chain_on_the_screen_and_in_json(pafyll, given, tmp_path):
    told = pafyll(*arguments(given, "--out", tmp_path / "out"))
    content = json.loads(pafyll(*arguments(given, "--json")).out)

    written = pl.read_csv(tmp_path / "out/chains.csv")["text"].to_list()
    assert written == [link["text"] for one in content["recipients"] for link in one["chain"]]
    assert [line for line in written if line not in told.out] == []


def test_the_same_files_give_the_same_bytes_whatever_order_the_rows_come_in(pafyll, given, tmp_path):
    pafyll(*arguments(given, "--out", tmp_path / "one"))
    head, *rows = given["keys"].read_text(encoding="utf-8").splitlines()
    given["keys"].write_text("\n".join([head, *reversed(rows)]), encoding="utf-8")

    pafyll(*arguments(given, "--out", tmp_path / "other"))

    for name in ("recipients.csv", "chains.csv", "run.json", "distribution.xlsx"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_a_pipeline_is_said_in_words(pafyll, given):
    told = pafyll("distribute", "--explain", given["pipeline"])

    assert told.status == 0
    assert "1. Rammen deles: 30 % til «Kompetanseregionene samlet» og 70 % til «Resten»." in told.out
    assert "revisjon 1, telt 2025-10-01" in told.out


def test_a_model_asks_for_the_number_that_no_source_gives(pafyll):
    asked = pafyll("distribute", "--explain", "b-regions-and-equal-halves")
    said = pafyll("distribute", "--explain", "b-regions-and-equal-halves", "--set", "regions_percent=30")

    assert asked.status == 2
    assert "Prosent til kompetanseregionene" in asked.err
    assert (said.status, "30 % til" in said.out) == (0, True)


KEY_FAULTS = [
    ("910000021;Fjordvik", ";Fjordvik", "rad 2", "Feltet er tomt"),
    ("910000022;Sundby", "910000021;Sundby", "rad 3", "står også i rad 2"),
    ("910000022;Sundby", "91000002;Sundby", "rad 3", "er ikke et organisasjonsnummer"),
    ("48,5", "-48,5", "rad 2", "mindre enn 0"),
    ("48,5", "NaN", "rad 2", "er ikke et tall"),
    ("48,5", "1.048,5", "rad 2", "er ikke et tall"),
    ("48,5", "48,555", "rad 2", "mer enn 2 siffer etter komma"),
    ("1323,5", "1332,5", "rad 8", "Summen i filen er 1\u00a0332,5, men radene blir 1\u00a0323,5"),
    ("municipality;77;7701", "kommunn;77;7701", "rad 2", "Mente du"),
    ("municipality;77;7701", "municipality;17;1702", "rad 2", "17 gikk inn i 50 fra 2018-01-01"),
    ("municipality;77;7701", "municipality;30;3001", "rad 2", "30 ble delt i 31 og 32 og 33"),
    ("teacher_fte", "arsverk", "", "Kolonnen «arsverk» er ikke kjent"),
]


@pytest.mark.parametrize(("old", "new", "row", "text"), KEY_FAULTS)
def test_bad_keys_get_their_row_their_words_and_write_nothing(pafyll, given, tmp_path, old, new, row, text):
    spoil(given["keys"], old, new)

    told = pafyll(*arguments(given, "--out", tmp_path / "out"))

    assert told.status == 2
    assert row in told.err
    assert text in told.err
    assert not (tmp_path / "out").exists()


PIPELINE_FAULTS = [
    ("step: equal_split", "step: equal_splitt", "Kjenner ikke ordet «equal_splitt» i steg 4. Mente du equal_split?"),
    ("{regional: 30, rest: rest}", "{regional: 30, rest: 60}", "Prosentene er 90 til sammen"),
    ("pot: owners", "pot: owner", "Steg 5 tar penger fra potten «owner», som ikke finnes ennå"),
    ("least: 50000", "least: 50000.5", "er ikke et helt tall"),
    ("least: 50000", "least: 5000000", "mottakere skal ha minst 5\u00a0000\u00a0000"),
    ("least: 50000", "lest: 50000", "Mente du least?"),
    ("who: [provider]", "who: [providers]", "Kjenner ikke mottakere av slaget «providers»"),
    (
        "key: equal, who: [provider]}",
        "key: equal, who: [provider], most: 1000}",
        "Det er penger igjen som ikke er fordelt",
    ),
    ("title: Fordeling i Innhavet", "title: [", "kan ikke leses som YAML"),
]


@pytest.mark.parametrize(("old", "new", "text"), PIPELINE_FAULTS)
def test_a_pipeline_that_cannot_be_used_is_told_where_and_why(pafyll, given, old, new, text):
    spoil(given["pipeline"], old, new)

    told = pafyll(*arguments(given))

    assert told.status in (1, 2)
    assert text in told.err


def test_a_municipality_that_has_ended_is_added_to_its_heir_when_asked_and_the_sum_is_shown(pafyll, given, tmp_path):
    spoil(
        given["keys"], "910000022;Sundby kommune;municipality;77;7702", "910000022;Sundby kommune;municipality;77;7799"
    )
    mergers = tmp_path / "mergers.csv"
    mergers.write_text("old;new;starts_on\n7799;7701;2024-01-01\n", encoding="utf-8")

    refused = pafyll(*arguments(given, "--mergers", mergers))
    told = pafyll(*arguments(given, "--mergers", mergers, "--merge"))

    assert "7799 gikk inn i 7701 fra 2024-01-01" in refused.err
    assert (refused.status, told.status) == (2, 0)
    assert "48,5 + 61,25 = 109,75" in told.out


def test_a_missing_key_is_not_taken_for_nothing(pafyll, given):
    spoil(given["keys"], "Sum;;;;;1323,5", "Sum;;;;;")
    spoil(given["keys"], ";48,5", ";")

    told = pafyll(*arguments(given))

    assert told.status == 1
    assert "mangler for 1 mottakere, blant dem Fjordvik kommune" in told.err


WRONG_OPTIONS = [
    ([], "Oppgi rammen med --frame"),
    (["--frame", "mye"], "et helt antall kroner"),
    (["--frame", "10", "--keys", "k.csv", "--on", "i går"], "Skriv den som 2018-10-01"),
    (["--frame", "10", "--keys", "k.csv", "--set", "70"], "Skriv navn=verdi"),
    (["--frame", "10", "--keys", "k.csv", "--merge"], "--mergers"),
    (["--frame", "10", "--keys", "k.csv", "--set", "x=1"], "spør ikke etter «x»"),
]


@pytest.mark.parametrize(("more", "said"), WRONG_OPTIONS)
def test_an_impossible_option_is_explained_in_words(pafyll, given, more, said):
    told = pafyll("distribute", given["pipeline"], *more)

    assert told.status == 2
    assert said in told.err


def test_the_howto_names_every_column_and_every_model():
    text = HOWTO.read_text(encoding="utf-8")
    assert [column.name for column in (*WHO, *REQUESTS.columns) if f"`{column.name}`" not in text] == []
    assert [code for code in models() if f"`{code}`" not in text] == []
