"""A calendar in the format that calendar programs read (RFC 5545): whole days, with a title and nothing more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class CalendarDay:
    """One day. key is its own name: a day that moves keeps it, so it moves in the calendar too."""

    key: str
    title: str
    day: date
    where: str = ""


def calendar_file(*, name: str, days: Iterable[CalendarDay], made_at: datetime, host: str) -> bytes:
    """The file. host says whose the keys are."""
    from icalendar import Calendar, Event  # long to import: only for those who fetch a calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Pafyll//Frister//NO")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for one in days:
        event = Event()
        event.add("uid", f"{one.key.replace(':', '-')}@{host}")
        event.add("summary", one.title)
        if one.where:
            event.add("description", one.where)
        event.add("dtstart", one.day)
        event.add("dtstamp", made_at)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()  # type: ignore[no-any-return]
