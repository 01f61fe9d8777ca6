"""A job that is done in steps: each is saved once, however often its worker is killed."""

from __future__ import annotations

import time
from typing import Any

from django.apps import AppConfig
from django.db import transaction

from pafyll.apps.casework import jobs
from pafyll.integrations.clock import now

STEPS, PAUSE = 6, 0.05
KIND = "siege_counting"


class CountingConfig(AppConfig):
    name = "tests.siege"
    label = "siege"

    def ready(self) -> None:
        jobs.register(KIND, count, label="Teller")


def count(job: Any, report: jobs.Report) -> dict[str, Any]:
    """Saves each step by itself, and knows by its key which are saved."""
    from pafyll.apps.casework.models import Event
    from pafyll.apps.casework.services import record

    for number in range(STEPS):
        report(number, STEPS, f"Steg {number}")
        with transaction.atomic():
            if not Event.objects.filter(about=f"{job.about}:{number}").exists():
                record(about=f"{job.about}:{number}", verb="counted", by=None, at=now())
        time.sleep(PAUSE)
    return {"counted": STEPS}
