"""How much was left of a limit when a turn came: sums over those who were served before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pafyll.domain.allocation.constraints import CONSTRAINTS
from pafyll.domain.allocation.outcome import CLOSED, OVER_WHOLE_SIZE, Outcome, Reason
from pafyll.domain.allocation.problem import OFFER, Ints, Problem
from pafyll.domain.allocation.rules import RuleSet
from pafyll.domain.allocation.state_money import StateMoney, state_needs


def passing_claims_without_ground(problem: Problem, rules: RuleSet, outcome: Outcome, account: StateMoney) -> int:
    """How many refusals for lack of money, where cheaper ones may pass, had room at their turn."""
    wrong = 0
    for found in claims(outcome):
        rows, k, t, number = found.rows, found.k, found.tier, found.number
        real = found.claim < OVER_WHOLE_SIZE
        if may_pass(rules, number) and real.any():
            need = needs_of(problem, rows[real], k[real], number)
            wrong += int((need <= room_at(problem, rules, outcome, account, rows[real], k[real], t, number)).sum())
    return wrong


def earlier_without_room(problem: Problem, rules: RuleSet, outcome: Outcome, account: StateMoney, rows: Ints) -> int:
    """How many refusals by a tier's or the state's limit had no room in a limit of the tier or the state before it."""
    wrong = 0
    for found in claims(outcome, rows):
        for earlier in range(int(Reason.TIER_PLACES), found.number):
            if _size(problem, rules, found.tier, earlier) >= 0:
                need = needs_of(problem, found.rows, found.k, earlier)
                room = room_at(problem, rules, outcome, account, found.rows, found.k, found.tier, earlier)
                wrong += int(((need > 0) & (need > room)).sum())
    return wrong


def _size(problem: Problem, rules: RuleSet, t: int, number: int) -> int:
    tier = rules.tiers[t]
    return (tier.places, tier.maximum_kroner, *problem.state_money)[number - int(Reason.TIER_PLACES)]


def may_pass(rules: RuleSet, number: int) -> bool:
    """Whether the rule lets a cheaper contract pass one that this limit refused."""
    if number <= len(CONSTRAINTS):
        return rules.cheaper_may_pass_owner and CONSTRAINTS[number - 1].is_money
    return rules.cheaper_may_pass_state and number != Reason.TIER_PLACES


@dataclass(frozen=True)
class Claims:
    """Refusals by one limit in one tier: whose, of which contract, and the claim as logged."""

    rows: Ints
    k: Ints
    tier: int
    number: int
    claim: Ints
    waited: bool


def claims(outcome: Outcome, rows: Ints | None = None) -> Iterator[Claims]:
    """Every refusal of the rows (all rows when not given), by tier, contract and limit."""
    rows = np.arange(len(outcome.turn)) if rows is None else rows
    reason, reason_tier = outcome.reason[rows], outcome.reason_tier[rows]
    for t in range(outcome.turn.shape[1]):
        for k in range(reason.shape[1]):
            here = np.where(reason_tier[:, k] == t, reason[:, k], 0)
            yield from _by_limit(rows, here, np.full(len(rows), k), t, False)
        waited = outcome.waited[rows, t]
        if waited.any():
            pending = ((reason != 0) & (reason_tier <= t)).sum(axis=1)
            yield from _by_limit(rows, waited, pending, t, True)


def _by_limit(rows: Ints, claim: Ints, k: Ints, t: int, waited: bool) -> Iterator[Claims]:
    at = np.flatnonzero(claim)
    numbers = claim[at] % CLOSED
    for number in np.flatnonzero(np.bincount(numbers)).tolist():
        mine = at[numbers == number]
        yield Claims(rows[mine], k[mine], t, number, claim[mine], waited)


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
