"""When owners are reminded, and how long a party may comment before money is demanded back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.rules.forewarning import is_full_forewarning, may_be_decided
from pafyll.domain.rules.reminding import reminder_due
from tests.domain.allocation.long import examples

LAST = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("left", "due"), [(15, None), (14, 14), (10, 14), (8, 14), (7, 7), (3, 7), (2, 2), (0, 2), (-1, None)]
)
def test_owners_are_reminded_14_7_and_2_days_before_and_a_missed_reminder_is_caught_up(left, due):
    assert reminder_due(LAST, LAST - timedelta(days=left)) == due


def test_a_forewarning_says_why_and_gives_time_to_answer():
    sent = date(2026, 3, 10)

    assert is_full_forewarning("Deltakeren startet ikke.", sent, date(2026, 3, 31))
    assert is_full_forewarning(" ", sent, date(2026, 3, 31)).code == "grounds_missing"
    assert is_full_forewarning("Grunn", sent, sent).code == "deadline_too_soon"
    assert is_full_forewarning("Grunn", sent, None).code == "deadline_too_soon"


@examples()
@given(due=st.dates(), days=st.integers(-400, 400), commented=st.booleans())
def test_nothing_is_recovered_before_the_party_has_commented_or_the_deadline_is_over(due, days, commented):
    try:
        today = due + timedelta(days=days)
    except OverflowError:
        return
    answer = may_be_decided(comments_due_on=due, has_commented=commented, today=today)

    assert bool(answer) is (commented or days > 0)
    assert answer or answer.law == "fvl. § 16"
