"""What machines are told: alive, ready, late, and nothing that is secret."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings

from pafyll.apps.casework.models import Heartbeat
from pafyll.apps.casework.services.signs_of_life import BACKUP, CREW, NIGHT, beat, forget_gone_crews
from pafyll.apps.casework.services.workers import Crew
from pafyll.integrations.clock import machine_now


def down(execute: Any, sql: str, *more: Any) -> Any:
    raise OperationalError("connection to server at 10.0.0.7, user pafyll, failed")


@pytest.fixture
def everything_runs(db: None) -> None:
    for name in (f"{CREW}web1", BACKUP, NIGHT):
        beat(name, machine=machine_now())


def asked(client: Client, path: str = "/helse/klar") -> tuple[int, dict[str, Any]]:
    response = client.get(path)
    return response.status_code, json.loads(response.content)


def test_a_process_that_answers_is_alive_without_asking_the_database(client: Client) -> None:
    assert asked(client, "/helse/lever") == (200, {"status": "ok"})


@override_settings(JOBS="worker")
def test_ready_when_the_database_answers_and_everything_beside_is_heard_from(
    client: Client, everything_runs: None
) -> None:
    status, told = asked(client)
    assert (status, told["status"]) == (200, "ok")
    assert list(told["checks"]) == ["database", "migrations", "workers", "nightly", "backup"]


@override_settings(JOBS="worker")
@pytest.mark.parametrize(
    ("name", "check", "hours"), [(f"{CREW}web1", "workers", 1), (NIGHT, "nightly", 27), (BACKUP, "backup", 27)]
)
def test_what_is_late_is_told_and_the_pages_are_still_served(
    client: Client, everything_runs: None, name: str, check: str, hours: int
) -> None:
    beat(name, machine=machine_now() - timedelta(hours=hours))
    status, told = asked(client)
    assert (status, told["status"]) == (200, "late")
    assert {one for one, said in told["checks"].items() if said["status"] == "late"} == {check}
    assert told["checks"][check]["age_seconds"] >= hours * 3600


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="casework", name="0001_initial").delete()
    status, told = asked(client)
    assert (status, told["checks"]["migrations"]) == (503, {"status": "down", "missing": 1})


@pytest.mark.django_db
def test_not_ready_without_a_database_and_nothing_is_told_of_where_it_is(client: Client) -> None:
    with connection.execute_wrapper(down):
        response = client.get("/helse/klar")
    assert (response.status_code, json.loads(response.content)["status"]) == (503, "down")
    assert "10.0.0.7" not in response.content.decode()


def test_watchers_ask_by_address_without_tls_and_get_no_cookie_and_nothing_to_keep(
    client: Client, everything_runs: None
) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["pafyll.example.no"]):
        response = client.get("/helse/klar", HTTP_HOST="10.1.2.3:8000")
    assert (response.status_code, response["Cache-Control"], response.cookies) == (200, "no-store", {})


def test_readiness_costs_three_questions(
    client: Client, everything_runs: None, django_assert_max_num_queries: Any
) -> None:
    client.get("/helse/klar")
    with django_assert_max_num_queries(3):
        client.get("/helse/klar")


def test_a_machine_that_is_taken_down_is_forgotten(everything_runs: None) -> None:
    beat(f"{CREW}old", machine=machine_now() - timedelta(days=8))
    forget_gone_crews(machine=machine_now())
    assert set(Heartbeat.objects.values_list("name", flat=True)) == {f"{CREW}web1", BACKUP, NIGHT}


@pytest.mark.django_db
def test_a_crew_without_a_job_to_do_is_heard_from_all_the_same() -> None:
    Crew(size=0)._look_after()
    (heard,) = Heartbeat.objects.filter(name__startswith=CREW)
    assert machine_now() - heard.beat_at < timedelta(minutes=1)
