"""The cases in tests/cases/qualification.yaml."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from pafyll.domain.rules.qualification import lacks_credits_in, requirement, standing

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "qualification.yaml").read_text(encoding="utf-8"))
DAY = date(2026, 8, 1)


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["case"])
def test_case(row: dict[str, Any]):
    held = None if row["held"] == "none" else Decimal(str(row["held"]))

    answer = standing(row["subject"], row["stage"], held, row.get("day", DAY))

    assert (answer.verdict, answer.missing) == (row["expect"], Decimal(str(row.get("missing", 0))))


def test_every_requirement_names_its_source():
    found = requirement("mathematics", "1-7", DAY)

    assert found is not None
    assert "Udir-3-2015" in found.source


def test_only_a_study_in_the_subject_that_is_lacking_mends_it():
    taught = [standing("english", "8-10", Decimal(30), DAY), standing("music", "8-10", Decimal(60), DAY)]

    assert lacks_credits_in("english", taught)
    assert not lacks_credits_in("music", taught)
    assert not lacks_credits_in("mathematics", taught)
