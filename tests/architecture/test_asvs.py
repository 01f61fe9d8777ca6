"""The table of security requirements claims nothing that no test shows."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

from tests.architecture.sources import ROOT

TABLE = ROOT / "docs" / "asvs.csv"
STATUSES = {"met", "not_relevant", "open"}
LEVELS = {"1": 70, "2": 183}  # OWASP ASVS 5.0.0


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


@cache
def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_requirement_of_levels_one_and_two_has_one_row_in_order() -> None:
    names = [row["id"] for row in rows()]
    assert names == sorted(set(names), key=lambda name: [int(part) for part in name.removeprefix("V").split(".")])
    assert Counter(row["level"] for row in rows()) == LEVELS


def test_every_met_row_names_tests_that_are_there() -> None:
    missing = []
    for row in rows():
        named = row["tests"].split()
        assert bool(named) == (row["status"] == "met"), row["id"]
        for one in named:
            path, _, name = one.partition("::")
            if not (ROOT / path).is_file() or name not in names_in(ROOT / path):
                missing.append((row["id"], one))
    assert missing == []


def test_what_is_not_met_says_why() -> None:
    assert {row["status"] for row in rows()} == STATUSES
    assert [row["id"] for row in rows() if row["status"] != "met" and not row["remark"].strip()] == []


def test_security_says_how_soon_what_is_mended() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert len(re.findall(r"\| \d+ (?:working )?(?:days|hours)", text)) >= 5
    assert "docs/asvs.csv" in text
