"""A system registers an address, is told what happens, and asks again for what it has lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from pafyll.apps.connections.models import HookDelivery, KeptAnswer, Webhook
from pafyll.apps.connections.services.spreading import spread
from pafyll.apps.connections.services.telling import tell
from pafyll.apps.connections.services.tokens import renew_token
from pafyll.integrations.clock import now
from tests.api.calling import PROBLEM, call
from tests.apps.connections.scene import ADDRESS, System, make_system
from tests.factories import FormVersionFactory, OrganisationFactory, SchemeYearFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(clock: Any) -> System:
    return make_system()


@pytest.fixture
def client(system: System) -> Client:
    return client_with(system.key)


def client_with(key: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {key}"})


def told(system: System) -> HookDelivery:
    """A message that the address has taken."""
    system.something_happens()
    spread(at=now(), machine=now())
    tell(at=now(), machine=now(), send=lambda *_: 204)
    return HookDelivery.objects.latest("pk")


def test_an_address_is_registered_and_its_secret_told_once(client: Client) -> None:
    body = {"address": "https://new.example.no/pafyll", "kinds": ["need.sent"]}

    answer = call(client, "post", "new_webhook", body=body, headers={"Idempotency-Key": "a-1"})

    made = answer.json()
    assert (answer.status_code, made["status"], made["kinds"]) == (201, "active", ["need.sent"])
    assert made["secret"].startswith("whsec_")
    assert "secret" not in call(client, "get", "webhook", made["id"]).json()
    assert not KeptAnswer.objects.exists()  # a secret is never kept
    again = call(client, "post", "new_webhook", body=body, headers={"Idempotency-Key": "a-1"})
    assert (again.status_code, again.json()["code"]) == (409, "webhook_exists")


def test_what_is_wrong_with_an_address_names_the_field_and_what_to_do(client: Client) -> None:
    for body, field in (
        ({"address": "http://10.0.0.1/", "kinds": ["need"]}, "address"),
        ({"address": "https://new.example.no/", "kinds": ["admission"]}, "kinds"),
        ({"address": "https://new.example.no/", "kinds": ["nothing"]}, "kinds"),
    ):
        answer = call(client, "post", "new_webhook", body=body)
        problem = answer.json()
        assert (answer.status_code, answer["Content-Type"], problem["field"]) == (422, PROBLEM, field)
        assert problem["remedy"]


def test_the_log_says_how_it_went_and_one_or_all_are_sent_again(system: System, client: Client) -> None:
    one = told(system)
    pk = system.hook.pk

    [logged] = call(client, "get", "webhook_deliveries", pk, status="sent").json()["items"]
    replayed = call(client, "post", "webhook_replay", pk, str(one.key)).json()
    tell(at=now(), machine=now(), send=lambda *_: 204)
    all_of_them = call(client, "post", "webhook_replays", pk, body={"since": "2026-03-01T00:00:00Z"}).json()

    assert (logged["id"], logged["type"], logged["answer"], logged["tries"]) == (str(one.key), "need.sent", 204, 1)
    assert (replayed["id"], replayed["status"]) == (logged["id"], "waiting")
    assert all_of_them == {"deliveries": 1}
    assert HookDelivery.objects.get().status == "waiting"


def test_the_same_replay_with_the_same_key_is_done_once(system: System, client: Client) -> None:
    told(system)
    body, headers = {"since": "2026-03-01T00:00:00Z"}, {"Idempotency-Key": "r-1"}

    first = call(client, "post", "webhook_replays", system.hook.pk, body=body, headers=headers)
    tell(at=now(), machine=now(), send=lambda *_: 204)
    again = call(client, "post", "webhook_replays", system.hook.pk, body=body, headers=headers)

    assert (first.content, again["Idempotency-Replayed"]) == (again.content, "true")
    assert HookDelivery.objects.get().status == "sent"


def test_it_is_paused_taken_up_tried_given_a_new_secret_and_ended(system: System, client: Client) -> None:
    pk = system.hook.pk

    for status in ("paused", "paused", "active"):
        assert call(client, "put", "webhook_status", pk, body={"status": status}).json()["status"] == status
    renewed = call(client, "post", "webhook_secret", pk).json()
    trial = call(client, "post", "webhook_trial", pk).json()
    ended = call(client, "delete", "webhook", pk)

    assert renewed["secret"] != system.secret
    assert renewed["earlier_secret_until"]
    assert (trial["type"], trial["status"]) == ("webhook.test", "waiting")
    assert ended.json()["status"] == "ended"
    assert call(client, "get", "webhooks").json() == []
    assert call(client, "get", "webhook", pk).status_code == 404


def test_another_systems_addresses_are_not_there(system: System) -> None:
    other = client_with(make_system(address="https://other.example.no/").key)
    one = told(system)
    pk = system.hook.pk

    statuses = {
        call(other, "get", "webhook", pk).status_code,
        call(other, "delete", "webhook", pk).status_code,
        call(other, "put", "webhook_status", pk, body={"status": "paused"}).status_code,
        call(other, "post", "webhook_secret", pk).status_code,
        call(other, "get", "webhook_deliveries", pk).status_code,
        call(other, "post", "webhook_replay", pk, str(one.key)).status_code,
    }

    assert statuses == {404}
    assert [one["address"] for one in call(other, "get", "webhooks").json()] == ["https://other.example.no/"]
    assert Webhook.objects.get(pk=pk).status == "active"


def test_a_key_that_only_reads_changes_nothing(clock: Any) -> None:
    system = make_system()
    system.token.scopes = ["webhooks:read", "needs:read"]
    system.token.save()
    client = client_with(system.key)

    assert call(client, "get", "webhook", system.hook.pk).status_code == 200
    answer = call(client, "delete", "webhook", system.hook.pk)
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")


def test_the_old_key_finds_its_addresses_while_both_work(system: System, client: Client) -> None:
    _token, new = renew_token(token=system.token, by=system.user, at=now())

    for one in (client, client_with(new)):
        assert [row["address"] for row in call(one, "get", "webhooks").json()] == [ADDRESS]


def test_a_person_does_this_on_the_pages(system: System) -> None:
    person = Client()
    person.force_login(system.user)

    assert call(person, "get", "webhooks").status_code == 404


def test_what_is_done_through_the_api_is_told_too(clock: Any) -> None:
    governor = OrganisationFactory(county_governor=True, county_code="77")
    system = make_system(scopes=("needs:read", "needs:write", "webhooks:write"), county_code="77")
    year: Any = SchemeYearFactory(governor=governor, announced=True)
    FormVersionFactory(scheme_year=year, live=True)
    client = client_with(system.key)
    made = call(client, "post", "new_need", body={"scheme_year": year.pk, "owner": system.owner.number}).json()
    gone = call(client, "patch", "need", made["number"], body={"edition": made["edition"], "answers": {}})
    assert gone.status_code == 200

    assert spread(at=now(), machine=now()) == 0  # a draft is nobody's business
