"""Each table has a wall in the database, or says why it stands open; a new one that does neither fails here."""

from __future__ import annotations

import pytest
from django.apps import apps

from pafyll.apps.privacy.walling import all_named, all_of_offices, all_unwalled, all_walls, condition, faults
from pafyll.integrations.postgresql.walls import Wall

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
def test_what_the_storys_letters_and_decisions_are_about_is_known(world: None, wall: Wall) -> None:
    """A word that is not known opens the row to nobody."""
    texts = apps.get_model(wall.model)._default_manager.values_list(wall.about, flat=True)
    words = {text.split(":")[0] for text in texts}
    assert len(words) > 5
    assert words <= {*all_named(), *all_of_offices()}
