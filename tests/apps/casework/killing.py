"""A worker is killed in the middle of each kind of job: exits with 0 when nothing was lost or doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.apps.casework.steps.settings"
os.environ |= {"PAFYLL_JOBS": "worker", "PAFYLL_JOB_LEASE": "2"}
django.setup()

from django.core.management import call_command  # noqa: E402

from pafyll.apps.casework.models import Event, Job  # noqa: E402
from pafyll.apps.casework.services import jobs  # noqa: E402
from pafyll.domain.lifecycles.job import JobStatus  # noqa: E402
from pafyll.integrations.clock import now  # noqa: E402
from tests.apps.casework.steps.apps import STEPS  # noqa: E402

WAIT = 120  # seconds that a busy machine may need to start a worker


def main() -> int:
    call_command("migrate", run_syncdb=True, verbosity=0)
    crew = subprocess.Popen([sys.executable, "-m", "django", "work", "--workers", "1", "--beside"])
    try:
        started = [_killed_once(kind) for kind in ("step_by_step", "all_at_once")]
    finally:
        crew.terminate()
        crew.wait(60)
    return _judged(started)


def _killed_once(kind: str) -> Job:
    """Starts a job, kills its worker in the middle of it, and waits until it is done all the same."""
    job = jobs.start(kind=kind, about=kind, by=None, at=now())
    until(lambda: _is_in_the_middle(job))
    os.kill(_worker_of(job), signal.SIGKILL)
    until(lambda: Job.objects.get(pk=job.pk).status == JobStatus.DONE)
    return job


def _is_in_the_middle(job: Job) -> bool:
    """One that saves step by step has saved some; of the other nothing shows but, on PostgreSQL, its heartbeat."""
    job.refresh_from_db()
    if job.kind == "all_at_once":
        return job.status == JobStatus.RUNNING and job.attempts == 1 and _slept(0.7)
    return Event.objects.filter(verb="counted", about__startswith=job.about).count() > 5


def _slept(seconds: float) -> bool:
    time.sleep(seconds)
    return True


def _worker_of(job: Job) -> int:
    from django_tasks_db.models import DBTaskResult

    return int(DBTaskResult.objects.get(status="RUNNING", args_kwargs__args=[job.pk]).worker_ids[-1].split("-")[-1])


def _judged(started: list[Job]) -> int:
    wrong = 0
    for job in started:
        job.refresh_from_db()
        keys = list(Event.objects.filter(verb="counted", about__startswith=job.about).values_list("about", flat=True))
        told = f"{job.kind}: {len(keys)} saved, {len(set(keys))} different, {job.attempts} attempts, {job.result}"
        print(told)
        wrong += (len(keys), len(set(keys)), job.attempts) != (STEPS, STEPS, 2)
    return wrong


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT
    while not happened():
        assert time.monotonic() < end, list(Job.objects.values("kind", "status", "attempts", "reached", "error"))
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
