"""Doing a job to its end, once, whatever happens to the worker on the way."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext, override

from pafyll.apps.casework.acting import Author, acting
from pafyll.apps.casework.jobs import JobStopped, kind_of
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services.heartbeat import beating
from pafyll.apps.casework.services.recording import AlreadyChanged, Refusal, advance
from pafyll.domain.lifecycles.job import JOB, JobStatus
from pafyll.integrations.clock import machine_now

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]
WRITE_EVERY = 0.5  # seconds between two writes of how far the work has come


class Reporting:
    """What a work gets to report with. Only the attempt that owns the job may go on: all others are stopped here."""

    def __init__(self, job: Job, clock: Clock, *, beside: bool) -> None:
        self.job, self.clock, self.beside = job, clock, beside
        self.done, self.total, self.text = 0, 0, ""
        self.is_finished = self.is_stopped = False
        self._written = 0.0

    def __call__(self, done: int, total: int, text: str = "") -> None:
        self.done, self.total, self.text = done, total, text or self.text
        hidden = self.beside and connection.in_atomic_block  # not seen until it is saved: the heartbeat tells instead
        if not hidden and time.monotonic() - self._written >= WRITE_EVERY:
            self.write()
        if self.is_stopped:
            raise JobStopped

    def write(self) -> None:
        """Writes how far the work has come, which is also the heartbeat; notes when the job is no longer ours."""
        told = {"reached": self.done, "total": self.total, "text": self.text[:200]}
        mine = Job.objects.filter(pk=self.job.pk, status=JobStatus.RUNNING, attempts=self.job.attempts)
        self.is_stopped = not mine.update(heartbeat_at=machine_now(), **told) or self.is_stopped
        self._written = time.monotonic()

    def finish(self, result: dict[str, Any] | None = None) -> None:
        """Marks the job as done. In the work's own transaction, the two are saved together or not at all."""
        told = {"reached": self.total, "total": self.total, "text": self.text[:200], "result": result or {}}
        _end(self.job, JobStatus.DONE, at=self.clock(), **told)
        self.is_finished = True


def run(pk: int, *, clock: Clock, beside: bool = True) -> None:
    """Does the job if it is waiting. beside: in a worker, with a heartbeat in a thread of its own.

    A Refusal ends the job with its words; what nobody foresaw ends it with an apology, and is raised for the log. A
    database that went away ends nothing: in a worker the job falls silent, and the reaper gives it back.
    """
    job = _claim(pk, clock())
    if job is None:
        return
    report = Reporting(job, clock, beside=beside)
    at_work = acting(Author.BATCH if job.started_by_id else Author.SYSTEM, f"job:{pk}")
    with at_work, override(_language(job)), beating(report.write) if beside else nullcontext():
        try:
            result = kind_of(job.kind).work(job, report)
            if not report.is_finished:
                report.finish(result)
        except JobStopped:
            logger.info("Job %s was stopped", pk)
        except Refusal as refusal:
            _fail(job, f"{refusal.answer} {refusal.answer.remedy}".strip(), clock())
        except Exception as error:
            if not (beside and isinstance(error, OperationalError | InterfaceError)):
                _fail(job, _apology(pk), clock())
            raise


def enqueue(pk: int) -> None:
    """Sends the message that a job waits. Two messages about one job do no harm: it is taken once."""
    from pafyll.apps.casework.tasks import run_job  # the task runs this module

    with transaction.atomic():
        sent = run_job.enqueue(pk)
        Job.objects.filter(pk=pk).update(task=sent.id, heartbeat_at=machine_now())


def _claim(pk: int, at: datetime) -> Job | None:
    """The job, now ours; None when it is not waiting any more."""
    try:
        with transaction.atomic():
            job = Job.objects.select_related("started_by").get(pk=pk)
            advance(job, lifecycle=JOB, to=JobStatus.RUNNING, by=None, at=at)
            job.attempts += 1
            job.heartbeat_at = machine_now()
            job.save(update_fields=["attempts", "heartbeat_at"])
            return job
    except (Job.DoesNotExist, AlreadyChanged, Refusal):
        return None


@transaction.atomic
def _end(job: Job, status: JobStatus, *, at: datetime, **told: Any) -> None:
    """Ends the job for the attempt that owns it; raises JobStopped for any other."""
    mine = Job.objects.select_for_update().filter(pk=job.pk, status=JobStatus.RUNNING, attempts=job.attempts)
    if mine.first() is None:
        raise JobStopped
    advance(job, lifecycle=JOB, to=status, by=None, at=at)
    Job.objects.filter(pk=job.pk).update(ended_at=at, **told)


def _fail(job: Job, words: str, at: datetime) -> None:
    try:
        _end(job, JobStatus.FAILED, at=at, error=words)
    except JobStopped:
        logger.info("Job %s failed after it was stopped", job.pk)


def _apology(pk: int) -> str:
    words = gettext("Noe gikk galt hos oss, og det er ikke din feil. Prøv igjen. Skjer det igjen, oppgi jobb {number}.")
    return words.format(number=pk)


def _language(job: Job) -> str:
    return job.started_by.language if job.started_by else "nb"
