"""What the documentation says exists, exists; and what exists is in the documentation."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

from pafyll.apps.documents.registry import document_types
from pafyll.cli.app import app
from pafyll.devtools.generated_docs import all_lifecycles, pages
from tests.architecture.sources import ROOT, kept_files, text_of

DOCS = [path for path in kept_files() if path.suffix == ".md"]
FIRST_ADRS = 10


def test_generated_pages_are_fresh() -> None:
    stale = [str(file.relative_to(ROOT)) for file, text in pages().items() if text_of(file) != text]
    assert stale == [], "run manage.py docs"


def test_every_dependency_has_a_line_that_says_why_and_how_to_leave() -> None:
    listed = set(re.findall(r"^\| ([@\w][\w./-]*) \|", text_of(Path("docs/adr/dependencies.md")), re.MULTILINE)) - {
        "Package"
    }
    assert listed == _dependencies()


def test_every_lifecycle_keeps_all_its_statuses_in_the_table() -> None:
    for lifecycle in all_lifecycles():
        assert set(lifecycle.table) == set(lifecycle.statuses), lifecycle.name
        assert all(after <= set(lifecycle.statuses) for after in lifecycle.table.values()), lifecycle.name


@pytest.mark.parametrize("path", DOCS, ids=str)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text_of(path))
    missing = [link for link in links if not (ROOT / path.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("path", DOCS, ids=str)
def test_make_targets_and_commands_that_are_mentioned_exist(path: Path) -> None:
    text = text_of(path)
    targets = set(re.findall(r"^([a-z-]+):", text_of(Path("Makefile")), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())


def test_every_command_of_ours_is_in_the_documentation() -> None:
    everything = "\n".join(text_of(path) for path in DOCS)
    ours = {name for name, app in get_commands().items() if str(app).startswith("pafyll")}
    assert [
        name for name in sorted(ours) if f"manage.py {name}" not in everything and f"make {name}" not in everything
    ] == []


def test_every_command_on_files_is_in_the_howto_about_allocating() -> None:
    howto = text_of(Path("docs/howto/allocate.md"))
    commands = [info.name or info.callback.__name__ for info in app.registered_commands if info.callback]
    assert [name for name in commands if f"pafyll {name}" not in howto] == []


def test_every_setting_from_the_environment_is_in_the_howto_about_running() -> None:
    howto = text_of(Path("docs/howto/run.md"))
    used = {
        name
        for path in kept_files()
        if path.suffix == ".py" and path.parts[0] == "src"
        for name in re.findall(r"PAFYLL_[A-Z_]+", text_of(path))
    }
    assert sorted(name for name in used if name not in howto) == []


def test_every_document_type_is_in_the_handbook() -> None:
    handbook = text_of(Path("docs/handbook/dokumenter.md"))
    assert [code for code in document_types() if f"`{code}`" not in handbook] == []


def test_the_decisions_are_numbered_without_gaps_and_have_the_same_parts() -> None:
    adrs = sorted(path for path in DOCS if re.match(r"docs/adr/\d{4}-", str(path)))
    assert [int(path.name[:4]) for path in adrs] == list(range(1, len(adrs) + 1))
    assert len(adrs) >= FIRST_ADRS
    for path in adrs:
        headings = re.findall(r"^## (.+)$", text_of(path), re.MULTILINE)
        assert {"Context", "Decision", "What we gave up", "When to look again"} <= set(headings), path


def test_every_module_starts_by_saying_what_belongs_in_it() -> None:
    silent = [
        str(path)
        for path in kept_files()
        if path.suffix == ".py" and path.parts[0] == "src" and "migrations" not in path.parts
        if text_of(path).strip() and not text_of(path).startswith(('"""', 'r"""'))
    ]
    assert silent == []


def _dependencies() -> set[str]:
    project = tomllib.loads(text_of(Path("pyproject.toml")))
    groups = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    python = {re.split(r"[\[<>=~!;\s]", line)[0].lower() for group in groups for line in group}
    return python | set(json.loads(text_of(Path("package.json")))["dependencies"])
