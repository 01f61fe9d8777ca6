"""Whole kroner: every split adds up to the last krone."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.values import Kroner, in_instalments, percent_of, shared_by_weight

amounts = st.integers(0, 10**12)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)


def test_an_amount_is_never_a_float():
    with pytest.raises(TypeError):
        Kroner(12.5)


def test_sums_and_differences_stay_kroner():
    assert type(Kroner(5) + Kroner(7)) is Kroner
    assert type(sum([Kroner(5), Kroner(7)])) is Kroner
    assert type(Kroner(5) - 7) is Kroner


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0\u00a0kr"), (1234567, "1\u00a0234\u00a0567\u00a0kr"), (-500, "\u2212500\u00a0kr")],
)
def test_an_amount_is_written_the_norwegian_way(amount, text):
    assert str(Kroner(amount)) == text


@given(amounts, st.lists(st.integers(0, 100), min_size=1, max_size=6))
def test_instalments_sum_to_the_total(total, shares):
    assert sum(in_instalments(total, shares)) == total


def test_the_last_instalment_takes_the_rounding():
    assert in_instalments(1001, [50, 50]) == [500, 501]


@given(amounts, st.integers(0, 100))
def test_a_percentage_is_rounded_to_the_nearest_krone(amount, percent):
    part = percent_of(amount, percent)

    assert abs(100 * part - amount * percent) <= 50


def test_half_a_krone_is_rounded_up():
    assert percent_of(50, 1) == 1
    assert percent_of(49, 1) == 0


@given(amounts, weights)
def test_shares_by_weight_sum_to_the_total_unless_nobody_has_weight(total, weights):
    assert sum(shared_by_weight(total, weights)) == (total if any(weights) else 0)


@given(amounts, weights)
def test_a_share_differs_from_the_exact_one_by_less_than_one(total, weights):
    whole = sum(weights)

    for part, weight in zip(shared_by_weight(total, weights), weights, strict=True):
        assert abs(part * whole - total * weight) < max(whole, 1)


@given(amounts, weights)
def test_one_without_weight_gets_nothing_and_more_weight_never_gets_less(total, weights):
    parts = shared_by_weight(total, weights)

    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)
    by_weight = sorted(zip(weights, parts, strict=True))
    assert [part for _, part in by_weight] == sorted(parts)


@given(st.integers(0, 1000), st.lists(st.integers(0, 50), min_size=1, max_size=4, unique=True))
def test_the_order_of_different_weights_has_no_effect(total, weights):
    expected = dict(zip(weights, shared_by_weight(total, weights), strict=True))

    for order in permutations(weights):
        assert dict(zip(order, shared_by_weight(total, order), strict=True)) == expected


def test_the_largest_remainder_gets_the_place_that_is_left():
    assert shared_by_weight(10, [6, 3, 2]) == [5, 3, 2]  # 5.45, 2.73, 1.82


def test_equal_remainders_go_to_the_larger_weight_and_then_to_the_first():
    assert shared_by_weight(2, [3, 1]) == [2, 0]  # 1.5 and 0.5
    assert shared_by_weight(1, [1, 1]) == [1, 0]
