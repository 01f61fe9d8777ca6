"""Starting and cancelling jobs, and handing them to the workers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.jobs import kind_of
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services.recording import Refusal, advance, record, require
from pafyll.apps.casework.services.working import enqueue, run
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.job import JOB, LIVE, JobStatus
from pafyll.integrations.clock import machine_now

_at_once: ContextVar[bool] = ContextVar("jobs_at_once", default=False)


@transaction.atomic
def start(*, kind: str, about: str, by: User | None, at: datetime, arguments: Mapping[str, Any] | None = None) -> Job:
    """Puts a job in the queue, from where a worker takes it when the transaction is saved.

    Who may start it is for the caller to say. Raises Refusal when the same kind of job about the same thing is live.
    """
    kind_of(kind)
    require(_is_alone(kind, about))
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                about=about,
                arguments=dict(arguments or {}),
                started_by=by,
                started_at=at,
                heartbeat_at=machine_now(),
            )
    except IntegrityError:  # someone was quicker by a hair
        raise Refusal(_is_alone(kind, about)) from None
    record(about=job.event_about, verb="queued", after=JobStatus.QUEUED, by=by, at=at)
    _hand_over(job, at)
    return job


@transaction.atomic
def cancel(*, job: Job, by: User, at: datetime) -> Job:
    """Stops a job: what waits is not begun, and what runs stops at its next report and saves nothing more."""
    require(may_be_cancelled(job))
    advance(job, lifecycle=JOB, to=JobStatus.CANCELLED, by=by, at=at)
    Job.objects.filter(pk=job.pk).update(ended_at=at)
    job.ended_at = at
    return job


def may_be_cancelled(job: Job) -> Answer:
    """Whether the job can be stopped now. Some kinds run to their end once they have begun."""
    if job.status == JobStatus.RUNNING and not kind_of(job.kind).may_cancel:
        return no(
            "runs_to_its_end",
            "Dette kan ikke avbrytes når det først er begynt.",
            remedy="Vent til det er ferdig.",
        )
    return JOB.may_become(job.status, JobStatus.CANCELLED)


@contextmanager
def at_once() -> Iterator[None]:
    """Jobs that are started inside are done at once, as in tests: for a seed, which has no worker beside it."""
    token = _at_once.set(True)
    try:
        yield
    finally:
        _at_once.reset(token)


def is_at_once() -> bool:
    """Whether jobs, and mail, are done at once here."""
    return settings.JOBS == "immediate" or _at_once.get()


def _hand_over(job: Job, at: datetime) -> None:
    if is_at_once():
        run(job.pk, clock=lambda: at, beside=False)
        job.refresh_from_db()
    else:
        transaction.on_commit(partial(enqueue, job.pk))


def _is_alone(kind: str, about: str) -> Answer:
    if not Job.objects.filter(kind=kind, about=about, status__in=LIVE).exists():
        return yes()
    return no("already_running", "Dette er allerede i gang.", remedy="Følg framdriften, eller vent til det er ferdig.")
