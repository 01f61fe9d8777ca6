"""Nina's system comes with a key: it acts as her, for her organisation alone, in what the key is for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from pafyll.apps.applications.models import Admission
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.connections.models import AccessToken, CallCount, KeptAnswer
from pafyll.apps.connections.queries import visible_tokens
from pafyll.apps.connections.services.tokens import make_token, renew_token, revoke_token
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now, today
from tests.api.calling import PROBLEM, call
from tests.factories import (
    AccessTokenFactory,
    AdmissionFactory,
    CallCountFactory,
    KeptAnswerFactory,
    RoleGrantFactory,
)

pytestmark = pytest.mark.django_db
BOTH = ["admissions:read", "admissions:write"]


@pytest.fixture
def admission(clock) -> Admission:
    """An applicant at Nina's provider."""
    return AdmissionFactory()


@pytest.fixture
def provider(admission):
    return admission.offer.programme.provider


@pytest.fixture
def nina(provider):
    return RoleGrantFactory(provider_officer=True, organisation=provider).person.user


def made(nina, provider, *scopes: str, days: int = 90) -> tuple[AccessToken, str]:
    return make_token(organisation=provider, name="FS", scopes=scopes or BOTH, days=days, by=nina, at=now())


def system(secret: str, **more: str) -> Client:
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}", **more})


def offer(one: Admission, last_day: str = "2026-05-20") -> dict[str, Any]:
    return {"moves": [{"id": one.pk, "status": "received", "act": "offer", "answer_by": last_day}]}


# --- keys


def test_the_key_is_told_once_and_only_a_hash_is_kept(nina, provider):
    token, secret = made(nina, provider)

    kept = str(AccessToken.objects.values().get())
    assert secret not in kept
    assert secret.startswith(token.hint)
    assert len(secret) > 45


def test_a_key_reads_and_writes_for_its_organisation_without_a_session(nina, provider, admission):
    client = system(made(nina, provider)[1])

    read = call(client, "get", "admissions").json()["items"]
    written = call(client, "post", "admission_moves", body=offer(admission))

    assert [one["id"] for one in read] == [admission.pk]
    assert written.json() == {"changed": 1, "unchanged": 0}
    event = Event.objects.get(verb="called")
    assert (event.about, event.by, event.facts["call"]) == (
        AccessToken.objects.get().about,
        nina,
        "POST /api/v1/admissions/moves",
    )


def test_a_key_does_only_what_it_is_for(nina, provider, admission):
    client = system(made(nina, provider, "admissions:read")[1])

    answer = call(client, "post", "admission_moves", body=offer(admission))

    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (403, PROBLEM, "scope_missing")
    assert "admissions:write" in answer.json()["detail"]
    assert not Event.objects.filter(verb="called").exists()


def test_a_key_for_one_organisation_sees_and_does_nothing_in_another_of_its_holder(nina, provider, admission):
    elsewhere = AdmissionFactory()
    RoleGrantFactory(provider_officer=True, organisation=elsewhere.offer.programme.provider, person=nina.person)
    client = system(made(nina, provider)[1])

    seen = call(client, "get", "admissions").json()["items"]
    answer = call(client, "post", "admission_moves", body=offer(elsewhere))

    assert [one["id"] for one in seen] == [admission.pk]
    assert call(client, "get", "admission", elsewhere.pk).status_code == 404
    assert answer.json()["errors"][0]["code"] == "unknown_admission"


def test_a_key_stops_when_it_expires_is_revoked_or_its_holder_loses_the_role(nina, provider, clock):
    first, second, third = (made(nina, provider, days=days)[1] for days in (1, 60, 60))
    revoke_token(token=AccessToken.objects.get(digest__contains="", hint=second[:12]), by=nina, at=now())

    assert _status(third) == 200
    assert _status(second) == 401
    clock.move_to("2026-03-12")
    assert _status(first) == 401
    RoleGrant.objects.filter(person__user=nina).update(ends_before=today())
    assert _status(third) == 401


def _status(secret: str) -> int:
    return int(call(system(secret), "get", "admissions").status_code)


