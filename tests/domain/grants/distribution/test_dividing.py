"""Whole kroner by one common rate: exact, the same every time, and never less of more."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.grants.distribution.dividing import by_one_rate, shared_rate
from pafyll.domain.values import shared_by_weight
from tests.domain.allocation.long import examples

WEIGHTS = st.lists(st.integers(0, 10**7), min_size=1, max_size=40)
TOTALS = st.integers(0, 10**9)


def krone_by_krone(total: int, weights: list[int], least: int = 0, most: int | None = None) -> list[int]:
    """The definition: the next krone goes to the strongest claim, weight / (2 × what it has + 1)."""
    parts = [least if weight else 0 for weight in weights]
    for _ in range(total - sum(parts)):
        open_ones = [at for at, weight in enumerate(weights) if weight and (most is None or parts[at] < most)]
        if not open_ones:
            break
        parts[max(open_ones, key=lambda at: (Fraction(weights[at], 2 * parts[at] + 1), -at))] += 1
    return parts if any(weights) else [0] * len(weights)


def test_every_small_case_is_what_giving_krone_by_krone_comes_to():
    for weights in product(range(5), repeat=3):
        for total in range(12):
            assert by_one_rate(total, weights) == krone_by_krone(total, list(weights))


def test_every_small_case_with_limits_is_what_giving_krone_by_krone_comes_to():
    for weights in product(range(4), repeat=3):
        people = sum(map(bool, weights))
        for least, most in ((0, 1), (0, 3), (1, 2), (1, None), (2, 4), (3, 3)):
            for total in range(least * people, 14):
                expected = krone_by_krone(total, list(weights), least, most)
                assert by_one_rate(total, weights, least=least, most=most) == expected


@examples(80)
@given(TOTALS, WEIGHTS)
def test_the_sum_is_exact_unless_nobody_weighs_anything(total, weights):
    parts = by_one_rate(total, weights)

    assert sum(parts) == (total if any(weights) else 0)
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if not weight)


@examples(80)
@given(TOTALS, st.integers(0, 10**6), WEIGHTS, st.integers(0, 1000), st.none() | st.integers(1000, 10**7))
def test_more_money_never_gives_anyone_less(total, more, weights, least, most):
    total = max(total, least * len(weights))

    before = by_one_rate(total, weights, least=least, most=most)
    after = by_one_rate(total + more, weights, least=least, most=most)

    assert all(b <= a for b, a in zip(before, after, strict=True))
    assert all(least <= part and (most is None or part <= most) for part, w in zip(after, weights, strict=True) if w)


@examples(80)
@given(TOTALS, WEIGHTS)
def test_whoever_weighs_more_gets_at_least_as_much(total, weights):
    parts = by_one_rate(total, weights)

    ordered = sorted(zip(weights, parts, strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(ordered) if a[0] < b[0])


@examples(80)
@given(TOTALS, WEIGHTS)
def test_nobody_is_further_from_the_exact_share_than_the_decision_record_says(total, weights):
    parts, whole, count = by_one_rate(total, weights), sum(weights), sum(map(bool, weights))

    for part, weight in zip(parts, weights, strict=True):
        if whole:
            share = Fraction(weight, whole)
            assert abs(part - total * share) <= Fraction(1, 2) + share * count / 2


@examples(80)
@given(TOTALS, WEIGHTS)
def test_the_rate_that_is_shown_gives_every_amount_with_a_pocket_calculator(total, weights):
    parts = by_one_rate(total, weights)
    rate = shared_rate(weights, parts)

    if rate is not None and any(weights):
        assert [int((weight * rate).quantize(Decimal(1), ROUND_HALF_UP)) for weight in weights] == parts


def test_the_largest_remainder_takes_a_krone_back_when_the_frame_grows_and_the_common_rate_does_not():
    """The Alabama paradox, at its smallest: 6, 6 and 2 FTE share 10 and then 11 kroner."""
    weights = [6, 6, 2]

    assert (shared_by_weight(10, weights), shared_by_weight(11, weights)) == ([4, 4, 2], [5, 5, 1])
    assert (by_one_rate(10, weights), by_one_rate(11, weights)) == ([5, 4, 1], [5, 5, 1])


def test_two_who_share_get_the_same_by_either_method():
    for one, other, total in product(range(1, 9), range(1, 9), range(20)):
        ours, theirs = by_one_rate(total, [one, other]), shared_by_weight(total, [one, other])
        assert ours == theirs or 2 * total * one % (one + other) == 0  # an exact half: the tie rules differ
