"""What is going to be taken away, and when: told in every answer long before (RFC 9745 and RFC 8594)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse
from django.utils.http import http_date

NOTICE = timedelta(days=365)  # at least so long from when it is told until it is gone


@dataclass(frozen=True)
class Leaving:
    """An address, or all that begin so: since when it is told, on which day it is gone, and what to use instead."""

    told_on: date
    gone_on: date
    instead: str

    def __post_init__(self) -> None:
        if self.gone_on - self.told_on < NOTICE:
            raise ValueError(f"{self.instead}: a client has {NOTICE.days} days to change over")


LEAVING: Mapping[str, Leaving] = {}  # by the beginning of the address; nothing is leaving


def tell_of_leaving(response: HttpResponse, path: str, leaving: Mapping[str, Leaving] | None = None) -> HttpResponse:
    """Adds Deprecation, Sunset and Link where the address is going to be taken away."""
    found = LEAVING if leaving is None else leaving
    for start, one in found.items():
        if path.startswith(start):
            response["Deprecation"] = f"@{_seconds(one.told_on)}"
            response["Sunset"] = http_date(_seconds(one.gone_on))
            response["Link"] = f'<{one.instead}>; rel="successor-version"'
    return response


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
