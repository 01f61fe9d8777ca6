"""A fair door when more come than there is room for: who is let in next, and until when a ticket lets her send."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pafyll.domain.parameters import parameters_from
from pafyll.domain.rules.deadlines import norwegian_day

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="door")


def place_in_line(before: int, room: int) -> int:
    """1 for the next to be let in; 0 for one who is. before: how many of those inside or in line came before her.

    Nobody is let in past somebody who came earlier and still stands there, and there are never more than room inside.
    """
    return max(0, before - room + 1)


def may_send_until(*, taken_at: datetime, let_in_at: datetime) -> datetime | None:
    """Until when whoever waited may send, whatever deadline went by meanwhile; None for one who did not wait.

    It says nothing about a deadline that had passed when she took her ticket: ask `counts_for`.
    Source: door.yaml, minutes_to_send.
    """
    if let_in_at <= taken_at:
        return None
    minutes = P["minutes_to_send"].on(norwegian_day(let_in_at))
    return let_in_at.astimezone(UTC) + timedelta(
        minutes=minutes
    )  # minutes of time, whatever the clock on the wall does


def counts_for(deadline: datetime, *, taken_at: datetime, sends_before: datetime) -> bool:
    """Whether a ticket moves the deadline: taken before it, and used after it. deadline: the first moment too late."""
    return taken_at < deadline < sends_before


def seconds_to_next_look(place: int) -> int:
    """How soon the page asks again: often for those who are next, more seldom for those far behind."""
    return min(30, max(8, 8 + place // 20))
