"""Every field of every table says why it is kept and how long; a new one that does not fails here."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.apps import apps

from pafyll.apps.privacy.register import all_tables, faults
from pafyll.domain.privacy import Then


def test_every_field_of_every_table_is_marked_with_purpose_and_retention() -> None:
    assert faults() == []


def test_nothing_is_described_that_does_not_exist() -> None:
    assert set(all_tables()) == {model._meta.label for model in apps.get_models()}


def described(label: str, changes: dict[str, object]) -> list[str]:
    """What is said when one table is described otherwise."""
    tables = all_tables()
    return faults({**tables, label: replace(tables[label], **changes)}, [apps.get_model(label)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "changes", "said"),
    [
        ("applications.Statement", {"marks": {}}, "reason: not marked"),
        ("casework.Outage", {"impersonal": "starts_at"}, "cause: not marked"),
        ("casework.Outage", {"done_by": ""}, "registered_by: points at a person, and is neither mine nor done_by"),
        ("applications.Statement", {"mine": ()}, "application: hangs on applications.Application"),
        ("applications.Statement", {"label": ""}, "has no label"),
        ("organisations.Person", {"impersonal": "email"}, "email: marked twice"),
        ("organisations.Person", {"impersonal": "shoe_size"}, "shoe_size: no such field"),
    ],
)
def test_a_table_that_is_not_whole_fails(label: str, changes: dict[str, object], said: str) -> None:
    assert any(said in one for one in described(label, changes))


def test_a_table_that_nobody_has_described_fails() -> None:
    tables = {label: table for label, table in all_tables().items() if label != "applications.Application"}

    assert faults(tables) == ["applications.Application is not in its app's privacy.py"]


def test_what_may_not_be_removed_says_which_law_says_so() -> None:
    marks = {mark for table in all_tables().values() for mark in table.marks}

    assert marks
    for mark in marks:
        assert mark.purpose.basis
        assert mark.purpose.why
        assert mark.retention.why
        assert mark.retention.then != Then.KEEP or "§" in mark.retention.why, mark.retention.code
