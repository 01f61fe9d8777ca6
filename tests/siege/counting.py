"""A job that is done in steps: each is saved once, however often its worker is killed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import transaction

from pafyll.apps.casework import jobs
from pafyll.integrations.clock import now

STEPS, PAUSE = 6, 0.05
KIND = "siege_counting"
TOLD_IN = "SIEGE_JOB"  # names the file that tells which job the worker has in its hands


class CountingConfig(AppConfig):
    name = "tests.siege"
    label = "siege"

    def ready(self) -> None:
        from pafyll.apps.casework.services import heartbeat

        heartbeat.MOST_ATTEMPTS = 50  # a job that kills its workers is given up; here others kill them
        jobs.register(KIND, count, label="Teller")


def count(job: Any, report: jobs.Report) -> dict[str, Any]:
    """Saves each step by itself, and knows by its key which are saved."""
    from pafyll.apps.casework.models import Event
    from pafyll.apps.casework.services import record

    with _told(job.about):
        for number in range(STEPS):
            report(number, STEPS, f"Steg {number}")
            with transaction.atomic():
                if not Event.objects.filter(about=f"{job.about}:{number}").exists():
                    record(about=f"{job.about}:{number}", verb="counted", by=None, at=now())
            time.sleep(PAUSE)
    return {"counted": STEPS}


@contextmanager
def _told(about: str) -> Iterator[None]:
    """A file says that this process has the job, and stays when the process is killed before the end."""
    told = Path(os.environ[TOLD_IN])
    beside = told.with_suffix(".begun")
    beside.write_text(f"{os.getpid()} {about}")
    beside.rename(told)
    try:
        yield
    finally:
        told.unlink()
