"""Counting weeks and months to a last day, and the moment at which that day is over in Norway."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def norwegian_day(moment: date | datetime) -> date:
    """The day in Norway. Raises ValueError for a moment that says no time zone: it could be two different days."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone")
    return moment.astimezone(OSLO).date()


def weeks_after(day: date, weeks: int) -> date:
    """The day with the same name that many weeks later. Domstolloven § 148."""
    return day + timedelta(weeks=weeks)


def months_after(day: date, months: int) -> date:
    """The day with the same number that many months later, or that month's last. Domstolloven § 148."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of(day: date) -> datetime:
    """The first moment that is no longer the day: 23:59:59 in Norway is in, 00:00:00 is out."""
    return datetime.combine(day + timedelta(days=1), time(), OSLO)


def weekday(day: date) -> str:
    """mandag, tirsdag …"""
    return WEEKDAYS[day.weekday()]
