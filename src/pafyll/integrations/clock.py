"""What time it is. The only place that asks, so that a test or a demonstration can stand on any day."""

from __future__ import annotations

import os
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def now() -> datetime:
    """This moment in Europe/Oslo. PAFYLL_NOW (ISO 8601) moves the day for a demonstration; the hours still run."""
    real = datetime.now(OSLO)
    stated = os.environ.get("PAFYLL_NOW")
    if not stated:
        return real
    return datetime.combine(date.fromisoformat(stated[:10]), real.timetz().replace(tzinfo=None), OSLO)


def today() -> date:
    """This day in Europe/Oslo."""
    return now().date()


def midnight_after(day: date) -> datetime:
    """The first moment that is no longer the day: deadlines last through the day they name."""
    return datetime.combine(day + timedelta(days=1), time(), OSLO)
