"""On which days owners are reminded of what they have not confirmed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pafyll.domain.parameters import parameters_from

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="reminding")


def reminder_due(last_day: date, today: date) -> int | None:
    """How many days before the last day today's reminder is for, or None on a day without one.

    A reminder that was missed (the machine was off) is due until the next one is: the nearest earlier day counts.
    None from the day after the last day. Source: reminding.yaml.
    """
    left = (last_day - today).days
    if left < 0:
        return None
    reached = [days for days in P["reminder_days"].on(last_day) if days >= left]
    return min(reached) if reached else None
