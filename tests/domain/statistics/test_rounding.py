"""Rounded counts: to the nearest, halves up, never to nobody, and recognised again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.statistics.disclosure import LIMIT
from pafyll.domain.statistics.rounding import BASES, Seen, rounded


@pytest.mark.parametrize(
    ("count", "base", "shown"),
    [(0, 5, 0), (5, 5, 5), (7, 5, 5), (8, 5, 10), (12, 5, 10), (13, 5, 15), (5, 10, 10), (14, 10, 10), (7, 3, 6)],
)
def test_the_nearest_is_shown(count, base, shown):
    assert rounded(count, base) == shown


@given(count=st.integers(0, 100_000), base=st.sampled_from(BASES))
def test_a_rounded_count_is_near_of_the_base_and_fits(count, base):
    shown = rounded(count, base)

    assert shown % base == 0
    assert 2 * abs(shown - count) <= base
    assert Seen(shown, base).fits(count)


@given(count=st.integers(LIMIT, 1000), base=st.sampled_from(BASES))
def test_whoever_is_shown_never_becomes_nobody(count, base):
    assert rounded(count, base) > 0


def test_another_count_does_not_fit():
    assert not Seen(10, 5).fits(13)
    assert not Seen(10).fits(11)
