"""Each table has a wall in the database, or says why it stands open; a new one that does neither fails here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from pafyll.apps.privacy.walling import all_shapes, all_unwalled, all_walls, condition, faults
from pafyll.devtools.generated_docs import all_lifecycles
from pafyll.integrations.postgresql.walls import Wall, shape_of
from tests.architecture.sources import python_files, text_of

WALLS, OPEN = all_walls(), all_unwalled()


def test_every_table_has_a_wall_or_a_reason() -> None:
    assert faults() == []


def without(known: dict[str, object], name: str) -> dict[str, object]:
    return {one: value for one, value in known.items() if one != name}


@pytest.mark.parametrize(
    ("walls", "unwalled", "said"),
    [
        (without(WALLS, "grants.BankAccount"), OPEN, "grants.BankAccount has neither a wall nor a reason"),
        (WALLS, without(OPEN, "casework.Job"), "casework.Job has neither a wall nor a reason"),
        (WALLS, {**OPEN, "casework.Mail": "because I say so"}, "casework.Mail has both a wall and a reason"),
        (WALLS, {**OPEN, "casework.Nothing": "because I say so"}, "casework.Nothing is no model"),
        (WALLS, {**OPEN, "casework.Job": ""}, "casework.Job stands open without a reason"),
        (
            {**WALLS, "casework.Mail": Wall("casework.Mail", person="sender")},
            OPEN,
            "casework.Mail sender: is no person",
        ),
        ({**WALLS, "casework.Mail": Wall("casework.Mail", office="kind")}, OPEN, "casework.Mail kind: is no key"),
        ({**WALLS, "casework.Mail": Wall("casework.Mail", about="reader")}, OPEN, "casework.Mail reader: is no text"),
        (
            {**WALLS, "grants.Award": Wall("grants.Award", within="scheme_year")},
            OPEN,
            "grants.Award scheme_year: has no wall of its own to stand behind",
        ),
    ],
)
def test_a_register_that_is_not_whole_fails(walls, unwalled, said) -> None:  # type: ignore[no-untyped-def]
    assert any(one.startswith(said) for one in faults(walls, unwalled))


def test_what_the_issue_names_first_is_walled() -> None:
    sensitive = {
        "organisations.IdentityNumber",
        "applications.Application",
        "applications.Statement",
        "applications.Ranking",
        "applications.Participation",
        "grants.PaymentStatement",
        "agreements.Agreement",
        "agreements.Invoice",
        "surveys.SurveyAnswer",
        "casework.Mail",
        "casework.Decision",
        "casework.Event",
        "casework.Appeal",
        "casework.AppealAttachment",
        "documents.Document",
        "forums.NeedsNotification",
        "grants.Award",
        "assignments.InquiryMessage",
    }
    assert sensitive <= set(WALLS)


def test_what_a_connection_has_said_is_read_once_for_a_statement_and_not_for_each_row() -> None:
    """current_setting() in the open is asked for every row; in a subquery of its own, once."""
    loose = [
        one.model
        for one in WALLS.values()
        if condition(one).replace("(SELECT NULLIF(current_setting(", "").count("current_setting")
    ]
    assert loose == []


@pytest.mark.parametrize("wall", [one for one in WALLS.values() if one.about], ids=lambda one: one.model)
def test_what_the_storys_letters_decisions_and_history_are_about_is_known(world: None, wall: Wall) -> None:
    """A text that is not known opens the row to nobody."""
    texts = apps.get_model(wall.model)._default_manager.values_list(wall.about, flat=True)
    shapes = {shape_of(text) for text in texts}
    assert len(shapes) > 5
    assert shapes <= all_shapes()


def test_the_history_of_everything_with_a_lifecycle_is_known() -> None:
    assert {f"{one.name}:*" for one in all_lifecycles()} <= all_shapes()


def test_every_text_that_is_written_out_is_known() -> None:
    """As record(about=f"unit:{unit.pk}"); what a model calls itself, it calls itself in one place."""
    found = {shape for path in python_files(under="src/pafyll/apps") for shape in _written(path)}
    assert {"unit:*", "frame:*:*", "round:*:owner:*"} <= found
    assert found <= all_shapes()


def _written(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(text_of(path))):
        for value in _told(node):
            texts = [one for one in ast.walk(value) if isinstance(one, ast.JoinedStr)]
            yield from (shape for one in texts if re.fullmatch(r"[a-z_]+(:[a-z_*]+)+", shape := _shape(one)))


def _told(node: ast.AST) -> list[ast.expr]:
    """What is said under the name of about, and first where something is told."""
    if isinstance(node, ast.keyword):
        return [node.value] if node.arg == "about" else []
    if isinstance(node, ast.Assign):
        return [node.value] if ast.unparse(node.targets[0]) in ("about", "abouts") else []
    is_telling = isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("record_all", ".tell"))
    return node.args[:1] if is_telling else []  # type: ignore[attr-defined]


def _shape(text: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in text.values)
