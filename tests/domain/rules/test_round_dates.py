"""A round's dates, moved a year and kept in order."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.rules.round_dates import RoundDates, a_year_after

USUAL = RoundDates(
    date(2026, 2, 1), date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 15), date(2026, 4, 30), date(2026, 5, 31)
)


def test_the_deadlines_keep_their_day_also_when_it_is_a_sunday():
    assert a_year_after(date(2025, 3, 1)) == date(2026, 3, 1)
    assert date(2026, 3, 1).isoweekday() == 7


def test_the_29th_of_february_becomes_the_28th():
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert a_year_after(date(2027, 2, 28)) == date(2028, 2, 28)


@given(st.lists(st.dates(date(2020, 1, 1), date(2090, 12, 31)), min_size=6, max_size=6, unique=True))
def test_dates_in_order_stay_in_order_unless_a_leap_day_stood_beside_its_eve(days):
    dates = RoundDates(*sorted(days))
    moved = dates.a_year_later()

    assert dates.in_order()
    squeezed = any((d.month, d.day) == (2, 29) and d - timedelta(days=1) in days for d in days)
    assert bool(moved.in_order()) is not squeezed


@pytest.mark.parametrize("field", [field.name for field in fields(RoundDates)][1:])
def test_each_day_must_come_after_the_one_before(field):
    names = [one.name for one in fields(RoundDates)]
    before = getattr(USUAL, names[names.index(field) - 1])

    answer = replace(USUAL, **{field: before}).in_order()

    assert (answer.code, answer.field) == ("dates_out_of_order", field)
