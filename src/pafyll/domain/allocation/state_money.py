"""How the state's money stood when tiers opened and closed, worked out from who got what and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pafyll.domain.allocation.outcome import NEVER, Outcome
from pafyll.domain.allocation.problem import NO_LIMIT, STATE_AUTUMN, STATE_SPRING, Ints, Problem
from pafyll.domain.allocation.rules import RuleSet


@dataclass(frozen=True)
class StateMoney:
    """Tier × pot, in kroner: free when the tier opened, and free when it was served. Unlimited pots are all 0."""

    opened: Ints
    closed: Ints
    moves: tuple[tuple[int, int, int, int], ...]  # (turn, tier, pot, kroner) that went on with a top-ranked application


def state_needs(problem: Problem, contracts: Ints) -> Ints:
    """The contracts' need of each pot, as a last axis."""
    money = contracts[..., STATE_AUTUMN : STATE_SPRING + 1].astype(np.int64)
    return money.sum(axis=-1, keepdims=True) if len(problem.state_money) == 1 else money


def state_money(
    problem: Problem, rules: RuleSet, outcome: Outcome, set_aside: Ints, spent_in: Ints | None = None
) -> StateMoney:
    """The account of the state's money through the tiers, with what was set aside at the start.

    spent_in: tier × pot, what was given in each tier, where the caller has already added it up.
    """
    tiers, pots = set_aside.shape
    opened, closed = np.zeros((tiers, pots), dtype=np.int64), np.zeros((tiers, pots), dtype=np.int64)
    waiting = set_aside.copy()
    kept = np.array(problem.state_money, dtype=np.int64) - set_aside.sum(axis=0)
    shut = np.zeros(pots, dtype=bool)
    limited = np.array(problem.state_money) != NO_LIMIT
    movers, moves = _movers(problem, rules, outcome), []
    for t in range(tiers):
        opened[t] = np.where(limited, waiting[t] + np.where(shut, 0, kept), 0)
        free, served = opened[t].copy(), np.zeros(pots, dtype=np.int64)
        moving = [m for m in movers if m[1] == t]
        sums, turns = _spent_by_turn(problem, outcome, t, moving[-1][0]) if moving else (served[None], served[:0])
        for turn, _, later, dearest in moving:
            now = sums[np.searchsorted(turns, turn)]
            for p in np.flatnonzero(limited):
                is_open = rules.cheaper_may_pass_state or turn < outcome.tier_cut_off[t, 2 + p]
                amount = min(int(free[p] - now[p]), int(dearest[p])) if is_open else 0
                free[p] -= amount
                waiting[later, p] += amount
                moves.append((turn, t, int(p), amount))
        closed[t] = np.where(limited, free - (_spent(problem, outcome, t) if spent_in is None else spent_in[t]), 0)
        kept = closed[t]
        if not rules.cheaper_may_pass_state:
            shut |= outcome.tier_cut_off[t, 2 : 2 + pots] != NEVER
    return StateMoney(opened, closed, tuple(moves))


def _movers(problem: Problem, rules: RuleSet, outcome: Outcome) -> list[tuple[int, int, int, Ints]]:
    """(turn, tier, later tier, dearest wish left) of every owner's top-ranked that went on, by turn."""
    if not rules.top_ranked_first:
        return []
    rows = np.flatnonzero(problem.owner_rank == 1)
    rows = rows[(outcome.turn[rows] >= 0).sum(axis=1) > 1]
    found = []
    for i in rows.tolist():
        tiers = np.flatnonzero(outcome.turn[i] >= 0).tolist()
        for t, later in pairwise(tiers):
            gone = (outcome.reason[i] != 0) & (outcome.reason_tier[i] <= t)
            needs = state_needs(problem, problem.contracts[i])[~gone & (problem.contracts[i, :, 0] >= 0)]
            found.append((int(outcome.turn[i, t]), t, later, needs.max(axis=0)))
    return sorted(found, key=lambda mover: mover[0])


def _spent(problem: Problem, outcome: Outcome, t: int) -> Ints:
    rows = np.flatnonzero(outcome.tier == t)
    return np.asarray(state_needs(problem, problem.contracts[rows, outcome.contract[rows]]).sum(axis=0))


def _spent_by_turn(problem: Problem, outcome: Outcome, t: int, before: int) -> tuple[Ints, Ints]:
    """(running sums with a leading 0, turns in order) of the grants in a tier before a turn."""
    rows = np.flatnonzero((outcome.tier == t) & (outcome.turn[:, t] < before))
    needs = state_needs(problem, problem.contracts[rows, outcome.contract[rows]])
    order = np.argsort(outcome.turn[rows, t])
    sums = np.zeros((len(rows) + 1, needs.shape[1]), dtype=np.int64)
    np.cumsum(needs[order], axis=0, out=sums[1:])
    return sums, outcome.turn[rows, t][order]
