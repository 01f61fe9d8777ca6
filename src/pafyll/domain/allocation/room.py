"""How much was left of a limit when a turn came: sums over those who were served before."""

from __future__ import annotations

import numpy as np

from pafyll.domain.allocation.constraints import CONSTRAINTS
from pafyll.domain.allocation.outcome import CLOSED, OVER_WHOLE_SIZE, Outcome, Reason
from pafyll.domain.allocation.problem import OFFER, Ints, Problem
from pafyll.domain.allocation.rules import RuleSet
from pafyll.domain.allocation.state_money import StateMoney, state_needs


def passing_claims_without_ground(problem: Problem, rules: RuleSet, outcome: Outcome, account: StateMoney) -> int:
    """How many refusals for lack of money, where cheaper ones may pass, had room at their turn."""
    wrong = 0
    for rows, k, t, number in _claims(outcome):
        is_state = number > int(Reason.TIER_PLACES)
        passing = rules.cheaper_may_pass_state if is_state else rules.cheaper_may_pass_owner
        if passing and (is_state or (number <= len(CONSTRAINTS) and CONSTRAINTS[number - 1].is_money)):
            need = needs_of(problem, rows, k, number)
            wrong += int((need <= room_at(problem, rules, outcome, account, rows, k, t, number)).sum())
    return wrong


def _claims(outcome: Outcome) -> list[tuple[Ints, Ints, int, int]]:
    """(rows, contract of each, tier, limit) of every refusal that is not over the whole size."""
    found = []
    tiers, wishes = outcome.turn.shape[1], outcome.reason.shape[1]
    pending = np.stack([((outcome.reason != 0) & (outcome.reason_tier <= t)).sum(axis=1) for t in range(tiers)])
    for t in range(tiers):
        columns = [(outcome.waited[:, t], pending[t])]
        for k in range(wishes):
            here = np.where(outcome.reason_tier[:, k] == t, outcome.reason[:, k], 0)
            columns.append((here, np.full(len(here), k)))
        for claim, k in columns:
            real = np.where(claim < OVER_WHOLE_SIZE, claim, 0) % CLOSED
            for number in np.unique(real[real > 0]).tolist():
                rows = np.flatnonzero(real == number)
                found.append((rows, k[rows], t, number))
    return found


def needs_of(problem: Problem, rows: Ints, k: Ints, number: int) -> Ints:
    """What the contracts need of the limit."""
    contracts = problem.contracts[rows, k]
    if number <= len(CONSTRAINTS):
        column = CONSTRAINTS[number - 1].need
        return np.ones(len(rows), dtype=np.int64) if column is None else contracts[:, column].astype(np.int64)
    if number == int(Reason.TIER_PLACES):
        return np.ones(len(rows), dtype=np.int64)
    if number == int(Reason.TIER_KRONER):
        return contracts[:, 2:4].astype(np.int64).sum(axis=1)
    return state_needs(problem, contracts)[:, number - int(Reason.STATE)]


def room_at(
    problem: Problem, rules: RuleSet, outcome: Outcome, account: StateMoney, rows: Ints, k: Ints, t: int, number: int
) -> Ints:
    """What was left of the limit at the turns of the rows in tier t."""
    turn = outcome.turn[rows, t].astype(np.int64)
    if number <= len(CONSTRAINTS):
        c = CONSTRAINTS[number - 1]
        at = problem.contracts[rows, k, OFFER] if c.per == "offer" else rows
        holder = c.holder(problem)[at]
        return np.asarray(c.sizes(problem)[holder] - _used_before(problem, outcome, number, holder, turn, -1))
    used = _used_before(problem, outcome, number, np.zeros(len(rows), dtype=np.int64), turn, t)
    if number == int(Reason.TIER_PLACES):
        return rules.tiers[t].places - used
    if number == int(Reason.TIER_KRONER):
        return rules.tiers[t].maximum_kroner - used
    p = number - int(Reason.STATE)
    moves = sorted((at, kroner) for at, tier, pot, kroner in account.moves if tier == t and pot == p)
    sums = np.cumsum([0, *[kroner for _, kroner in moves]])
    gone = sums[np.searchsorted(np.array([at for at, _ in moves], dtype=np.int64), turn)]
    return np.asarray(account.opened[t, p] - used - gone)


def _used_before(problem: Problem, outcome: Outcome, number: int, holder: Ints, turn: Ints, only_tier: int) -> Ints:
    """What each holder had given out before each turn."""
    rows = np.flatnonzero((outcome.tier == only_tier) if only_tier >= 0 else (outcome.contract >= 0))
    k = outcome.contract[rows]
    needs = needs_of(problem, rows, k, number)
    when = outcome.turn[rows, outcome.tier[rows]].astype(np.int64)
    whose = np.zeros(len(rows), dtype=np.int64)
    if number <= len(CONSTRAINTS):
        c = CONSTRAINTS[number - 1]
        whose = c.holder(problem)[problem.contracts[rows, k, OFFER] if c.per == "offer" else rows].astype(np.int64)
    span = int(outcome.turn.max(initial=0)) + 2
    order = np.argsort(whose * span + when)
    keys, sums = (whose * span + when)[order], np.concatenate([[0], np.cumsum(needs[order])])
    return np.asarray(
        sums[np.searchsorted(keys, holder * span + turn)] - sums[np.searchsorted(keys, holder.astype(np.int64) * span)]
    )
