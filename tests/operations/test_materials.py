"""The bill of materials says what the locks say: every package, its version and its hashes, and no other."""

from __future__ import annotations

import json
import re
from importlib.metadata import distributions
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from pafyll.operations.materials import bill_of_materials

ROOT = Path(__file__).resolve().parents[2]
PYTHON, BROWSER = ROOT / "requirements.txt", ROOT / "package-lock.json"


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    out = StringIO()
    call_command("bill_of_materials", "--python-lock", str(PYTHON), "--browser-lock", str(BROWSER), stdout=out)
    return dict(json.loads(out.getvalue()))


def test_it_is_a_cyclonedx_document_about_us(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    assert bill["metadata"]["component"]["licenses"] == [{"license": {"id": "EUPL-1.2"}}]
    references = [one["bom-ref"] for one in bill["components"]]
    assert len(references) == len(set(references))
    assert set(bill["dependencies"][0]["dependsOn"]) == set(references)


def test_it_has_every_line_of_the_locks_and_a_hash_for_each(bill: dict[str, Any]) -> None:
    pinned = [line for line in PYTHON.read_text().splitlines() if re.match(r"[A-Za-z0-9]", line)]
    fetched = [path for path in json.loads(BROWSER.read_text())["packages"] if path]
    assert len(bill["components"]) == len(pinned) + len(fetched)
    assert [one["purl"] for one in bill["components"] if not one["hashes"]] == []
    assert all(len(one["content"]) in (64, 128) for part in bill["components"] for one in part["hashes"])


def test_what_is_installed_here_is_what_it_says(bill: dict[str, Any]) -> None:
    here = {re.sub(r"[-_.]+", "-", one.name).lower(): one.version for one in distributions()}
    said = {(one["name"], one["version"]) for one in bill["components"] if one["purl"].startswith("pkg:pypi/")}
    names = {name for name, _ in said}  # one may stand there twice, for two versions of Python
    assert {"django", "prometheus-client", "psycopg"} <= names
    assert {(name, here[name]) for name in names & set(here)} <= said


def test_the_same_locks_give_the_same_document_and_another_lock_another(tmp_path: Path) -> None:
    first = bill_of_materials(PYTHON, BROWSER, version="1")
    assert first == bill_of_materials(PYTHON, BROWSER, version="1")
    other = tmp_path / "requirements.txt"
    other.write_text(PYTHON.read_text().replace("django==5.2.19", "django==5.2.20"))
    assert first["serialNumber"] != bill_of_materials(other, BROWSER, version="1")["serialNumber"]


def test_a_lock_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Finner ikke"):
        call_command("bill_of_materials", "--python-lock", str(tmp_path / "nei.txt"))


def test_the_audit_asks_about_both_locks() -> None:
    recipe = (ROOT / "Makefile").read_text().partition("\naudit:")[2].partition("\n\n")[0]
    assert "-r requirements.txt" in recipe
    assert "npm audit" in recipe
