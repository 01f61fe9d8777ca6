"""What can be paid of each part: in their order, never above what is left of the award."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.grants.collective.paying import amounts_to_pay, is_left, left_after_report, may_be_paid_on, not_bound
from pafyll.domain.values import Kroner
from tests.domain.allocation.long import examples

KRONER = st.integers(0, 10**9).map(Kroner)


@given(st.lists(KRONER, max_size=12), KRONER)
@examples()
def test_the_sum_is_what_is_left_or_all_of_the_parts_and_no_part_is_above_itself(parts, left):
    amounts = amounts_to_pay(parts, left=left)

    assert sum(amounts) == min(sum(parts), left)
    assert all(0 <= amount <= part for amount, part in zip(amounts, parts, strict=True))


@given(st.lists(KRONER, min_size=1, max_size=12), KRONER, KRONER)
@examples()
def test_more_left_never_gives_a_part_less(parts, left, more):
    before, after = amounts_to_pay(parts, left=left), amounts_to_pay(parts, left=Kroner(left + more))

    assert all(one <= other for one, other in zip(before, after, strict=True))


@pytest.mark.parametrize(
    ("left", "amounts"), [(100, (60, 40)), (80, (60, 20)), (50, (50, 0)), (0, (0, 0)), (200, (60, 40))]
)
def test_the_last_parts_are_cut_when_something_is_released(left, amounts):
    assert amounts_to_pay([Kroner(60), Kroner(40)], left=Kroner(left)) == amounts


@given(KRONER, KRONER, KRONER)
@examples()
def test_after_the_final_report_no_more_is_paid_than_was_used(left, paid, used):
    more = left_after_report(left, paid=paid, used=used)

    assert 0 <= more <= left
    assert paid + more <= max(paid, used)


def test_nothing_left_and_a_day_that_has_passed_say_so():
    assert is_left(Kroner(0)).code == "nothing_left"
    assert may_be_paid_on(date(2026, 6, 1), today=date(2026, 6, 2)).code == "pay_on_has_passed"
    assert may_be_paid_on(date(2026, 6, 2), today=date(2026, 6, 2))


def test_what_is_bound_covers_the_first_parts_and_the_rest_is_bound_nowhere():
    parts = [Kroner(200_000), Kroner(150_000), Kroner(50_000)]

    assert not_bound(parts, bound=Kroner(400_000)) == (0, 0, 0)
    assert not_bound(parts, bound=Kroner(250_000)) == (0, 100_000, 50_000)
    assert not_bound(parts, bound=Kroner(0)) == (200_000, 150_000, 50_000)
