"""What time it is: in Norway, on the day that a demonstration stands on, and around deadlines."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import OSLO, midnight_after, now, today
from tests.fixtures.clock import Clock

TROUBLESOME = [date(2027, 12, 31), date(2028, 2, 29), date(2028, 7, 31), date(2028, 8, 1)]


@pytest.mark.parametrize("day", TROUBLESOME, ids=str)
def test_the_day_is_the_norwegian_one_from_its_first_to_its_last_moment(clock: Clock, day: date) -> None:
    for time in ("00:00:00", "12:00:00", "23:59:59"):
        clock.move_to(f"{day} {time}")
        assert today() == day


@pytest.mark.parametrize("day", TROUBLESOME, ids=str)
def test_a_deadline_lasts_through_its_day(clock: Clock, day: date) -> None:
    closes_at = midnight_after(day)
    clock.move_to(f"{day} 23:59:59.999")
    assert now() < closes_at
    clock.move_to(f"{day + timedelta(days=1)} 00:00:00")
    assert now() >= closes_at


def test_the_school_year_turns_at_the_first_of_august(clock: Clock) -> None:
    clock.move_to("2028-07-31 23:59")
    assert today() in SchoolYear(2027)
    clock.move_to("2028-08-01 00:00")
    assert today() in SchoolYear(2028)


def test_a_day_with_twenty_three_hours_still_ends_at_midnight() -> None:
    assert midnight_after(date(2027, 3, 28)) == datetime(2027, 3, 29, tzinfo=OSLO)
    assert midnight_after(date(2027, 3, 28)).utcoffset() == timedelta(hours=2)


def test_a_demonstration_stands_on_the_day_it_was_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAFYLL_NOW", "2026-03-10")
    assert today() == date(2026, 3, 10)
    monkeypatch.setenv("PAFYLL_NOW_FILE", str(tmp_path / "now.txt"))
    assert today() == date(2026, 3, 10)
    (tmp_path / "now.txt").write_text("2026-04-30")
    assert today() == date(2026, 4, 30)
