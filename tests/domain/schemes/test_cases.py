"""Every scheme's own cases.yaml: who pays what, how much time, and figures that are said to be missing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

import pafyll.domain.schemes as package
from pafyll.domain.grants.rates import RateRow, RateTable
from pafyll.domain.grants.shares import Shares, Study, shares_of
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.schemes import schemes
from pafyll.domain.values import percent_text

FOLDER = Path(package.__file__).parent
KEYS = {"case", "date", "given", "expect", "source"}
GIVEN = {"credits", "subject", "semesters", "travel", "stay", "rates"}


def cases() -> list[Any]:
    """(scheme code, case) of every cases.yaml."""
    found = [(path.parent.name, case) for path in sorted(FOLDER.glob("*/cases.yaml")) for case in _read(path)]
    return [pytest.param(code, case, id=f"{code}: {case['case']}") for code, case in found]


def _read(path: Path) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert all(case.keys() == KEYS and case["given"].keys() <= GIVEN for case in content), f"{path}: unknown keys"
    return content


@pytest.mark.parametrize(("code", "case"), cases())
def test_a_scheme_pays_what_its_case_says(code: str, case: dict[str, Any]) -> None:
    expected = dict(case["expect"])
    if missing := expected.pop("missing", None):
        with pytest.raises(NoValueInForce) as gap:
            _asked(code, case)
        assert (gap.value.name, gap.value.scheme, gap.value.day) == (missing, code, case["date"])
        return

    shares = _asked(code, case)

    assert {name: _answer(shares, name) for name in expected} == expected
    assert expected


def test_every_folder_is_a_scheme_with_its_own_code_and_cases() -> None:
    others = {"__pycache__", "collective"}  # collective schemes are a family of their own, with their own test
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()} - others

    assert folders == set(schemes())
    assert all((FOLDER / code / "cases.yaml").exists() and schemes()[code].code == code for code in folders)


def test_rounds_offer_the_two_schemes_that_teachers_apply_for() -> None:
    assert package.schemes_in_rounds() == ("substitute", "scholarship")


def _asked(code: str, case: dict[str, Any]) -> Shares:
    given = case["given"]
    study = Study(
        given.get("subject", "other"),
        Decimal(str(given["credits"])),
        given.get("semesters", "HV"),
        given.get("travel", 0),
        given.get("stay", 0),
    )
    rows = [RateRow(code, "", payer, amount, case["source"]) for payer, amount in given.get("rates", {}).items()]
    return shares_of(study, scheme=code, on=case["date"], rates=RateTable(tuple(rows), case["date"]))


def _answer(shares: Shares, name: str) -> Any:
    if name in ("release", "own_time"):
        percent = shares.percent(name)
        return percent if percent is None else percent_text(percent)
    return int(shares.total(None if name == "cost" else name))
