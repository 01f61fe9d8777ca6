"""Credits in halves from zero, percentages from 0 to 100."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.values import Credits, Percent


@given(st.integers(0, 2000))
def test_credits_come_in_halves(halves):
    assert Credits(halves / 2) * 2 == halves


@pytest.mark.parametrize("amount", ["7.25", "-0.5", "0.1", -1])
def test_other_credits_are_refused(amount):
    with pytest.raises(ValueError, match=r"0\.5"):
        Credits(amount)


@pytest.mark.parametrize(("given_as", "written"), [("7,5", "7,5"), ("7.5", "7,5"), (30, "30"), ("60.0", "60")])
def test_credits_are_read_and_written_with_a_comma(given_as, written):
    assert str(Credits(given_as)) == written


@pytest.mark.parametrize("amount", [-1, 101])
def test_a_percentage_lies_from_0_to_100(amount):
    with pytest.raises(ValueError, match="0 to 100"):
        Percent(amount)


def test_a_percentage_is_written_with_a_no_break_space():
    assert str(Percent(25)) == "25\u00a0%"
