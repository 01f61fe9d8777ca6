"""What a change would do to an award's money, and how its unpaid parts are planned anew: every krone is somewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.grants.collective.changing import AwardMoney, effect_of, may_become, replanned, stays_above_paid
from pafyll.domain.values import Kroner
from tests.domain.allocation.long import examples

KRONER = st.integers(0, 10**9)
MONEY = AwardMoney(Kroner(400_000), Kroner(200_000), Kroner(50_000))


def test_the_last_krone_of_the_scheme_may_be_bound_and_not_one_more():
    assert may_become(MONEY, Kroner(450_000))
    assert may_become(MONEY, Kroner(450_001)).code == "above_the_appropriation"
    assert may_become(MONEY, Kroner(0)).code == "nothing_left"


def test_what_is_paid_is_not_touched_by_a_change():
    assert stays_above_paid(MONEY, Kroner(200_000))
    refused = stays_above_paid(MONEY, Kroner(199_999))
    assert (refused.code, refused.law) == ("below_what_is_paid", "fvl. § 16")


@given(st.integers(1, 10**9), KRONER, KRONER, st.integers(1, 2 * 10**9))
@examples()
def test_the_parts_of_the_effect_explain_the_whole_difference(amount, paid, left, wanted):
    money = AwardMoney(Kroner(amount), Kroner(min(paid, amount)), Kroner(left))

    effect = effect_of(money, Kroner(wanted))

    assert effect.after - effect.before == effect.bound - effect.released - effect.repaid
    assert min(effect.bound, effect.released, effect.repaid) >= 0
    assert effect.left_after == left + effect.released - effect.bound
    assert (effect.left_after >= 0) == bool(may_become(money, Kroner(wanted)))


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6), KRONER)
@examples()
def test_parts_that_are_planned_anew_add_up_to_what_is_left_and_none_is_below_zero(parts, left):
    new = replanned([Kroner(part) for part in parts], left=Kroner(left))

    assert sum(new) == left
    assert min(new) >= 0
    assert replanned(parts, left=Kroner(sum(parts))) == parts


def test_nothing_unpaid_gives_no_parts_and_less_than_nothing_is_our_fault():
    assert replanned([], left=Kroner(5)) == []
    with pytest.raises(ValueError, match="left to pay"):
        replanned([Kroner(1)], left=Kroner(-1))