@pytest.mark.parametrize("secret", ["", "x", "pafyll_", "pafyll_" + "a" * 43, "æ"])
def test_an_unknown_key_is_told_how_to_get_one(db, clock, secret):
    answer = call(system(secret), "get", "admissions")

    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)
    assert answer.json()["code"] in {"token_not_valid", "not_logged_in"}
    assert "Bearer" in answer["WWW-Authenticate"]


def test_a_bad_key_is_not_helped_by_a_session(nina, provider):
    client = system("pafyll_nonsense")
    client.force_login(nina)

    assert call(client, "get", "admissions").status_code == 401


def test_a_role_that_is_lent_gives_no_key_and_does_not_widen_one(provider, admission):
    lent = RoleGrantFactory(provider_officer=True, delegated=True, organisation=provider).person.user

    with pytest.raises(Refusal) as refusal:
        made(lent, provider)
    assert refusal.value.answer.code == "not_token_maker"


def test_who_makes_no_keys_sees_none(nina, provider):
    made(nina, provider)
    academic = RoleGrantFactory(academic=True, organisation=provider).person.user
    stranger = RoleGrantFactory(provider_officer=True).person.user

    assert visible_tokens(viewer_of(nina, day=today())).count() == 1
    for one in (academic, stranger):
        assert not visible_tokens(viewer_of(one, day=today())).exists()
        with pytest.raises(Refusal):
            revoke_token(token=AccessToken.objects.get(), by=one, at=now())


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"scopes": []}, "scopes_missing"),
        ({"scopes": ["needs:write"]}, "scope_unknown"),  # a provider notifies no needs
        ({"scopes": ["all"]}, "scope_unknown"),
        ({"days": 366}, "lasts_too_long"),
        ({"days": 0}, "lasts_too_long"),
        ({"name": " "}, "name_missing"),
    ],
)
def test_a_key_has_a_name_something_to_do_and_an_end(nina, provider, given, code):
    asked = {"organisation": provider, "name": "FS", "scopes": BOTH, "days": 30, **given}

    with pytest.raises(Refusal) as refusal:
        make_token(by=nina, at=now(), **asked)
    assert refusal.value.answer.code == code


def test_the_system_renews_its_own_key_and_both_work_for_a_day(nina, provider, clock):
    old = made(nina, provider)[1]

    answer = call(system(old), "post", "token_renewal", headers={"Idempotency-Key": "k-1"})

    new = answer.json()["secret"]
    assert (answer.status_code, answer.json()["scopes"], _status(old), _status(new)) == (201, BOTH, 200, 200)
    assert not KeptAnswer.objects.exists()  # a secret is never kept
    assert call(system(old), "post", "token_renewal").json()["code"] == "already_renewed"
    clock.move_to("2026-03-12")
    assert (_status(old), _status(new)) == (401, 200)


def test_only_the_holder_renews_and_a_key_makes_no_keys(nina, provider):
    token, secret = made(nina, provider)
    colleague = RoleGrantFactory(provider_officer=True, organisation=provider).person.user
    nina.acts_only_for = provider.pk

    with pytest.raises(Refusal) as not_hers:
        renew_token(token=token, by=colleague, at=now())
    with pytest.raises(Refusal) as by_key:
        made(nina, provider)
    assert (not_hers.value.answer.code, by_key.value.answer.code) == ("not_your_token", "a_person_makes_keys")
    assert call(system(secret), "get", "token").json()["name"] == "FS"


def test_a_colleague_revokes_it_once(nina, provider):
    token, _secret = made(nina, provider)
    colleague = RoleGrantFactory(provider_officer=True, organisation=provider).person.user

    revoke_token(token=token, by=colleague, at=now())

    with pytest.raises(AlreadyChanged):
        revoke_token(token=token, by=nina, at=now())


def test_when_it_was_last_used_is_seen(nina, provider):
    token, secret = made(nina, provider)
    _status(secret)

    token.refresh_from_db()
    assert token.last_used_at == now()


# --- how often


