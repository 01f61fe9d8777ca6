"""Figures for Prometheus: what the pages do, counted as it happens, and what waits, asked for when they are read.

Several processes count together when PROMETHEUS_MULTIPROC_DIR names a folder that is empty when they start.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from django.db import Error, connection
from django.db.models import Count, Min
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from pafyll.apps.applications.models import ApplicationVersion
from pafyll.apps.casework.models import Heartbeat, Job, Mail
from pafyll.apps.connections.models import HookDelivery
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.lifecycles.job import JobStatus
from pafyll.domain.lifecycles.mail import MailStatus
from pafyll.domain.lifecycles.webhook import HookDeliveryStatus
from pafyll.integrations.clock import machine_now

CONTENT_TYPE = CONTENT_TYPE_LATEST
REGISTRY = CollectorRegistry()
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
REQUESTS = Counter("pafyll_requests", "Requests answered", ["route", "method", "status"], registry=REGISTRY)
SECONDS = Histogram("pafyll_request_seconds", "Seconds to answer", ["route"], buckets=BUCKETS, registry=REGISTRY)
QUERIES = Counter("pafyll_queries", "Questions to the database", ["route"], registry=REGISTRY)


def count_request(*, route: str, method: str, status: int, seconds: float, queries: int) -> None:
    """One request that is answered. route is its name, never its address: those are few, and say nothing of people."""
    REQUESTS.labels(route, method, str(status)).inc()
    SECONDS.labels(route).observe(seconds)
    QUERIES.labels(route).inc(queries)


def exposition() -> bytes:
    """Everything in Prometheus' own form."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)
    else:
        counted = REGISTRY
    asked = CollectorRegistry()
    asked.register(Waiting())
    return generate_latest(counted) + generate_latest(asked)


class Waiting(Collector):
    """What waits now, by one question for each figure. A database that is away gives no figures, and says so."""

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("pafyll_database_up", "1 when the database answers")
        try:
            figures = list(_figures())
            up.add_metric([], 1)
        except Error:
            figures = []
            up.add_metric([], 0)
        yield up
        yield from figures

    def describe(self) -> Iterable[Metric]:
        return []  # nothing is asked before somebody reads


def _figures() -> Iterator[Metric]:
    yield from _jobs()
    yield _mails()
    yield _tellings()
    yield _heartbeats()
    size = GaugeMetricFamily("pafyll_database_bytes", "Size of the database")
    size.add_metric([], _bytes())
    yield size


def _jobs() -> Iterator[Metric]:
    """By status. The oldest is the one that has waited longest without being heard from."""
    jobs = GaugeMetricFamily("pafyll_jobs", "Jobs by status; failed ones wait for a person", labels=["status"])
    counted = dict(Job.objects.order_by().values_list("status").annotate(Count("pk")))
    for status in JobStatus:
        jobs.add_metric([status.value], counted.get(status.value, 0))
    yield jobs
    oldest = GaugeMetricFamily("pafyll_oldest_job_seconds", "How long the oldest waiting job has waited")
    since = Job.objects.filter(status=JobStatus.QUEUED).aggregate(since=Min("heartbeat_at"))["since"]
    oldest.add_metric([], (machine_now() - since).total_seconds() if since else 0)
    yield oldest


@reading_everything("mails are counted for whoever watches, without a word of them")
def _mails() -> Metric:
    """What the server has not got: waiting to be written or sent, and failed, which waits for a person."""
    mails = GaugeMetricFamily("pafyll_mails", "Mails that are not delivered, by status", labels=["status"])
    for status in (MailStatus.WAITING, MailStatus.FAILED):
        mails.add_metric([status.value], Mail.objects.filter(status=status).count())
    mails.add_metric(["to_be_written"], ApplicationVersion.objects.filter(is_told=False).count())
    return mails


def _tellings() -> Metric:
    """What other systems have not been told: waiting, and given up, which waits for whoever runs that system."""
    tellings = GaugeMetricFamily("pafyll_webhook_tellings", "Tellings to webhooks without a yes", labels=["status"])
    for status in (HookDeliveryStatus.WAITING, HookDeliveryStatus.FAILED):
        tellings.add_metric([status.value], HookDelivery.objects.filter(status=status).count())
    return tellings


def _heartbeats() -> Metric:
    ages = GaugeMetricFamily("pafyll_heartbeat_age_seconds", "Since the crew, night or backup", labels=["name"])
    for name, moment in Heartbeat.objects.values_list("name", "beat_at"):
        ages.add_metric([name], (machine_now() - moment).total_seconds())
    return ages


def _bytes() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])
