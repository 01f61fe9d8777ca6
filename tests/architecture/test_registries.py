"""What is registered is whole: rule sets, subjects, schemes, decisions and documents name only what exists."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from pafyll.apps.casework.outcomes import known_kinds
from pafyll.apps.documents.registry import document_types
from pafyll.domain.rules.subjects import GROUPS, SUBJECTS
from tests.architecture.sources import ROOT

RULE_SETS = sorted((ROOT / "src/pafyll/domain/allocation/rulesets").glob("*.yaml"))
SCHEMES = sorted(path.parent for path in (ROOT / "src/pafyll/domain/schemes").glob("*/__init__.py"))


@pytest.mark.parametrize("file", RULE_SETS, ids=lambda file: file.stem)
def test_a_rule_set_names_its_sources_and_subjects_that_exist(file: Path) -> None:
    rules = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert rules["source"]
    assert all(tier["source"] and tier["title"] for tier in rules["tiers"])
    assert all(step["source"] for step in rules["order"])
    named = {subject for tier in rules["tiers"] for group in tier["any_of"] for subject in group.get("subjects", [])}
    assert named <= set(SUBJECTS)


def test_every_subject_belongs_to_a_known_group() -> None:
    assert {subject.group for subject in SUBJECTS.values()} <= set(GROUPS)
    assert all(subject.name and code.isascii() for code, subject in SUBJECTS.items())


@pytest.mark.parametrize("folder", SCHEMES, ids=lambda folder: folder.name)
def test_a_scheme_has_a_label_parameters_with_source_and_cases(folder: Path) -> None:
    scheme = import_module(f"pafyll.domain.schemes.{folder.name}").SCHEME
    assert scheme.code == folder.name
    assert scheme.label
    assert all((folder / name).exists() for name in ("parameters.yaml", "cases.yaml"))
    assert _words(yaml.safe_load((ROOT / "docs/glossary.yaml").read_text(encoding="utf-8"))) >= {folder.name}


def test_there_is_a_scheme_for_every_way_of_paying_in_the_glossary() -> None:
    assert {folder.name for folder in SCHEMES} >= {"substitute", "scholarship"}


def test_every_kind_of_decision_has_an_owner_and_named_outcomes() -> None:
    assert {kind.code for kind in known_kinds()} >= {"place"}
    assert all(kind.owner and kind.label and all(kind.outcomes.values()) for kind in known_kinds())


def test_every_outcome_of_a_place_decision_has_its_letter() -> None:
    place = next(kind for kind in known_kinds() if kind.code == "place")
    assert {f"place_{outcome}" for outcome in place.outcomes} <= set(document_types())


def _words(glossary: dict[str, Any]) -> set[str]:
    return {str(term["identifier"]).split(" (")[0] for term in glossary["terms"]}
