"""Registers the kinds when Django starts, as the apps above casework do."""

from __future__ import annotations

import time
from typing import Any

from django.apps import AppConfig
from django.db import transaction

from pafyll.apps.casework import jobs
from pafyll.integrations.clock import now

STEPS = 30
PAUSE = 0.15  # long enough that a busy machine sees it in the middle


class StepsConfig(AppConfig):
    name = "tests.apps.casework.steps"
    label = "steps"

    def ready(self) -> None:
        jobs.register("step_by_step", step_by_step, label="Teller")
        jobs.register("all_at_once", all_at_once, label="Teller")


def step_by_step(job: Any, report: jobs.Report) -> dict[str, Any]:
    """Saves each step by itself, and knows by its key which are saved."""
    from pafyll.apps.casework.models import Event

    for number in range(STEPS):
        report(number, STEPS, f"Steg {number}")
        with transaction.atomic():
            if not Event.objects.filter(about=f"{job.about}:{number}").exists():
                _save(job, number)
        time.sleep(PAUSE)
    return {"counted": STEPS}


def all_at_once(job: Any, report: jobs.Report) -> None:
    """Saves everything and that it is done in one transaction."""
    with transaction.atomic():
        for number in range(STEPS):
            report(number, STEPS, f"Steg {number}")
            _save(job, number)
            time.sleep(PAUSE)
        report.finish({"counted": STEPS})


def _save(job: Any, number: int) -> None:
    from pafyll.apps.casework.models import Event

    Event.objects.create(about=f"{job.about}:{number}", verb="counted", at=now())
