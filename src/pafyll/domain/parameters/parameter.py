"""One parameter: a name, a label, a unit and its values by the day they took effect."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Any

UNITS = {
    "NOK",
    "percent",
    "credits",
    "places",
    "days",
    "date",
    "share",
    "list",
    "text",
    "yes_no",
    "weight",
    "minutes",
    "weeks",
    "hours",
}


class ParameterFault(ValueError):
    """A parameter file that says too little or too much: which file, which parameter, what is missing."""


class NoValueInForce(LookupError):
    """No value was in force that day. The page says which rate is missing and who can enter it."""

    def __init__(self, name: str, day: date, scheme: str) -> None:
        super().__init__(f"{name} ({scheme}) has no value in force on {day.isoformat()}")
        self.name, self.day, self.scheme = name, day, scheme


class SourcesDisagree(NoValueInForce):
    """Sources state different values for the day, and nobody has chosen. claims are what they state."""

    def __init__(self, name: str, day: date, scheme: str, claims: tuple[Claim, ...]) -> None:
        super().__init__(name, day, scheme)
        self.claims = claims


@dataclass(frozen=True)
class DatedValue:
    """A value, where it is printed, and the day it stops (None while it stands until the next).

    derived says how the value was worked out when no source prints it.
    """

    starts_on: date
    value: Any
    source: str
    ends_before: date | None = None
    derived: str = ""

    @property
    def cited(self) -> str:
        """The source as it is shown with an amount: a derived value says that it is derived, and how."""
        return f"{self.source} (utledet: {self.derived})" if self.derived else self.source


@dataclass(frozen=True)
class Claim:
    """A value that one source states and that is not in force: others state another, or its day is unknown."""

    value: Any
    source: str
    starts_on: date | None = None
    ends_before: date | None = None

    def concerns(self, day: date) -> bool:
        """Whether the source states it for the day; a claim without days concerns none."""
        return self.starts_on is not None and self.starts_on <= day < (self.ends_before or date.max)


@dataclass(frozen=True)
class Parameter:
    """A name with values over time. Ask with `on(day)`, on the day that the rule names.

    not_found says where was looked for values that no source gives.
    """

    name: str
    scheme: str
    label: str
    unit: str
    values: tuple[DatedValue, ...]
    claims: tuple[Claim, ...] = ()
    not_found: str = ""

    def dated(self, day: date) -> DatedValue:
        """The value in force on the day, with its source. Raises NoValueInForce, or SourcesDisagree."""
        at = bisect_right([v.starts_on for v in self.values], day) - 1
        if at >= 0 and day < (self.values[at].ends_before or date.max):
            return self.values[at]
        if claims := tuple(claim for claim in self.claims if claim.concerns(day)):
            raise SourcesDisagree(self.name, day, self.scheme, claims)
        raise NoValueInForce(self.name, day, self.scheme)

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

    def gaps(self, since: date, before: date | None) -> list[tuple[date, date | None]]:
        """The periods from `since` up to `before` without a value in force, in order; None is no end."""
        found: list[tuple[date, date | None]] = []
        for value in self.values:
            if since < value.starts_on:
                found.append((since, value.starts_on))
            since = max(since, self._stops(value))
        return [*found, (since, before)] if since < (before or date.max) else found

    def _stops(self, value: DatedValue) -> date:
        later = [other.starts_on for other in self.values if other.starts_on > value.starts_on]
        return min([value.ends_before or date.max, *later])
