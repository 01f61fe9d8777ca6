"""Case numbers: one series a year, shared by decisions, appeals, dispensations and political cases.

Everybody locks in one order, so that two transactions wait for each other and never in a ring: the appeal, the round's
turnstile, semesters, commitments, all accounts at once by their keys, and the case number last: docs/adr/0017.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import Model

from pafyll.apps.casework.models import Appeal, Case, Decision
from pafyll.integrations.clock import OSLO

SERIES = 1_667_855_212  # the lock's own number, which nothing else uses
_holders: list[type[Model]] = [Decision, Appeal, Case]


def share_series(model: type[Model]) -> None:
    """Lets an app above keep its case numbers in the same series. Called from AppConfig.ready()."""
    if model not in _holders:
        _holders.append(model)


def case_numbers(count: int, at: datetime) -> list[str]:
    """The next numbers of the year, 2026/000001 and on. In a transaction: the next in line waits for its end."""
    _take_turn()
    year = at.astimezone(OSLO).year
    first = max(_last(model, year) for model in _holders) + 1
    return [f"{year}/{first + i:06d}" for i in range(count)]


def _take_turn() -> None:
    """PostgreSQL lets two read the same highest number; SQLite has one writer at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SERIES])


def next_case_number(at: datetime) -> str:
    """The next number of the year."""
    return case_numbers(1, at)[0]


def _last(model: type[Model], year: int) -> int:
    """The highest case number of the year; the numbers have the same width, so the largest text is the highest."""
    used = model._default_manager.filter(case_number__regex=rf"^{year}/[0-9]{{6}}$").order_by("-case_number")
    last = used.values_list("case_number", flat=True).first()
    return int(last.split("/")[1]) if last else 0
