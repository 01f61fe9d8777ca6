"""The directorate's tool simulates and reads protocols, Governors read what is decided, and others nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import AllocationRun, Application
from pafyll.apps.casework.models import Job
from pafyll.apps.connections.services.tokens import make_token
from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now
from tests.api.calling import PROBLEM, call

pytestmark = pytest.mark.django_db
SCOPES = ("allocations:read", "allocations:write")


def key_of(username: str, role: str, *scopes: str) -> Client:
    grant = RoleGrant.objects.get(person__user__username=username, role=role, delegated_by=None)
    by, where = grant.person.user, grant.organisation
    assert by is not None
    secret = make_token(organisation=where, name="Verktøy", scopes=scopes, days=30, by=by, at=now())[1]
    return Client(headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def tool(world: Any) -> Client:
    return key_of("rolf", "directorate_decider", *SCOPES)


def session_of(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def decided() -> AllocationRun:
    return AllocationRun.objects.filter(status="decided", round__study_year=2025).get()


def test_the_tool_reads_runs_and_the_protocol_of_a_decided_round(tool: Client) -> None:
    run = decided()

    listed = call(tool, "get", "allocations", study_year=2025).json()["items"]
    answer = call(tool, "get", "allocation_protocol", run.pk)

    assert run.pk in {one["id"] for one in listed}
    assert answer.json()["protocol"]["audit"]["is_clean"] is True
    assert answer.json()["totals"] == run.protocol["totals"]
    assert answer["ETag"] == f'"{run.outcome_hash}"'


def test_a_simulation_is_begun_as_a_job_and_changes_nothing_in_the_round(tool: Client) -> None:
    statuses = dict(Application.objects.values_list("pk", "status"))
    runs = AllocationRun.objects.count()
    body = {"study_year": 2025, "changes": {"state_money": [-1, -1], "without_quotas": True}}

    begun = call(tool, "post", "new_simulation", body=body)
    found = tool.get(begun["Location"]).json()

    assert begun.status_code == 202
    assert (found["id"], found["status"]) == (begun.json()["id"], "done")
    as_it_stands, changed = found["result"]["as_it_stands"], found["result"]["changed"]
    assert as_it_stands["input_hash"] != changed["input_hash"]
    assert changed["totals"]["granted"] >= as_it_stands["totals"]["granted"]
    assert dict(Application.objects.values_list("pk", "status")) == statuses
    assert AllocationRun.objects.count() == runs


def test_a_simulation_of_nothing_comes_to_what_stands(tool: Client) -> None:
    begun = call(tool, "post", "new_simulation", body={"study_year": 2025}).json()

    result = call(tool, "get", "simulation", begun["id"]).json()["result"]

    assert result["as_it_stands"] == result["changed"]


def test_in_a_worker_it_waits_and_another_meanwhile_is_refused(tool: Client, settings: Any) -> None:
    settings.JOBS = "worker"

    first = call(tool, "post", "new_simulation", body={"study_year": 2025})
    second = call(tool, "post", "new_simulation", body={"study_year": 2025})

    assert (first.status_code, first.json()["status"], first.json()["result"]) == (202, "queued", None)
    assert (second.status_code, second.json()["code"], second["Content-Type"]) == (409, "already_running", PROBLEM)


def test_the_same_simulation_with_the_same_key_is_begun_once(tool: Client) -> None:
    body, headers = {"study_year": 2025, "changes": {"without_quotas": True}}, {"Idempotency-Key": "s-1"}
    before = Job.objects.count()

    first = call(tool, "post", "new_simulation", body=body, headers=headers)
    again = call(tool, "post", "new_simulation", body=body, headers=headers)

    assert (first.content, first.status_code) == (again.content, again.status_code)
    assert Job.objects.count() == before + 1


@pytest.mark.parametrize(
    "changes",
    [
        {"capacity": {"X": -1}},
        {"capacity_percent": {"mathematics": 1001}},
        {"state_money": [1]},
        {"quota_percent": 1.5},
        {"without": ["quotas"]},
        {"shared_places": "many"},
    ],
)
def test_what_cannot_be_changed_is_told_by_the_field(tool: Client, changes: dict[str, Any]) -> None:
    answer = call(tool, "post", "new_simulation", body={"study_year": 2025, "changes": changes})

    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    assert "changes." in answer.json()["errors"][0]["field"]


def test_owners_providers_and_teachers_find_nothing(world: Any) -> None:
    run, job = decided(), Job.objects.filter(kind="allocation_simulation").earliest("pk")

    for username in ("siri", "nina", "kari", "per"):
        client = session_of(username)
        assert call(client, "get", "allocations").json()["total"] == 0
        for name, key in (("allocation", run.pk), ("allocation_protocol", run.pk), ("simulation", job.pk)):
            assert call(client, "get", name, key).status_code == 404
    with pytest.raises(Refusal):
        key_of("marit", "owner_decider", *SCOPES)


def test_a_governor_reads_what_is_decided_but_not_the_protocol_of_the_whole_country(world: Any) -> None:
    client = session_of("tor")

    assert {one["status"] for one in call(client, "get", "allocations").json()["items"]} == {"decided"}
    answer = call(client, "get", "allocation_protocol", decided().pk)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_directorate")


def test_a_key_that_only_reads_begins_nothing(world: Any) -> None:
    client = key_of("rolf", "directorate_decider", "allocations:read")

    assert call(client, "post", "new_simulation", body={"study_year": 2025}).status_code == 403
