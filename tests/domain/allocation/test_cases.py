"""Small rounds that a case officer can work out by hand: tests/cases/allocation/*.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pafyll.domain.allocation import allocate, allocate_plainly, audit, explain
from tests.domain.allocation.instances import problem_of, rules_of

FOLDER = Path(__file__).parents[2] / "cases" / "allocation"
KEYS = {"case", "rules", "offers", "owners", "state_money", "applications", "expect", "says"}


def cases() -> list[Any]:
    """Every case of every file; unknown keys are refused."""
    content = [case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]
    assert all(not case.keys() - KEYS for case in content)
    return [pytest.param(case, id=case["case"]) for case in content]


@pytest.mark.parametrize("case", cases())
def test_a_small_round_comes_out_as_the_case_says(case: dict[str, Any]) -> None:
    money = {"state_money": tuple(case["state_money"])} if "state_money" in case else {}
    problem = problem_of(case["applications"], [tuple(o) for o in case["offers"]], case["owners"], **money)
    rules = rules_of(**{"passing": (False, False), **case["rules"]})

    outcome = allocate(problem, rules, "toy")

    assert [int(k) + 1 if k >= 0 else None for k in outcome.contract] == case["expect"]
    assert outcome.same_as(allocate_plainly(problem, rules, "toy"))
    assert audit(problem, rules, "toy", outcome)
    for i, sentences in case.get("says", {}).items():
        said = str(explain(problem, rules, outcome, i)).replace("\u00a0", " ")
        for sentence in sentences:
            assert sentence in said
