"""Whether this process can serve people, and whether what runs beside it is alive: facts for a machine that asks.

Only what stops the pages (the database, its tables) makes it answer that it is not ready. A lost worker or an old
backup is told as late: the pages still work, and a balancer that took them all away would make things worse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from pafyll.apps.casework.models import Heartbeat
from pafyll.apps.casework.services.signs_of_life import BACKUP, CREW, NIGHT

OK, LATE, DOWN = "ok", "late", "down"
DAILY = timedelta(hours=26)  # once a day, and two hours for a night that was long


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. age: seconds since it was last heard from, None for never or not asked."""

    name: str
    status: str
    age: int | None = None
    missing: int | None = None

    def as_json(self) -> dict[str, Any]:
        told = {"status": self.status, "age_seconds": self.age, "missing": self.missing}
        return {name: value for name, value in told.items() if value is not None}


@dataclass(frozen=True)
class Readiness:
    """Every check, and the worst of them."""

    checks: list[Check]

    @property
    def status(self) -> str:
        return max((check.status for check in self.checks), key=[OK, LATE, DOWN].index)

    @property
    def is_ready(self) -> bool:
        return self.status != DOWN

    def as_json(self) -> dict[str, Any]:
        return {"status": self.status, "checks": {check.name: check.as_json() for check in self.checks}}


def readiness(*, machine: datetime) -> Readiness:
    """Three short questions to the database. machine: the machine's own clock."""
    try:
        missing = len(_expected() - set(MigrationRecorder(connection).applied_migrations()))
        if missing:
            return Readiness([Check("database", OK), Check("migrations", DOWN, missing=missing)])
        heard: dict[str, datetime] = dict(Heartbeat.objects.values_list("name", "beat_at"))
    except Error:
        return Readiness([Check("database", DOWN)])
    return Readiness([Check("database", OK), Check("migrations", OK, missing=0), *_beside(heard, machine)])


def _beside(heard: dict[str, datetime], machine: datetime) -> Iterator[Check]:
    """A crew beats four times in a lease, and is late when a whole lease goes by without."""
    if settings.JOBS == "worker":
        crews = [moment for name, moment in heard.items() if name.startswith(CREW)]
        yield _heard("workers", max(crews, default=None), machine, timedelta(seconds=settings.JOB_LEASE_SECONDS))
    yield _heard("nightly", heard.get(NIGHT), machine, DAILY)
    yield _heard("backup", heard.get(BACKUP), machine, DAILY)


def _heard(name: str, moment: datetime | None, machine: datetime, at_most: timedelta) -> Check:
    if moment is None:
        return Check(name, LATE)
    age = machine - moment
    return Check(name, OK if age <= at_most else LATE, age=int(age.total_seconds()))


@cache
def _expected() -> frozenset[tuple[str, str]]:
    """Every migration that the code brings, read from the files once for each process."""
    return frozenset(MigrationLoader(None).disk_migrations)