def test_too_many_calls_are_told_how_long_to_wait(nina, provider, settings, clock):
    settings.API_CALLS = 3
    client = system(made(nina, provider)[1])

    statuses = [call(client, "get", "admissions").status_code for _ in range(4)]
    refused = call(client, "get", "admissions")

    assert statuses == [200, 200, 200, 429]
    assert refused["Content-Type"] == PROBLEM
    assert 1 <= int(refused["Retry-After"]) <= 300
    clock.move_to(now() + timedelta(seconds=int(refused["Retry-After"])))
    assert call(client, "get", "admissions").status_code == 200


def test_one_caller_does_not_use_up_anothers_calls(nina, provider, settings):
    settings.API_CALLS = 1
    colleague = RoleGrantFactory(provider_officer=True, organisation=provider).person.user
    mine, hers = system(made(nina, provider)[1]), system(made(colleague, provider)[1])

    assert [call(one, "get", "admissions").status_code for one in (mine, mine, hers)] == [200, 429, 200]


def test_what_is_counted_names_no_address(db, clock, settings):
    settings.API_CALLS = 1

    statuses = [call(Client(), "get", "admissions").status_code for _ in range(2)]

    assert statuses == [401, 429]
    assert "127.0.0.1" not in CallCount.objects.get().caller


# --- the same call again


def test_the_same_key_and_body_give_the_same_answer_and_one_effect(nina, provider, admission):
    client = system(made(nina, provider)[1], **{"Idempotency-Key": "b6a3"})

    first = call(client, "post", "admission_moves", body=offer(admission))
    again = call(client, "post", "admission_moves", body=offer(admission))

    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert first.json() == {"changed": 1, "unchanged": 0}
    assert (again["Idempotency-Replayed"], "Idempotency-Replayed" in first) == ("true", False)
    assert Event.objects.filter(verb="called").count() == 1


def test_a_no_is_given_again_too(nina, provider, admission):
    client = system(made(nina, provider)[1], **{"Idempotency-Key": "b6a3"})
    body = offer(admission, last_day="2020-01-01")

    first = call(client, "post", "admission_moves", body=body)
    again = call(client, "post", "admission_moves", body=body)

    assert (first.status_code, first.content) == (422, again.content)
    assert again["Content-Type"] == PROBLEM


def test_the_key_with_another_body_is_a_conflict(nina, provider, admission):
    client = system(made(nina, provider)[1], **{"Idempotency-Key": "b6a3"})
    call(client, "post", "admission_moves", body=offer(admission))

    answer = call(client, "post", "admission_moves", body=offer(admission, last_day="2026-05-25"))

    assert (answer.status_code, answer.json()["code"]) == (409, "key_used_for_another_call")
    assert answer.json()["field"] == "Idempotency-Key"


def test_two_callers_may_use_the_same_key(nina, provider, admission):
    colleague = RoleGrantFactory(provider_officer=True, organisation=provider).person.user
    body, key = offer(admission), {"Idempotency-Key": "1"}
    call(system(made(nina, provider)[1], **key), "post", "admission_moves", body=body)

    answer = call(system(made(colleague, provider)[1], **key), "post", "admission_moves", body=body)

    assert answer.json() == {"changed": 0, "unchanged": 1}


def test_a_key_that_cannot_be_kept_is_refused(nina, provider, admission):
    client = system(made(nina, provider)[1], **{"Idempotency-Key": "x" * 101})

    answer = call(client, "post", "admission_moves", body=offer(admission))

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_idempotency_key")
    assert Admission.objects.get().status == "received"


def test_what_is_kept_is_removed_after_a_day_and_not_before(clock):
    old, new = (now() - timedelta(hours=hours) for hours in (25, 23))
    for at in (old, new):
        KeptAnswerFactory(made_at=at)
        CallCountFactory(since=at)
    AccessTokenFactory()

    call_command("forget_calls")
    assert KeptAnswer.objects.count() == 2
    call_command("forget_calls", remove=True)

    assert [one.made_at for one in KeptAnswer.objects.all()] == [new]
    assert [one.since for one in CallCount.objects.all()] == [new]
