"""One parameter: a name, a label, a unit and its values by the day they took effect."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Any

UNITS = {"NOK", "percent", "credits", "places", "days", "date", "share", "list", "text", "yes_no", "weight"}


class ParameterFault(ValueError):
    """A parameter file that says too little or too much: which file, which parameter, what is missing."""


class NoValueInForce(LookupError):
    """No value was in force that day. The page says which rate is missing and who can enter it."""

    def __init__(self, name: str, day: date, scheme: str) -> None:
        super().__init__(f"{name} ({scheme}) has no value in force on {day.isoformat()}")
        self.name, self.day, self.scheme = name, day, scheme


@dataclass(frozen=True)
class DatedValue:
    """A value, where it is printed, and the day it stops (None while it stands until the next)."""

    starts_on: date
    value: Any
    source: str
    ends_before: date | None = None


@dataclass(frozen=True)
class Parameter:
    """A name with values over time. Ask with `on(day)`, on the day that the rule names."""

    name: str
    scheme: str
    label: str
    unit: str
    values: tuple[DatedValue, ...]

    def dated(self, day: date) -> DatedValue:
        """The value in force on the day, with its source. Raises NoValueInForce."""
        at = bisect_right([v.starts_on for v in self.values], day) - 1
        if at < 0 or (self.values[at].ends_before or date.max) <= day:
            raise NoValueInForce(self.name, day, self.scheme)
        return self.values[at]

    def on(self, day: date) -> Any:
        """The value in force on the day. Raises NoValueInForce."""
        return self.dated(day).value

    def has_value_on(self, day: date) -> bool:
        """Whether a value is in force on the day."""
        try:
            self.dated(day)
        except NoValueInForce:
            return False
        return True
