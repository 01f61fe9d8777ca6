"""Which days are holidays in Norway, and the working day that a deadline is moved to. Domstolloven § 149."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

FIRST_YEAR, LAST_YEAR = 1947, 2100  # 1 and 17 May are holidays from 1947; the library is silent after 2100
SATURDAY, SUNDAY = 5, 6


class YearOutOfRange(ValueError):
    """Holidays are not known for the year, so no deadline can be counted in it."""


def holiday_name(day: date) -> str:
    """The name of the holiday, "" on other days. Sundays have no name of their own. Raises YearOutOfRange."""
    return _holidays(day.year).get(day, "")


def free_day(day: date) -> str:
    """What makes the day no working day: a holiday's name, "lørdag" or "søndag"; "" for a working day."""
    named = holiday_name(day)
    return named or {SATURDAY: "lørdag", SUNDAY: "søndag"}.get(day.weekday(), "")


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first working day after it."""
    while free_day(day):
        day += timedelta(days=1)
    return day


@cache
def _holidays(year: int) -> dict[date, str]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearOutOfRange(str(year))
    from holidays import Norway  # a quarter of a second to import: only for those who count days

    # "no" is bokmål; "nb" would silently give English. Two holidays on one day stand with a semicolon between them.
    found = Norway(years=year, expand=False, observed=False, language="no")
    return {day: _called(name.split("; ")) for day, name in found.items()}


def _called(names: list[str]) -> str:
    """Our name for the day: the first of ours that is among the library's."""
    return next(ours for theirs, ours in NAMES.items() if theirs in names)


NAMES = {
    "Arbeidernes dag": "1. mai",
    "Grunnlovsdag": "17. mai",
    "Første nyttårsdag": "første nyttårsdag",
    "Skjærtorsdag": "skjærtorsdag",
    "Langfredag": "langfredag",
    "Første påskedag": "første påskedag",
    "Andre påskedag": "andre påskedag",
    "Kristi himmelfartsdag": "Kristi himmelfartsdag",
    "Første pinsedag": "første pinsedag",
    "Andre pinsedag": "andre pinsedag",
    "Første juledag": "første juledag",
    "Andre juledag": "andre juledag",
}
