"""Kinds of decisions and their owners, case numbers, and the history of a thing."""

from __future__ import annotations

import ast
from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps

import pafyll
from pafyll.apps.casework import outcomes
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.queries import history_of
from pafyll.apps.casework.services import NewDecision, issue_decisions, record
from pafyll.integrations.clock import OSLO
from tests.factories import UserFactory

NOON = datetime(2026, 4, 20, 12, tzinfo=OSLO)
NEW_YEARS_EVE = datetime(2026, 12, 31, 23, 30, tzinfo=OSLO)


def kinds_named_in_the_source():
    """Every kind="…" that some code gives to issue_decisions in so many words."""
    for path in Path(pafyll.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "issue_decisions":
                named = (k.value for k in node.keywords if k.arg == "kind")
                yield from (value.value for value in named if isinstance(value, ast.Constant))


def test_every_kind_of_decision_has_an_owner_that_is_one_of_our_apps():
    known = {kind.code: kind for kind in outcomes.known_kinds()}

    assert set(kinds_named_in_the_source()) <= known.keys()
    assert known
    for kind in known.values():
        assert apps.get_app_config(kind.owner).name.startswith("pafyll.apps.")
        assert kind.label
        assert kind.outcomes


def test_two_apps_cannot_own_the_same_kind():
    with pytest.raises(ValueError, match="already registered by applications"):
        outcomes.register("place", label="Noe annet", owner="planning", outcomes={"granted": "Ja"})


@pytest.mark.django_db
def test_a_decision_of_an_unknown_kind_or_outcome_is_not_stored():
    ada, idar = UserFactory(), UserFactory()
    some = [NewDecision("application:1", "granted", {}, [])]

    with pytest.raises(outcomes.UnknownKind):
        issue_decisions(kind="medal", decisions=some, prepared_by=ada, decided_by=idar, at=NOON)
    wrong = [NewDecision("application:1", "perhaps", {}, [])]
    with pytest.raises(KeyError):
        issue_decisions(kind="place", decisions=wrong, prepared_by=ada, decided_by=idar, at=NOON)

    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_case_numbers_follow_each_other_through_the_year_and_start_again_in_the_next():
    ada, idar = UserFactory(), UserFactory()

    def issue(count, at):
        some = [NewDecision(f"application:{i}", "granted", {}, []) for i in range(count)]
        rows = issue_decisions(kind="place", decisions=some, prepared_by=ada, decided_by=idar, at=at)
        return [row.case_number for row in rows]

    assert issue(2, NOON) == ["2026/000001", "2026/000002"]
    assert issue(1, NEW_YEARS_EVE) == ["2026/000003"]
    assert issue(1, datetime(2027, 1, 1, 0, 30, tzinfo=OSLO)) == ["2027/000001"]


@pytest.mark.django_db
def test_the_history_says_who_did_what_newest_first():
    ada = UserFactory(first_name="Ada", last_name="Lindkvist")
    record(about="round:1", verb="copied", by=ada, at=NOON)
    record(about="round:1", verb="open", by=ada, at=NOON)
    record(about="round:2", verb="open", by=ada, at=NOON)

    rows = history_of("round:1")

    assert [(row.who, row.verb) for row in rows] == [
        ("Ada Lindkvist", "kunngjorde"),
        ("Ada Lindkvist", "kopierte fra fjorårets runde"),
    ]
