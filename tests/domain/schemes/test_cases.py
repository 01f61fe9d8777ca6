"""Every scheme's own cases.yaml: amounts by credits and day, and figures that are said to be missing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

import pafyll.domain.schemes as package
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.schemes import schemes

FOLDER = Path(package.__file__).parent
KEYS = {"case", "date", "given", "expect", "source"}


def cases() -> list[Any]:
    """(scheme code, case) of every cases.yaml."""
    found = [(path.parent.name, case) for path in sorted(FOLDER.glob("*/cases.yaml")) for case in _read(path)]
    return [pytest.param(code, case, id=f"{code}: {case['case']}") for code, case in found]


def _read(path: Path) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert all(case.keys() == KEYS for case in content), f"{path}: unknown or missing keys"
    return content


@pytest.mark.parametrize(("code", "case"), cases())
def test_a_scheme_pays_what_its_case_says(code: str, case: dict[str, Any]) -> None:
    scheme, credits = schemes()[code], Decimal(str(case["given"]["credits"]))

    if missing := case["expect"].get("missing"):
        with pytest.raises(NoValueInForce) as gap:
            scheme.amount(credits, case["date"])
        assert (gap.value.name, gap.value.scheme) == (missing, code)
    else:
        assert scheme.amount(credits, case["date"]) == case["expect"]["amount"]


def test_every_scheme_folder_is_listed_with_label_and_cases() -> None:
    folders = {path.parent.name for path in FOLDER.glob("*/parameters.yaml")}

    assert folders == set(schemes())
    assert all((FOLDER / code / "cases.yaml").exists() and schemes()[code].label for code in folders)
