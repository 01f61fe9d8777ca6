"""Figures for Prometheus: counted together by all processes, and read from the inside only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, override_settings
from prometheus_client.parser import text_string_to_metric_families

from pafyll.apps.casework.services.signs_of_life import BACKUP, beat
from pafyll.integrations.clock import machine_now
from tests.factories import HookDeliveryFactory, MailFactory

COUNT = """
import django; django.setup()
from pafyll.operations.metrics import count_request
for _ in range(3): count_request(route="public:home", method="GET", status=200, seconds=0.02, queries=4)
"""
SHOW = """
import django; django.setup()
from pafyll.operations import metrics
metrics.Waiting.collect = lambda self: iter(())
print(metrics.exposition().decode())
"""


def figures(text: str) -> dict[tuple[str, ...], float]:
    """By name and the values of its labels, these in alphabetical order."""
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.django_db
def test_requests_are_counted_by_route_method_and_status_and_not_by_address(client: Client) -> None:
    path, key = "/kalender/en-hemmelig-adresse.ics", ("pafyll_requests_total", "404", "GET", "public:calendar")
    before = figures(client.get("/helse/tall").content.decode()).get(key, 0)
    client.get(path)
    told = client.get("/helse/tall").content.decode()
    assert figures(told)[key] == before + 1
    assert "hemmelig" not in told


@pytest.mark.django_db
def test_what_waits_is_told(client: Client) -> None:
    beat(BACKUP, machine=machine_now())
    MailFactory()
    HookDeliveryFactory(status="failed")
    told = figures(client.get("/helse/tall").content.decode())
    assert told[("pafyll_database_up",)] == 1
    assert told[("pafyll_database_bytes",)] > 100_000
    assert told[("pafyll_jobs", "queued")] == told[("pafyll_jobs", "failed")] == 0
    assert told[("pafyll_oldest_job_seconds",)] == 0
    assert (told[("pafyll_mails", "waiting")], told[("pafyll_mails", "failed")]) == (1, 0)
    waiting, failed = (told[("pafyll_webhook_tellings", status)] for status in ("waiting", "failed"))
    assert (waiting, failed) == (0, 1)
    assert told[("pafyll_heartbeat_age_seconds", "backup")] < 60


@pytest.mark.django_db
def test_a_database_that_is_away_is_told_as_that(client: Client) -> None:
    def down(execute: Any, sql: str, *more: Any) -> Any:
        raise OperationalError("away")

    with connection.execute_wrapper(down):
        told = figures(client.get("/helse/tall").content.decode())
    assert told[("pafyll_database_up",)] == 0
    assert ("pafyll_database_bytes",) not in told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "asked", "status"),
    [
        ("", {}, 200),
        ("", {"REMOTE_ADDR": "10.0.0.9"}, 404),
        ("", {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 404),
        ("", {"HTTP_X_FORWARDED_PROTO": "https"}, 404),
        ("hemmelig", {}, 404),
        ("hemmelig", {"HTTP_AUTHORIZATION": "Bearer feil"}, 404),
        ("hemmelig", {"HTTP_AUTHORIZATION": "Bearer hemmelig", "REMOTE_ADDR": "10.0.0.9"}, 200),
        ("hemmelig", {"HTTP_AUTHORIZATION": "Bearer hemmelig", "HTTP_X_FORWARDED_FOR": "10.0.0.9"}, 200),
    ],
)
def test_the_figures_are_for_the_inside_only(client: Client, token: str, asked: dict[str, str], status: int) -> None:
    with override_settings(METRICS_TOKEN=token):
        assert client.get("/helse/tall", **asked).status_code == status


def test_several_processes_count_together(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "pafyll.config.settings.test",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        "PAFYLL_DATABASE": "sqlite://:memory:",
    }
    for code in (COUNT, COUNT):
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    told = subprocess.run([sys.executable, "-c", SHOW], env=environment, check=True, capture_output=True, text=True)
    counted = figures(told.stdout)
    assert counted[("pafyll_requests_total", "200", "GET", "public:home")] == 6
    assert counted[("pafyll_queries_total", "public:home")] == 24
    assert counted[("pafyll_request_seconds_count", "public:home")] == 6
