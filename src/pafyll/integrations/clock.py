"""What time it is. The only place that asks, so that a test or a demonstration can stand on any day."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
_here: ContextVar[date | None] = ContextVar("day", default=None)


def now() -> datetime:
    """This moment in Europe/Oslo. A demonstration can stand on another day; the hours still run."""
    real = datetime.now(OSLO)
    stated = stated_day()
    return real if stated is None else datetime.combine(stated, real.timetz().replace(tzinfo=None), OSLO)


def machine_now() -> datetime:
    """This moment by the machine, also in a demonstration: for leases and heartbeats, never for deadlines."""
    return datetime.now(OSLO)


def stated_day() -> date | None:
    """The day that a demonstration stands on: of the world we are in, in PAFYLL_NOW_FILE, or in PAFYLL_NOW."""
    if here := _here.get():
        return here
    file = os.environ.get("PAFYLL_NOW_FILE")
    written = Path(file).read_text().strip() if file and Path(file).exists() else ""
    stated = written or os.environ.get("PAFYLL_NOW", "")
    return date.fromisoformat(stated[:10]) if stated else None


@contextmanager
def standing_on(day: date) -> Iterator[None]:
    """Meanwhile it is the day, for this thread and no other."""
    before = _here.set(day)
    try:
        yield
    finally:
        _here.reset(before)


def stand_on(day: date | None) -> None:
    """Moves a demonstration to a day, or with None back to where it started. Raises KeyError outside demonstrations."""
    file = Path(os.environ["PAFYLL_NOW_FILE"])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(day.isoformat() if day else "")


def today() -> date:
    """This day in Europe/Oslo."""
    return now().date()


def midnight_after(day: date) -> datetime:
    """The first moment that is no longer the day: deadlines last through the day they name."""
    return datetime.combine(day + timedelta(days=1), time(), OSLO)


def midnight_before(day: date) -> datetime:
    """The first moment of the day."""
    return datetime.combine(day, time(), OSLO)


def last_day_before(moment: datetime) -> date:
    """The last day that is over when the moment comes: what a deadline stored as a midnight is called."""
    return (moment - timedelta(microseconds=1)).astimezone(OSLO).date()
