"""A round's dates: how last year's are moved to the next, and in which order they must stand."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise

from pafyll.domain.answers import Answer, no, yes


def a_year_after(day: date) -> date:
    """The same day and month in the next year; 29 February becomes 28 February.

    The published deadlines keep their calendar day (1 March, 15 March) also when it is a Saturday or Sunday.
    """
    leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + 1, day.month, 28 if leap_day else day.day)


@dataclass(frozen=True)
class RoundDates:
    """The six days of a round. Each deadline lasts through the day it names."""

    opens_on: date
    teacher_closes_on: date
    owner_opens_on: date
    owner_closes_on: date
    result_on: date
    admission_on: date

    def a_year_later(self) -> RoundDates:
        """All six days moved to the next year."""
        return RoundDates(*[a_year_after(getattr(self, field.name)) for field in fields(self)])

    def in_order(self) -> Answer:
        """Whether each day comes after the one before. A no names the first field that stands wrong."""
        days = [(field.name, getattr(self, field.name)) for field in fields(self)]
        for (before, earlier), (name, later) in pairwise(days):
            if later <= earlier:
                return no(
                    "dates_out_of_order",
                    "{later_label} må være etter {earlier_label}.",
                    remedy="Endre en av de to datoene.",
                    field=name,
                    later_label=LABELS[name],
                    earlier_label=LABELS[before].lower(),
                )
        return yes()


LABELS = {
    "opens_on": "Åpning for lærere",
    "teacher_closes_on": "Søknadsfristen",
    "owner_opens_on": "Skoleeiernes første dag",
    "owner_closes_on": "Fristen for skoleeier",
    "result_on": "Svar fra direktoratet",
    "admission_on": "Opptak ved studiestedet",
}
