"""The nine models that counties use, and the 2018 round: tests/cases/distribution/<model>.yaml, for case officers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pafyll.domain.answers import Refusal
from pafyll.domain.grants.distribution import (
    Distribution,
    Recipient,
    Request,
    asked_for,
    distribute,
    in_words,
    pipeline_from,
)
from pafyll.domain.grants.distribution.models import models
from pafyll.domain.values import Kroner

FOLDER = Path(__file__).parents[3] / "cases" / "distribution"
KEYS = {"case", "source", "frame", "given", "recipients", "requests", "pots", "expect", "left", "says", "refused"}


def cases() -> list[Any]:
    """Every case of every file; unknown keys are refused."""
    found = [(path.stem, case) for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text())]
    assert all(not case.keys() - KEYS for _, case in found)
    return [pytest.param(model, case, id=f"{model}: {case['case']}") for model, case in found]


def run(model: str, case: dict[str, Any]) -> Distribution:
    pipeline = pipeline_from(models()[model], case.get("given"))
    recipients = [Recipient(**one) for one in case["recipients"]]
    requests = [Request(**one) for one in case.get("requests", [])]
    return distribute(pipeline, frame=Kroner(case["frame"]), recipients=recipients, requests=requests)


@pytest.mark.parametrize(("model", "case"), [case for case in cases() if "refused" not in case.values[1]])
def test_a_model_comes_out_as_its_case_says(model, case):
    done = run(model, case)

    assert {line.recipient.number: int(line.kroner) for line in done.lines} == case.get("expect", {})
    assert _sums((one.pot, one.kroner) for one in done.remainders) == case.get("left", {})
    into = _sums((one.into, one.kroner) for one in done.movements)
    assert {pot: into[pot] for pot in case.get("pots", {})} == case.get("pots", {})
    for number, sentences in case.get("says", {}).items():
        line = done.line_of(number)
        said = " ".join(str(link) for link in line.chain).replace("\u00a0", " ") if line else ""
        assert [sentence for sentence in sentences if sentence not in said] == []


@pytest.mark.parametrize(("model", "case"), [case for case in cases() if "refused" in case.values[1]])
def test_a_model_that_cannot_be_carried_out_says_why(model, case):
    with pytest.raises(Refusal) as refused:
        run(model, case)

    assert str(refused.value.answer).replace("\u00a0", " ") == case["refused"]


def test_every_model_has_its_own_case_file_and_there_are_nine_kinds():
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(models())
    assert {model["model"] for model in models().values()} == set("ABCDEFGHI")
    assert all(model["source"] and model["notes"] for model in models().values())


@pytest.mark.parametrize("code", sorted(models()))
def test_a_model_says_itself_in_words_and_asks_for_what_no_source_gives(code):
    asked = asked_for(models()[code])

    pipeline = pipeline_from(models()[code], {name: 30 if "percent" in name else 910000001 for name in asked})

    assert all(line.endswith(".") and "{" not in line for line in in_words(pipeline))


def _sums(pairs: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for pot, kroner in pairs:
        found[pot] = found.get(pot, 0) + int(kroner)
    return found
