"""How long a rule means on a day, and the day before which something is past its time."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from pafyll.apps.privacy.models import RetentionPeriod
from pafyll.apps.privacy.register import all_tables
from pafyll.domain.privacy import Retention, SetBy

MONTHS_A_YEAR = 12


def all_rules() -> dict[str, Retention]:
    """Every rule that a field stands under, by its code."""
    marks = [mark for table in all_tables().values() for mark in table.marks]
    return {mark.retention.code: mark.retention for mark in marks}


def periods_in_force(on: date) -> dict[str, RetentionPeriod]:
    """The latest period of each rule that has begun. One query."""
    rows = RetentionPeriod.objects.filter(starts_on__lte=on).order_by("rule", "starts_on")
    return {row.rule: row for row in rows}


def cut_off(rule: Retention, on: date, periods: Mapping[str, RetentionPeriod]) -> date | None:
    """What happened before this day is past its time. None: nobody has decided how long, so nothing is."""
    if rule.set_by == SetBy.PAFYLL:
        return on - timedelta(days=rule.days)
    period = periods.get(rule.code)
    return months_before(on, period.months) if period and rule.set_by == SetBy.CONTROLLER else None


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the month's last where it has no such day."""
    count = day.year * MONTHS_A_YEAR + day.month - 1 - months
    year, month = divmod(count, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
