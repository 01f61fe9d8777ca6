"""What is registered is whole: rule sets, subjects, schemes, decisions and documents name only what exists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from pafyll.apps.casework.outcomes import known_kinds
from pafyll.apps.documents.registry import document_types
from pafyll.domain.parameters import Parameter, ParameterFault, parameters_from
from pafyll.domain.rules.subjects import GROUPS, SUBJECTS
from pafyll.domain.schemes import Scheme, schemes
from pafyll.domain.schemes.double_funding import excludes
from tests.architecture.sources import ROOT

RULE_SETS = sorted((ROOT / "src/pafyll/domain/allocation/rulesets").glob("*.yaml"))
COLLECTIVE = "collective"  # a family of its own: tests/domain/schemes/test_collective.py
SCHEMES = sorted(
    path.parent for path in (ROOT / "src/pafyll/domain/schemes").glob("*/__init__.py") if path.parent.name != COLLECTIVE
)


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
def test_a_scheme_is_whole(folder: Path) -> None:
    assert faults_of(_scheme(folder), folder) == []


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda scheme: replace(scheme, label=" "), "label"),
        (lambda scheme: replace(scheme, code="other_code"), "code"),
        (lambda scheme: replace(scheme, parameters=_without_source(scheme)), "source"),
        (lambda scheme: replace(scheme, parameters=_without_label(scheme)), "label of max_credits_paid"),
    ],
    ids=["no label", "another code than its folder", "a value without source", "a parameter without label"],
)
def test_a_scheme_that_is_not_whole_fails(spoil: Callable[[Scheme], Scheme], named: str) -> None:
    folder = next(folder for folder in SCHEMES if folder.name == "scholarship")

    assert [fault for fault in faults_of(spoil(_scheme(folder)), folder) if named in fault]


@pytest.mark.parametrize(
    ("name", "content", "named"),
    [
        ("cases.yaml", None, "cases.yaml"),
        ("cases.yaml", "[]", "no case"),
        ("cases.yaml", "- {case: x, date: 2021-08-15, given: {}, expect: {state: 1}}", "source of a case"),
        ("parameters.yaml", None, "parameters.yaml"),
        ("parameters.yaml", "x: {label: x, unit: NOK, values: {2021-08-01: {value: 1}}}", "source"),
    ],
)
def test_a_scheme_folder_without_case_or_source_fails(
    tmp_path: Path, name: str, content: str | None, named: str
) -> None:
    whole = next(folder for folder in SCHEMES if folder.name == "scholarship")
    folder = tmp_path / "scholarship"
    copytree(whole, folder)
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content, encoding="utf-8")

    assert [fault for fault in faults_of(_scheme(whole), folder) if named in fault]


def test_what_a_scheme_excludes_is_mutual_and_exists() -> None:
    for code, scheme in schemes().items():
        assert all(code in excludes(schemes()[other]) for other in excludes(scheme))
        assert code not in excludes(scheme)


def test_every_scheme_folder_is_found_without_being_listed() -> None:
    assert set(schemes()) == {folder.name for folder in SCHEMES} >= {"substitute", "scholarship"}


def faults_of(scheme: Scheme, folder: Path) -> list[str]:
    """What a scheme lacks: code, label, parameters with source, cases with source, a word in the glossary."""
    faults = [f"no {name}" for name in ("parameters.yaml", "cases.yaml") if not (folder / name).exists()]
    faults += ["code is not the folder's name"] if scheme.code != folder.name else []
    faults += ["no label"] if not scheme.label.strip() else []
    if folder.name not in _words(yaml.safe_load((ROOT / "docs/glossary.yaml").read_text(encoding="utf-8"))):
        faults.append("no word in the glossary")
    for parameter in scheme.parameters.values():
        faults += [] if parameter.label.strip() else [f"no label of {parameter.name}"]
        stated = [*parameter.values, *parameter.claims]
        faults += [f"no source of {parameter.name}" for one in stated if not one.source.strip()]
        faults += (
            [] if stated or parameter.not_found else [f"{parameter.name} says neither a value nor where it looked"]
        )
    return faults + _faults_of_files(folder)


def _faults_of_files(folder: Path) -> list[str]:
    faults = []
    try:
        if (folder / "parameters.yaml").exists():
            parameters_from(folder / "parameters.yaml", scheme=folder.name)
    except ParameterFault as fault:
        faults.append(str(fault))
    if (folder / "cases.yaml").exists():
        cases = yaml.safe_load((folder / "cases.yaml").read_text(encoding="utf-8"))
        faults += [] if cases else ["no case"]
        faults += ["no source of a case" for case in cases if not str(case.get("source", "")).strip()]
        faults += ["a case that expects nothing" for case in cases if not case.get("expect")]
    return faults


def _scheme(folder: Path) -> Scheme:
    found: Scheme = import_module(f"pafyll.domain.schemes.{folder.name}").SCHEME
    return found


def _without_source(scheme: Scheme) -> dict[str, Parameter]:
    rate = scheme.parameters["scholarship_per_30_credits"]
    spoiled = replace(rate, values=(replace(rate.values[0], source=" "), *rate.values[1:]))
    return {**scheme.parameters, rate.name: spoiled}


def _without_label(scheme: Scheme) -> dict[str, Parameter]:
    limit = scheme.parameters["max_credits_paid"]
    return {**scheme.parameters, limit.name: replace(limit, label="")}


def test_every_kind_of_decision_has_an_owner_and_named_outcomes() -> None:
    assert {kind.code for kind in known_kinds()} >= {"place"}
    assert all(kind.owner and kind.label and all(kind.outcomes.values()) for kind in known_kinds())


def test_every_outcome_of_a_place_decision_has_its_letter() -> None:
    place = next(kind for kind in known_kinds() if kind.code == "place")
    assert {f"place_{outcome}" for outcome in place.outcomes} <= set(document_types())


def _words(glossary: dict[str, Any]) -> set[str]:
    return {str(term["identifier"]).split(" (")[0] for term in glossary["terms"]}
