"""Siri's own system confirms semesters, and reads statements, grants, changes and awards with every amount."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from pafyll.apps.applications.models import Application, ConfirmationReceipt
from pafyll.apps.applications.services.confirming import confirm_terms
from tests.api.calling import PROBLEM, call
from tests.apps.grants.studying import AUTUMN, IN_AUTUMN, Fjordvik, make_fjordvik, term
from tests.factories import AwardFactory, ChangeFactory, PaymentFactory, PaymentStatementFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fjordvik(clock) -> Fjordvik:
    made = make_fjordvik()
    clock.move_to(IN_AUTUMN)
    return made


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def siri(fjordvik) -> Client:
    return client_of(fjordvik.siri)


@pytest.fixture
def ola(fjordvik) -> Client:
    return client_of(fjordvik.ola)


def confirm(client: Client, fjordvik: Fjordvik, *terms: int) -> Any:
    body = {"owner": fjordvik.owner.number, "terms": list(terms)}
    return call(client, "post", "confirm", fjordvik.window().pk, body=body)


# --- confirming


def test_who_waits_and_what_is_at_stake_is_read_window_by_window(siri, fjordvik):
    place, number = fjordvik.participation(), fjordvik.owner.number

    windows = call(siri, "get", "confirmation_windows", owner=number).json()
    shown = call(siri, "get", "confirmation_window", fjordvik.window().pk, owner=number).json()

    assert [(one["semester"], one["is_open"]) for one in windows] == [("2026V", False), ("2025H", True)]
    (row,) = shown["terms"]
    assert (row["id"], row["application"]) == (term(place, AUTUMN).pk, place.application.number)
    assert (row["status"], row["state_amount"], row["owner_amount"]) == ("awaiting", 75_000, 15_000)


def test_many_are_confirmed_with_one_receipt_and_the_same_again_is_nothing_new(siri, fjordvik):
    terms = [term(fjordvik.participation(), AUTUMN).pk for _ in range(2)]

    first, again = confirm(siri, fjordvik, *terms), confirm(siri, fjordvik, *terms)

    receipt = ConfirmationReceipt.objects.get()
    assert (first.json()["now"], first.json()["receipt"]["fingerprint"]) == (2, receipt.content_hash)
    assert again.json() == {"now": 0, "before": 2, "receipt": None}
    kept = call(siri, "get", "confirmation_receipt", receipt.number).json()
    assert kept == first.json()["receipt"]
    assert kept["content"]["state"] == 150_000


def test_all_are_confirmed_or_none(siri, fjordvik):
    mine, other = fjordvik.participation(), fjordvik.participation(semesters=("2026V",))

    answer = confirm(siri, fjordvik, term(mine, AUTUMN).pk, term(other, "2026V").pk)

    assert (answer.status_code, answer["Content-Type"]) == (409, PROBLEM)
    assert term(mine, AUTUMN).status == "awaiting"


def test_outside_the_window_the_same_judge_says_no(siri, fjordvik, clock):
    key = term(fjordvik.participation(), AUTUMN).pk
    clock.move_to("2025-09-20")
    siri.force_login(fjordvik.siri)

    answer = confirm(siri, fjordvik, key)

    assert (answer.status_code, answer.json()["code"]) == (409, "window_closed")
    assert answer.json()["remedy"]


# --- reading


def statement(fjordvik: Fjordvik, **given: Any) -> Any:
    """What Fjordvik is due for the autumn, with one semester confirmed."""
    place = fjordvik.participation()
    keys = [term(place, AUTUMN).pk]
    confirm_terms(window=fjordvik.window(), owner=fjordvik.owner, terms=keys, by=fjordvik.siri, at=IN_AUTUMN)
    return PaymentStatementFactory(round=fjordvik.round, owner=fjordvik.owner, semester=AUTUMN, **given)


def test_a_statement_has_its_lines_and_says_why_each_is_there(siri, fjordvik):
    one = statement(fjordvik, open=True)
    fjordvik.participation()  # not confirmed: held back

    rows = call(siri, "get", "statements", owner=fjordvik.owner.number).json()
    shown = call(siri, "get", "statement", one.pk).json()

    assert [(row["id"], row["total"]) for row in rows["items"]] == [(one.pk, None)]
    assert (shown["is_drawn_up"], shown["sum"], len(shown["lines"])) == (False, 75_000, 1)
    assert (shown["lines"][0]["amount"], bool(shown["lines"][0]["because"])) == (75_000, True)
    assert [(row["amount"], bool(row["because"])) for row in shown["held_back"]] == [(75_000, True)]


def test_what_the_bank_said_stands_at_the_statement_without_the_account_number(siri, fjordvik):
    one = statement(fjordvik, payable=True)
    payment = PaymentFactory(statement=one, rejected=True)

    answer = call(siri, "get", "statement", one.pk)

    assert answer.json()["payments"][0]["status"] == "rejected"
    assert payment.account_number not in answer.content.decode()


def test_a_grant_shows_what_is_promised_for_each_semester(siri, fjordvik):
    place = fjordvik.participation()

    found = call(siri, "get", "grants", owner=fjordvik.owner.number).json()
    one = call(siri, "get", "grant", place.pk).json()

    assert found["items"] == [one]
    assert [(row["promised"], row["paid"], row["owner_amount"]) for row in one["terms"]] == [(75_000, 0, 15_000)] * 2


def test_a_semester_that_is_confirmed_is_a_change_of_the_grant(siri, fjordvik, clock):
    first, second = fjordvik.participation(), fjordvik.participation()
    Application.objects.update(submitted_at="2025-02-10T12:00:00Z")
    clock.move_to("2025-08-25")
    siri.force_login(fjordvik.siri)
    confirm(siri, fjordvik, term(second, AUTUMN).pk)

    def since(moment: str) -> list[int]:
        rows = call(siri, "get", "grants", owner=fjordvik.owner.number, updated_since=moment).json()["items"]
        return [row["id"] for row in rows]

    assert since("2025-08-25T00:00:00+02:00") == [second.pk]
    assert first.pk not in since("2025-08-25T00:00:00+02:00")


def test_more_grants_ask_no_more_often(siri, fjordvik, django_assert_max_num_queries):
    for _ in range(3):
        fjordvik.participation()
    call(siri, "get", "grants", owner=fjordvik.owner.number)
    with django_assert_max_num_queries(8):  # session, user, count, roles, owner, grants, semesters, how many
        assert call(siri, "get", "grants", owner=fjordvik.owner.number).json()["total"] == 3


def test_changes_and_awards_are_read_too(siri, fjordvik):
    change = ChangeFactory(participation=fjordvik.participation(), owner=fjordvik.owner)
    award = AwardFactory(decided=True, recipient=fjordvik.owner, payee=fjordvik.owner)
    AwardFactory(decided=True)

    (row,) = call(siri, "get", "changes", owner=fjordvik.owner.number).json()["items"]
    (given,) = call(siri, "get", "awards").json()["items"]

    assert (row["id"], row["grant"], row["kind"]) == (change.pk, change.participation_id, change.kind)
    assert (given["number"], given["amount"]) == (award.number, award.amount)
    assert call(siri, "get", "award", award.pk).json() == given


def test_another_owner_sees_and_confirms_nothing_of_fjordviks(ola, fjordvik):
    place, one = fjordvik.participation(), statement(fjordvik)
    award = AwardFactory(decided=True, recipient=fjordvik.owner, payee=fjordvik.owner)
    receipt = ConfirmationReceipt.objects.get()
    number, window = fjordvik.owner.number, fjordvik.window()

    named = ("confirmation_windows", "statements", "grants", "changes", "applications")
    calls = [
        *(call(ola, "get", name, owner=number) for name in named),
        call(ola, "get", "confirmation_window", window.pk, owner=number),
        call(ola, "get", "confirmation_receipt", receipt.number),
        call(ola, "get", "statement", one.pk),
        call(ola, "get", "grant", place.pk),
        call(ola, "get", "award", award.pk),
        *(call(ola, "get", "history", kind, place.pk) for kind in ("participation", "change", "ranking")),
        call(ola, "get", "history", "application", place.application_id),
        confirm(ola, fjordvik, term(place, AUTUMN).pk),
    ]

    assert [(one.status_code, one.json()["code"]) for one in calls] == [(404, "not_found")] * len(calls)
    assert call(ola, "get", "awards").json()["items"] == []


def test_her_own_semester_is_not_hers_to_confirm(fjordvik):
    place = fjordvik.participation()
    RoleGrantFactory(owner_officer=True, organisation=fjordvik.owner, person=place.person)

    answer = confirm(client_of(place.person.user), fjordvik, term(place, AUTUMN).pk)

    assert (answer.status_code, answer.json()["code"]) == (403, "disqualified")
