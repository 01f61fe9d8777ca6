"""The heartbeat of a running job, and the reaper that gives back the jobs whose heart has stopped."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult

from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services.recording import advance
from pafyll.domain.lifecycles.job import JOB, LIVE, JobStatus

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
BEAT_SECONDS = 2.0
KEPT = timedelta(days=7)  # how long the queue keeps the messages that are dealt with


@contextmanager
def beating(write: Callable[[], None]) -> Iterator[None]:
    """Calls write now and then, in a thread with a database connection of its own, as long as the work goes on.

    A work that saves everything in one transaction could not tell how far it has come in any other way.
    """
    over = threading.Event()

    def beat() -> None:
        try:
            while not over.wait(min(BEAT_SECONDS, settings.JOB_LEASE_SECONDS / 4)):
                try:
                    write()
                except Error:  # SQLite has one writer at a time; the next beat comes soon
                    logger.info("A heartbeat was not written")
        finally:
            connection.close()

    thread = threading.Thread(target=beat, daemon=True, name="heartbeat")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(60)


def reap(*, at: datetime, machine: datetime, enqueue: Callable[[int], None]) -> int:
    """Gives back the jobs that have not been heard from for a lease; how many. machine: the machine's own clock."""
    limit = machine - timedelta(seconds=settings.JOB_LEASE_SECONDS)
    silent = Job.objects.filter(status__in=LIVE, heartbeat_at__lt=limit).values_list("pk", flat=True)
    return sum(_given_back(pk, limit, at, enqueue) for pk in silent)


def tidy(*, machine: datetime) -> None:
    """Removes the queue's old messages; the jobs themselves stay."""
    DBTaskResult.objects.finished().filter(finished_at__lt=machine - KEPT).delete()


@transaction.atomic
def _given_back(pk: int, limit: datetime, at: datetime, enqueue: Callable[[int], None]) -> bool:
    """Whether the job was still silent when we held it, and its message not simply waiting for its turn."""
    job = Job.objects.select_for_update().filter(pk=pk, status__in=LIVE, heartbeat_at__lt=limit).first()
    messages = DBTaskResult.objects.filter(id=job.task) if job and job.task else DBTaskResult.objects.none()
    if job is None or (job.status == JobStatus.QUEUED and messages.filter(status="READY").exists()):
        return False
    messages.filter(status="RUNNING").update(status="FAILED", finished_at=at, traceback="The worker was lost")
    if job.attempts >= MOST_ATTEMPTS:
        advance(job, lifecycle=JOB, to=JobStatus.FAILED, by=None, at=at)
        Job.objects.filter(pk=pk).update(ended_at=at, error=_given_up())
        return True
    if job.status == JobStatus.RUNNING:
        advance(job, lifecycle=JOB, to=JobStatus.QUEUED, by=None, at=at, why=gettext("Arbeideren svarte ikke."))
    enqueue(pk)
    return True


def _given_up() -> str:
    return gettext("Jobben stanset tre ganger uten å bli ferdig. Si fra til den som drifter løsningen.")
