"""The bound counts a tier's own places and money where a contract is sure to be given in the tier, and only there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from pafyll.domain.allocation import Problem, RuleSet, allocate, bound
from pafyll.domain.allocation.sure_tiers import UNSURE, sure_tiers
from tests.domain.allocation.instances import problem_of, problems, rule_sets, rules_of
from tests.domain.allocation.long import examples

OWNER = {"fte": 100}
PE, MUSIC = ("physical_education", 9), ("music", 9)


def three(*wishes: int, cost: int = 2) -> Problem:
    """Three applicants of one owner with the same wishes among physical education (0) and music (1)."""
    asked = [(offer, 0, cost, 0, 0, 0) for offer in wishes]
    rows = [{"owner": 0, "rank": i + 1, "wishes": asked} for i in range(3)]
    return problem_of(rows, [PE, MUSIC], [OWNER], state_money=(-1,))


def bound_of(problem: Problem, *tiers: str) -> int:
    rules = rules_of(tiers, ("owner_rank",))
    return bound(problem, rules, allocate(problem, rules, "x")).places


def test_three_who_can_only_be_placed_in_a_tier_of_one_place_are_bounded_by_one():
    assert bound_of(three(0)) == 3
    assert bound_of(three(0), "pe_max") == 1


def test_a_second_wish_outside_the_full_tier_is_not_held_against_it():
    assert bound_of(three(0, 1), "pe_max") == 3


def test_kroner_of_a_tier_count_in_the_same_way():
    rules = rules_of((), ("owner_rank",))
    kroner = rules_of(("follow_up",), ("owner_rank",))
    problem = three(0, cost=4).changed(flags=(frozenset({"follow_up_municipality"}),))

    assert bound(problem, rules, allocate(problem, rules, "x")).places == 3
    assert bound(problem, kroner, allocate(problem, kroner, "x")).places == 2


def test_what_may_wait_for_a_later_tier_is_not_held_against_the_first():
    assert bound_of(three(0, cost=4), "pe_kroner") == 3


def test_a_wish_whose_own_tier_is_past_is_tried_in_the_tier_of_the_wish_before():
    sure = sure_tiers(three(1, 0), rules_of(("pe_max",), ()), np.arange(3))

    assert sure[:, :2].tolist() == [[1, 1]] * 3


@examples()
@given(problems(), rule_sets())
def test_whoever_is_placed_by_a_contract_of_a_sure_tier_is_placed_in_that_tier(
    problem: Problem, rules: RuleSet
) -> None:
    outcome = allocate(problem, rules, "x")
    placed = np.flatnonzero(outcome.contract >= 0)

    sure = sure_tiers(problem, rules, placed)[np.arange(len(placed)), outcome.contract[placed]]

    assert not np.any((sure != UNSURE) & (sure != outcome.tier[placed]))


@pytest.mark.parametrize("tiers", [("pe_max",), ("pe_max", "five_over"), ("follow_up", "pe_max")])
def test_a_bound_with_the_tiers_is_never_above_the_one_without(tiers):
    problem = three(0, 1)

    assert bound_of(problem, *tiers) <= bound_of(problem)
