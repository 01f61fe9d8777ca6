"""A written result can be explained, verified, replayed, and its draw checked by anyone."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.conftest import allocate_arguments, spoil


@pytest.fixture
def results(pafyll, files, tmp_path) -> Path:
    assert pafyll(*allocate_arguments(files, tmp_path / "results")).status == 0
    return tmp_path / "results"


def first_with(results: Path, result: str) -> str:
    for line in (results / "chains.jsonl").read_text(encoding="utf-8").splitlines():
        if (chain := json.loads(line))["result"] == result:
            return chain["application_id"]
    raise AssertionError(f"nobody is {result}")


def test_a_refusal_is_explained_step_by_step_with_what_would_have_changed_it(pafyll, results):
    told = pafyll("explain", "--results", results, first_with(results, "refused"))

    assert told.status == 0
    assert "fikk ikke plass" in told.out
    assert "1. Skoleeieren prioriterte søknaden som nummer" in told.out
    assert "Nærmest plass" in told.out


def test_a_place_and_an_unapproved_application_are_explained_too(pafyll, results):
    assert "fikk plass på" in pafyll("explain", "--results", results, first_with(results, "granted")).out
    assert (
        "ikke godkjent av skoleeieren"
        in pafyll("explain", "--results", results, first_with(results, "not_approved")).out
    )


def test_the_chain_worked_out_again_says_the_same(pafyll, results):
    refused = first_with(results, "refused")

    stored = pafyll("explain", "--results", results, refused).out
    again = pafyll("explain", "--results", results, refused, "--language", "nn").out

    assert stored.count("\n") == again.count("\n")


def test_an_unknown_application_and_an_empty_folder_are_told_in_words(pafyll, results, tmp_path):
    unknown = pafyll("explain", "--results", results, "S9999")
    nothing = pafyll("verify", "--results", tmp_path)

    assert (unknown.status, nothing.status) == (2, 2)
    assert "Søknaden S9999 finnes ikke" in unknown.err
    assert "har ikke noe resultat fra pafyll allocate" in nothing.err


def test_all_chains_replay_to_the_results(pafyll, results):
    told = pafyll("replay", "--results", results)

    assert told.status == 0
    assert "240 begrunnelser er spilt av, og 0 ga et annet resultat" in told.out


def test_a_result_that_somebody_has_changed_is_found_by_replay_and_verify(pafyll, results):
    lines = (results / "results.csv").read_text(encoding="utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if ",refused," in line)
    changed = lines[at].split(",")
    changed[5:7] = ["granted", "MAT-10"]
    changed[9] = "substitute"
    lines[at] = ",".join(changed)
    (results / "results.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    replayed, verified = pafyll("replay", "--results", results), pafyll("verify", "--results", results)

    assert (replayed.status, verified.status) == (1, 1)
    assert f"{changed[0]}: begrunnelsen leder til ingen plass, men resultatet er MAT-10 substitute." in replayed.out
    assert "results.csv er endret etter at den ble skrevet." in verified.out


def test_an_untouched_result_verifies(pafyll, results):
    told = pafyll("verify", "--results", results)

    assert told.status == 0
    assert "Alt stemmer" in told.out


@pytest.mark.parametrize(
    "switches", [["--cheaper-may-pass", "state"], ["--without", "top_ranked"], ["--shared-places", "5"]]
)
def test_a_result_with_switches_verifies_with_the_same_switches(pafyll, files, tmp_path, switches):
    assert pafyll(*allocate_arguments(files, tmp_path / "results", *switches)).status == 0

    assert pafyll("verify", "--results", tmp_path / "results").status == 0
    assert pafyll("replay", "--results", tmp_path / "results").status == 0


def test_a_changed_input_is_found(pafyll, results):
    spoil(results / "input" / "offers.csv", ",18,", ",17,")

    told = pafyll("verify", "--results", results)

    assert told.status == 1
    assert "Fingeravtrykket av grunnlaget" in told.out


def test_a_draw_number_is_the_first_eight_bytes_of_a_plain_sha256(pafyll):
    told = pafyll("draw", "frø", "S1")

    expected = hashlib.sha256("frø:S1".encode()).hexdigest()[:16]
    assert expected in told.out
    assert str(int(expected, 16)) in told.out
    assert "sha256sum" in told.out


def test_the_rules_are_listed_and_shown_with_their_fingerprint(pafyll):
    from pafyll.domain.allocation import rules_hash, ruleset

    assert "2023-24" in pafyll("rules", "list").out
    shown = pafyll("rules", "show", "2023-24").out
    assert "Gruppene" in shown
    assert rules_hash(ruleset("2023-24")) in shown
    assert pafyll("rules", "show", "1999-00").status == 2
