"""On which days a recipient is reminded of a final report that is not sent: before the deadline, at it and after."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pafyll.domain.parameters import parameters_from

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="award_reminding")


def report_reminder_due(report_due: date, today: date) -> int | None:
    """How many days before the deadline today's reminder is for (below zero: after it), or None before the first.

    A reminder that was missed (the machine was off) is due until the next one is: the latest that is reached counts.
    Source: reminding.yaml.
    """
    left = (report_due - today).days
    reached = [days for days in P["reminder_days"].on(report_due) if days >= left]
    return min(reached) if reached else None
