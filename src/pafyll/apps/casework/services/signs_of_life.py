"""Telling that one is alive, or that something is done: read by the health check."""

from __future__ import annotations

from datetime import datetime, timedelta

from pafyll.apps.casework.models import Heartbeat

CREW, NIGHT, BACKUP = "crew:", "nightly", "backup"
KEPT = timedelta(days=7)  # a machine that is taken down is forgotten


def beat(name: str, *, machine: datetime) -> None:
    """Notes that the one with the name was heard from. machine: the machine's own clock."""
    Heartbeat.objects.update_or_create(name=name[:80], defaults={"beat_at": machine})


def forget_gone_crews(*, machine: datetime) -> None:
    """Removes the crews that nobody has heard from for a week."""
    Heartbeat.objects.filter(name__startswith=CREW, beat_at__lt=machine - KEPT).delete()
