"""Who is let in next, and what a ticket taken before the deadline is worth after it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.rules.door import counts_for, may_send_until, place_in_line, seconds_to_next_look

OSLO = ZoneInfo("Europe/Oslo")
DEADLINE = datetime(2026, 3, 2, tzinfo=OSLO)
MINUTE = timedelta(minutes=1)


def at(hour: int, minute: int, second: int = 0, *, day: int = 1) -> datetime:
    return datetime(2026, 3, day, hour, minute, second, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("taken", "let_in", "until"),
    [
        (at(23, 41), at(0, 20, day=2), at(0, 50, day=2)),  # stood in line when the deadline passed
        (at(23, 59, 59), at(0, 0, day=2), at(0, 30, day=2)),  # the last second before
        (at(23, 41), at(23, 55), at(0, 25, day=2)),  # let in so late that she had no time to send
        (at(22, 0), at(22, 10), None),  # let in long before: the deadline is as it was
        (at(0, 0, day=2), at(0, 20, day=2), None),  # came when it had passed
        (at(23, 59), at(23, 59), None),  # did not wait
    ],
)
def test_a_ticket_from_before_the_deadline_gives_half_an_hour_from_the_door(
    taken: datetime, let_in: datetime, until: datetime | None
) -> None:
    sends_before = may_send_until(taken_at=taken, let_in_at=let_in)
    counts = sends_before is not None and counts_for(DEADLINE, taken_at=taken, sends_before=sends_before)
    assert (sends_before if counts else None) == until


@given(st.integers(-120, 120), st.integers(0, 240))
def test_nobody_loses_by_standing_in_line_and_nobody_who_came_too_late_gains(came: int, waited: int) -> None:
    taken = DEADLINE + came * MINUTE
    let_in = taken + waited * MINUTE
    until = may_send_until(taken_at=taken, let_in_at=let_in)
    counts = until is not None and counts_for(DEADLINE, taken_at=taken, sends_before=until)
    closes = until if counts and until else DEADLINE
    assert closes >= DEADLINE
    if came >= 0:
        assert closes == DEADLINE
    elif let_in >= DEADLINE:
        assert closes == let_in + 30 * MINUTE
    assert closes <= max(DEADLINE, let_in + 30 * MINUTE)


def test_half_an_hour_is_half_an_hour_also_in_the_night_that_skips_one() -> None:
    let_in = datetime(2027, 3, 28, 1, 50, tzinfo=OSLO)
    assert may_send_until(taken_at=let_in - MINUTE, let_in_at=let_in) == datetime(2027, 3, 28, 3, 20, tzinfo=OSLO)


@given(st.integers(0, 10_000), st.integers(1, 2_000))
def test_places_go_up_by_one_and_no_more_than_there_is_room_for_are_inside(before: int, room: int) -> None:
    place = place_in_line(before, room)
    assert (place == 0) == (before < room)
    assert place_in_line(before + 1, room) in (0, place + 1)


def test_those_who_are_next_look_more_often_than_those_far_behind() -> None:
    looks = [seconds_to_next_look(place) for place in (1, 20, 200, 5_000)]
    assert looks == sorted(looks)
    assert (looks[0], looks[-1]) == (8, 30)
