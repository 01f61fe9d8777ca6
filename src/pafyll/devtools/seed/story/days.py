"""The days of the story. Today is 10 March 2026: the owners' window of the 2026/27 round is open."""

from __future__ import annotations

from datetime import date, datetime, time

from pafyll.integrations.clock import OSLO

TODAY = date(2026, 3, 10)
FINISHED, MIDDLE, CURRENT, NEXT = 2024, 2025, 2026, 2027  # study years


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of the day in Norway."""
    return datetime.combine(day, time(hour, minute), OSLO)
