"""A system comes with a token from Maskinporten: it acts for the organisation that the token names, and no further."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.casework.models import Event
from pafyll.apps.connections.models import AccessToken, IssuerKeys
from pafyll.apps.connections.services.maskinporten import ask_for_keys
from pafyll.apps.connections.services.tokens import make_token, renew_token, revoke_token
from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import machine_now, now, today
from tests.api.calling import PROBLEM, call
from tests.factories import NeedsNotificationFactory, OrganisationFactory, RoleGrantFactory
from tests.integrations.maskinporten.issuing import AUDIENCE, PREFIX, Issuer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    made = Issuer()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture(autouse=True)
def taken(issuer: Issuer, settings: Any, clock: Any) -> None:
    """Påfyll takes its tokens, and the crew has asked for its keys."""
    issuer.fails = ""
    settings.MASKINPORTEN = {"issuer": issuer.issuer, "audience": AUDIENCE, "prefix": PREFIX}
    assert ask_for_keys(machine=machine_now()) == 1


@pytest.fixture
def marit() -> Any:
    return RoleGrantFactory(owner_decider=True, organisation=OrganisationFactory(municipality=True))


def opened(grant: Any, *scopes: str) -> AccessToken:
    given = {"organisation": grant.organisation, "name": "Kommunens systemer", "scopes": scopes or ("needs:read",)}
    return make_token(**given, days=90, by=grant.person.user, at=now(), comes_by="maskinporten")[0]


def coming(issuer: Issuer, grant: Any, *scopes: str, at: datetime | None = None) -> Client:
    claims = issuer.claims(at or machine_now(), grant.organisation.number, *scopes)
    return Client(headers={"Authorization": f"Bearer {issuer.signed(claims)}"})


def test_a_system_reads_for_the_organisation_that_the_token_names(issuer: Issuer, marit: Any) -> None:
    token = opened(marit, "needs:read", "webhooks:write")
    need, other = NeedsNotificationFactory(owner=marit.organisation), NeedsNotificationFactory()
    client = coming(issuer, marit, "needs:read")

    assert call(client, "get", "need", need.number).json()["number"] == need.number
    assert call(client, "get", "need", other.number).status_code == 404
    assert call(client, "get", "token").json()["scopes"] == ["needs:read"]
    token.refresh_from_db()
    assert (token.last_used_at, token.scopes) == (now(), ["needs:read", "webhooks:write"])


def test_it_does_what_both_the_token_and_the_organisation_have_said(issuer: Issuer, marit: Any) -> None:
    opened(marit, "needs:read", "needs:write")
    need = NeedsNotificationFactory(owner=marit.organisation)

    for scopes, status in ((("needs:read",), 403), (("history:read",), 403), (("needs:write",), 422)):
        answer = call(coming(issuer, marit, *scopes), "patch", "need", need.number, body={})
        assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)


def test_what_it_changes_is_noted_on_the_access(issuer: Issuer, marit: Any) -> None:
    token = opened(marit, "needs:read", "webhooks:write")
    body = {"address": "https://system.example.no/", "kinds": ["need"]}

    answer = call(coming(issuer, marit, "needs:read", "webhooks:write"), "post", "new_webhook", body=body)

    assert answer.status_code == 201
    event = Event.objects.get(about=token.about, verb="called")
    assert event.by == marit.person.user


def test_an_organisation_that_has_opened_nothing_is_told_what_to_do(issuer: Issuer, marit: Any) -> None:
    answer = call(coming(issuer, marit), "get", "token")

    assert (answer.status_code, answer.json()["code"]) == (403, "no_access_for_organisation")
    assert answer.json()["remedy"]


@pytest.mark.parametrize("over", ["revoked", "expired", "role lost", "left"])
def test_when_the_access_is_over_nobody_comes_in(issuer: Issuer, marit: Any, clock: Any, over: str) -> None:
    token = opened(marit)
    if over == "revoked":
        revoke_token(token=token, by=marit.person.user, at=now())
    elif over == "expired":
        clock.move_to("2026-09-01")
    elif over == "role lost":
        RoleGrant.objects.filter(pk=marit.pk).update(ends_before=today())
    else:
        type(marit.person.user).objects.filter(pk=marit.person.user.pk).update(is_active=False)

    assert call(coming(issuer, marit), "get", "token").status_code in (401, 403)


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"aud": "https://other.example.no"}, "aud"),
        ({"iss": "https://other.example.no/"}, "iss"),
        ({"exp": 1}, "exp"),
        ({"consumer": {}}, "consumer"),
        ({"scope": "krr:read"}, "scope"),
    ],
)
def test_a_bad_token_is_told_which_claim_is_wrong(
    issuer: Issuer, marit: Any, changed: dict[str, Any], what: str
) -> None:
    opened(marit)
    claims = issuer.claims(machine_now(), marit.organisation.number) | changed
    client = Client(headers={"Authorization": f"Bearer {issuer.signed(claims)}"})

    answer = call(client, "get", "token")

    assert (answer.status_code, answer.json()["code"]) == (401, "token_not_valid")
    assert f"({what})" in answer.json()["detail"]
    assert "invalid_token" in answer["WWW-Authenticate"]


def test_nobody_outside_is_asked_while_a_system_waits(issuer: Issuer, marit: Any) -> None:
    opened(marit)
    before = issuer.asked

    for _ in range(3):
        assert call(coming(issuer, marit), "get", "token").status_code == 200
    assert call(coming(issuer, marit, at=machine_now() - timedelta(days=1)), "get", "token").status_code == 401

    assert issuer.asked == before


def test_a_new_key_is_asked_for_by_the_crew_once_a_minute_at_most(issuer: Issuer, marit: Any) -> None:
    opened(marit)
    issuer.change_key()
    before = issuer.asked

    assert call(coming(issuer, marit), "get", "token").json()["detail"].endswith("(kid).")
    assert ask_for_keys(machine=machine_now()) == 0
    assert ask_for_keys(machine=machine_now() + timedelta(seconds=61)) == 1
    assert call(coming(issuer, marit), "get", "token").status_code == 200
    assert issuer.asked == before + 2  # the description, and the keys
    assert ask_for_keys(machine=machine_now() + timedelta(minutes=5)) == 0


@pytest.mark.parametrize("fails", [500, "not json", "no keys", "other issuer"])
def test_an_issuer_that_fails_leaves_the_keys_that_we_have_for_a_day(issuer: Issuer, marit: Any, fails: Any) -> None:
    opened(marit)
    issuer.fails = fails

    assert ask_for_keys(machine=machine_now() + timedelta(hours=2)) == 0
    assert call(coming(issuer, marit), "get", "token").status_code == 200
    IssuerKeys.objects.update(known_at=machine_now() - timedelta(hours=25))
    assert "(keys)" in call(coming(issuer, marit), "get", "token").json()["detail"]


def test_there_is_one_access_for_an_organisation_and_no_key_to_renew_or_know(marit: Any) -> None:
    token = opened(marit)

    for act in (lambda: opened(marit), lambda: renew_token(token=token, by=marit.person.user, at=now())):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.answer.code in {"maskinporten_is_open", "comes_by_maskinporten"}
    revoke_token(token=token, by=marit.person.user, at=now())
    assert opened(marit).hint == ""


def test_where_maskinporten_is_not_in_use_its_tokens_are_unknown_keys(
    issuer: Issuer, marit: Any, settings: Any
) -> None:
    opened(marit)
    settings.MASKINPORTEN = {}

    assert call(coming(issuer, marit), "get", "token").json()["code"] == "token_not_valid"
    assert ask_for_keys(machine=machine_now() + timedelta(days=2)) == 0


def test_too_many_calls_are_counted_for_the_access_and_for_whoever_tries_tokens(
    issuer: Issuer, marit: Any, settings: Any
) -> None:
    settings.API_CALLS = 2
    opened(marit)

    known = [call(coming(issuer, marit), "get", "token").status_code for _ in range(3)]
    tried = [call(coming(issuer, marit, at=machine_now() - timedelta(days=1)), "get", "token") for _ in range(3)]

    assert known == [200, 200, 429]
    assert [one.status_code for one in tried] == [401, 401, 429]


def test_the_page_opens_it_and_says_which_scopes_to_ask_for(marit: Any) -> None:
    client = Client()
    client.force_login(marit.person.user)
    given = {"organisation": marit.organisation.pk, "name": "Alle", "scopes": ["needs:read"], "days": "90"}

    page = client.post(reverse("owner:new_token"), {**given, "comes_by": "maskinporten"}).content.decode()

    assert f"{PREFIX}/needs.read" in page
    assert AUDIENCE in page
    assert "pafyll_" not in page
    assert "Maskinporten" in client.get(reverse("owner:tokens")).content.decode()
    assert AccessToken.objects.get().comes_by == "maskinporten"
