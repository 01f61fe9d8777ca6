"""Both parties' systems read their agreements, version by version, and what has happened to them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.api.calling import call
from tests.apps.agreements.parties import Parties, make_parties
from tests.factories import RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties(clock) -> Parties:
    return make_parties()


def as_user(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_both_parties_read_the_agreement_with_its_plan_and_signatures(parties):
    made = parties.agreed()

    for one in (parties.liv, parties.siri):
        shown = call(as_user(one), "get", "agreement", made.pk).json()
        version = shown["versions"][0]
        assert (shown["number"], shown["status"], version["status"]) == (made.number, "in_force", "signed")
        assert sum(row["amount"] for row in version["planned"]) == version["amount"] == 180_000
        assert {row["side"] for row in version["signatures"]} == {"provider", "counterpart"}


def test_a_draft_is_the_providers_own(parties):
    made = parties.agreement()

    assert call(as_user(parties.liv), "get", "agreements").json()["total"] == 1
    assert call(as_user(parties.siri), "get", "agreements").json()["items"] == []
    assert call(as_user(parties.siri), "get", "agreement", made.pk).status_code == 404


def test_strangers_see_neither_the_agreement_nor_its_history(parties):
    made = parties.agreed()
    stranger = as_user(RoleGrantFactory(owner_officer=True).person.user)

    assert call(stranger, "get", "agreements").json()["items"] == []
    assert call(stranger, "get", "agreement", made.pk).status_code == 404
    assert call(stranger, "get", "history", "agreement", made.pk).status_code == 404


def test_the_history_says_when_who_and_what(parties):
    made = parties.agreed()

    rows = call(as_user(parties.siri), "get", "history", "agreement", made.pk).json()

    assert rows[0]["verb"] == "started"
    assert "proposed" in [row["verb"] for row in rows]
    assert rows[0]["by"] == str(parties.liv)
    assert rows == sorted(rows, key=lambda row: row["at"])


def test_a_kind_that_has_no_history_is_told(parties):
    answer = call(as_user(parties.siri), "get", "history", "person", 1)

    assert answer.status_code == 422
