"""The audit is awake: an outcome that is tampered with in any way is found out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from pafyll.domain.allocation import Outcome, Problem, RuleSet, allocate, audit
from pafyll.domain.allocation.outcome import NEVER
from tests.domain.allocation.instances import problem_of, rules_of

SEED = "tilsyn"
RULES = rules_of(["special_min", "pe_kroner"], ["top_ranked", "within_teacher_fte_share", "rank_per_teacher_fte"])


def busy_round() -> Problem:
    """Sixty applicants, five offers, four owners, and every kind of limit that binds."""
    rng = np.random.default_rng(7)
    rows, ranks = [], [0, 0, 0, 0]
    for _ in range(60):
        owner = int(rng.integers(0, 4))
        ranks[owner] += 1
        offers = rng.permutation(5)[:2]
        cost = lambda: [int(c) for c in rng.choice([1, 2, 3], 4)]  # noqa: E731
        wishes = [(int(o), s, *cost()) for o in offers for s in (0, 1)]
        rows.append({"owner": owner, "rank": ranks[owner], "wishes": wishes, "approved": rng.random() < 0.9})
    table = [("mathematics", 5), ("special_needs_education", 7), ("physical_education", 4), ("music", 5), ("music", 8)]
    owners = [{"fte": 900}, {"fte": 300, "quota": 3}, {"fte": 400, "autumn": 9}, {"fte": 500, "spring": 9}]
    return problem_of(rows, table, owners, state_money=(100,))


PROBLEM = busy_round()
OUTCOME = allocate(PROBLEM, RULES, SEED)


def changed(outcome: Outcome, change: Callable[[np.ndarray, np.ndarray], None]) -> Outcome:
    """The outcome with its log and turns changed."""
    log, turn = outcome.log.copy(), outcome.turn.copy()
    change(log, turn)
    return replace(outcome, log=log, turn=turn)


def placed(k: int = 0) -> int:
    return int(np.flatnonzero(OUTCOME.contract >= k)[3])


def refused() -> int:
    return int(np.flatnonzero((OUTCOME.contract < 0) & PROBLEM.approved)[2])


def take_away(log: np.ndarray, _: np.ndarray) -> None:
    log[placed(), :2] = -1


def give(log: np.ndarray, _: np.ndarray) -> None:
    log[refused(), 0], log[refused(), 1] = 0, 2


def swap_turns(_: np.ndarray, turn: np.ndarray) -> None:
    rows = np.flatnonzero(turn[:, 2] >= 0)
    turn[rows[[0, 1]], 2] = turn[rows[[1, 0]], 2]


def forget_a_reason(log: np.ndarray, _: np.ndarray) -> None:
    row = np.flatnonzero((OUTCOME.reason > 0).any(axis=1))[0]
    log[row, 6] = 0


def blame_another_limit(log: np.ndarray, _: np.ndarray) -> None:
    row = np.flatnonzero(OUTCOME.reason[:, 0] % 32 == 1)[0]
    log[row, 6] = 2


def favour_beyond_the_share(log: np.ndarray, _: np.ndarray) -> None:
    row = np.flatnonzero(OUTCOME.within_share == 0)[0]
    log[row, 2] = 1


@pytest.mark.parametrize(
    "change", [take_away, give, swap_turns, forget_a_reason, blame_another_limit, favour_beyond_the_share]
)
def test_a_changed_log_is_found_out(change: Callable[[np.ndarray, np.ndarray], None]) -> None:
    assert audit(PROBLEM, RULES, SEED, OUTCOME)
    assert not audit(PROBLEM, RULES, SEED, changed(OUTCOME, change))


def test_another_seed_is_found_out() -> None:
    rows = [{"owner": i, "rank": 1, "wishes": [(0, 0, 0, 0, 0, 0)]} for i in range(6)]
    problem, rules = problem_of(rows, [("music", 2)], [{}] * 6), rules_of((), ("rank_per_teacher_fte",))

    assert not audit(problem, rules, "et annet frø", allocate(problem, rules, "det kunngjorte"))


@pytest.mark.parametrize("limit", ["capacity", "quota", "budget_autumn", "budget_spring"])
def test_an_outcome_of_a_roomier_round_is_found_out(limit: str) -> None:
    roomier = np.where(getattr(PROBLEM, limit) > 0, getattr(PROBLEM, limit) + 3, getattr(PROBLEM, limit))

    assert not audit(PROBLEM, RULES, SEED, allocate(PROBLEM.changed(**{limit: roomier}), RULES, SEED))


@pytest.mark.parametrize(
    "rules",
    [
        RULES.with_options(without=("top_ranked",)),
        RULES.with_options(without=("within_teacher_fte_share",)),
        RULES.with_options(cheaper_may_pass_state=True, cheaper_may_pass_owner=True),
        replace(RULES, tiers=RULES.tiers[1:]),
    ],
)
def test_an_outcome_under_other_rules_is_found_out(rules: RuleSet) -> None:
    outcome = allocate(PROBLEM, rules, SEED)

    assert audit(PROBLEM, rules, SEED, outcome)
    assert outcome.turn.shape != OUTCOME.turn.shape or not audit(PROBLEM, RULES, SEED, outcome)


def test_more_state_money_is_found_out() -> None:
    assert not audit(PROBLEM, RULES, SEED, allocate(PROBLEM.changed(state_money=(120,)), RULES, SEED))


def test_a_place_given_to_the_one_behind_is_found_out_even_when_every_sum_is_right() -> None:
    rows = [{"owner": 0, "rank": rank, "wishes": [(0, 0, 0, 0, 0, 0)]} for rank in (1, 2)]
    problem, rules = problem_of(rows, [("music", 1)], [{}]), rules_of((), ("owner_rank",))
    lawful = allocate(problem, rules, SEED)
    never = tuple(np.full_like(column, NEVER) for column in lawful.cut_off)

    swapped = replace(lawful, log=lawful.log[::-1].copy(), cut_off=never)

    assert audit(problem, rules, SEED, lawful)
    assert not audit(problem, rules, SEED, swapped)
