"""What the queue runs."""

from __future__ import annotations

from django_tasks import task

from pafyll.apps.casework.services.working import run
from pafyll.integrations.clock import now


@task()
def run_job(job_pk: int) -> None:
    """Does the job that the message is about."""
    run(job_pk, clock=now)
