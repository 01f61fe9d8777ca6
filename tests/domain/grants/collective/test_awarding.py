"""Deciding within the appropriation, with grounds where it departs, and paying in parts that add up."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.answers import no, yes
from pafyll.domain.grants.collective.awarding import (
    PlannedPart,
    ProposedAward,
    Share,
    fits,
    has_grounds,
    is_whole_plan,
    payment_plan,
)
from pafyll.domain.grants.collective.changing import AwardMoney, effect_of, may_become
from pafyll.domain.grants.collective.paying import may_pay
from pafyll.domain.values import Kroner
from tests.domain.allocation.long import examples

JUNE, NOVEMBER = date(2026, 6, 1), date(2026, 11, 1)
HALVES = (Share(50, JUNE), Share(50, NOVEMBER, "midterm_report"))


def award(recommended: int, amount: int, grounds: str = "") -> ProposedAward:
    return ProposedAward("Fjordvik kommune", Kroner(recommended), Kroner(amount), grounds)


def test_a_decision_as_recommended_needs_no_grounds():
    assert has_grounds(award(400_000, 400_000))


@pytest.mark.parametrize("amount", [399_999, 400_001])
def test_a_decision_that_departs_by_one_krone_needs_grounds(amount):
    assert has_grounds(award(400_000, amount, "  ")).code == "departs_without_grounds"
    assert has_grounds(award(400_000, amount, "Tiltaket er kortere enn meldt."))


def test_awards_may_use_the_last_krone_and_not_one_more():
    awards = [award(0, 600_000), award(0, 400_000)]

    assert fits(awards, left=Kroner(1_000_000))
    refused = fits(awards, left=Kroner(999_999))
    assert refused.code == "above_the_appropriation"
    assert "1 kr" in str(refused).replace("\u00a0", " ")


def test_two_parts_and_the_second_waits_for_a_report():
    assert payment_plan(Kroner(400_001), HALVES) == (
        PlannedPart(1, Kroner(200_000), JUNE),
        PlannedPart(2, Kroner(200_001), NOVEMBER, "midterm_report"),
    )


@pytest.mark.parametrize("shares", [(), (Share(60, JUNE),), (Share(100, JUNE), Share(0, NOVEMBER))])
def test_a_plan_is_a_hundred_per_cent(shares):
    assert is_whole_plan(shares).code == "not_a_hundred"
    with pytest.raises(ValueError, match="payment plan"):
        payment_plan(Kroner(100), shares)


def test_a_plan_is_in_the_order_of_its_days():
    assert is_whole_plan((Share(50, NOVEMBER), Share(50, JUNE))).code == "not_in_order"


@given(st.integers(1, 10**10), st.lists(st.integers(1, 99), min_size=0, max_size=6))
@examples()
def test_the_parts_add_up_to_the_award_and_are_of_something(amount, cuts):
    edges = [0, *sorted(set(cuts)), 100]
    shares = [Share(b - a, JUNE + timedelta(n)) for n, (a, b) in enumerate(pairwise(edges))]

    parts = payment_plan(Kroner(amount), shares)

    assert sum(part.amount for part in parts) == amount
    assert all(part.amount > 0 for part in parts)
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))


MISSING = no("own_contribution_missing", "Egenfinansieringen mangler 1 kr.")
READY = {"day": JUNE, "own_contribution": yes(), "has_accepted_midterm": True, "has_account": True}


@pytest.mark.parametrize(
    ("needs", "changed", "code"),
    [
        ("", {}, "yes"),
        ("", {"day": date(2026, 5, 31)}, "not_due"),
        ("own_contribution", {"own_contribution": MISSING}, "own_contribution_missing"),
        ("", {"own_contribution": MISSING}, "yes"),
        ("midterm_report", {"has_accepted_midterm": False}, "midterm_report_missing"),
        ("", {"has_accepted_midterm": False}, "yes"),
        ("", {"has_account": False}, "account_missing"),
    ],
)
def test_what_stops_a_payment_is_said(needs, changed, code):
    part = PlannedPart(1, Kroner(200_000), JUNE, needs)

    assert may_pay(part, **(READY | changed)).code == code


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 10**9))
@examples()
def test_a_changes_effect_explains_the_whole_difference(amount, paid, wanted):
    money = AwardMoney(Kroner(amount), Kroner(min(paid, amount)), Kroner(0))

    effect = effect_of(money, Kroner(wanted))

    assert effect.after == effect.before + effect.bound - effect.released - effect.repaid
    assert min(effect.bound, effect.released, effect.repaid) >= 0
    assert effect.repaid <= money.paid
    assert effect.released <= money.amount - money.paid


def test_more_is_only_given_where_the_scheme_has_it():
    money = AwardMoney(Kroner(400_000), Kroner(200_000), Kroner(50_000))

    assert may_become(money, Kroner(450_000))
    assert may_become(money, Kroner(450_001)).code == "above_the_appropriation"
    assert may_become(money, Kroner(0)).code == "nothing_left"
