"""What would have changed an outcome: the closest limit, tried by serving the list again with that much more of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pafyll.domain.allocation.chains import step_table
from pafyll.domain.allocation.constraints import CONSTRAINTS
from pafyll.domain.allocation.engine import allocate
from pafyll.domain.allocation.nearest import holder_of
from pafyll.domain.allocation.outcome import REASONS, Outcome, Reason
from pafyll.domain.allocation.problem import Problem
from pafyll.domain.allocation.rules import RuleSet, Tier

COLUMNS = {
    "offer_capacity": "capacity",
    "owner_quota": "quota",
    "owner_money_autumn": "budget_autumn",
    "owner_money_spring": "budget_spring",
}


@dataclass(frozen=True)
class NearestChange:
    """limit is a key of POTS, wish counts from 1; reaches: whether `short` more really gave her a better wish."""

    limit: str
    wish: int
    short: int
    reaches: bool


def nearest_change(problem: Problem, rules: RuleSet, seed: str, outcome: Outcome, i: int) -> NearestChange | None:
    """The closest limit of applicant i, tried out. None for her who got her first wish or was not in the list."""
    for _, _, contract, number, short in step_table(problem, rules, outcome).nearest.of(np.array([i])):
        k, more = int(contract[0]), int(short[0])
        again = allocate(*_with_more(problem, rules, i, k, number, more), seed)
        before, after = int(outcome.contract[i]), int(again.contract[i])
        return NearestChange(REASONS[number], k + 1, more, after >= 0 and (before < 0 or after < before))
    return None


def _with_more(problem: Problem, rules: RuleSet, i: int, k: int, number: int, more: int) -> tuple[Problem, RuleSet]:
    """The problem and the rules with that much more of the limit."""
    if number <= len(CONSTRAINTS):
        column = COLUMNS[CONSTRAINTS[number - 1].code]
        sizes = getattr(problem, column).copy()
        sizes[holder_of(problem, np.array([i]), np.array([k]), 0, number)] += more
        return problem.changed(**{column: sizes}), rules
    if number >= Reason.STATE:
        money = list(problem.state_money)
        money[number - int(Reason.STATE)] += more
        return problem.changed(state_money=tuple(money)), rules
    tiers = tuple(_larger(tier, number == Reason.TIER_KRONER, more) for tier in rules.tiers)
    return problem, replace(rules, tiers=tiers)


def _larger(tier: Tier, is_money: bool, more: int) -> Tier:
    for name in ("maximum_kroner",) if is_money else ("maximum_places", "minimum_places"):
        if getattr(tier, name) >= 0:
            return replace(tier, **{name: getattr(tier, name) + more})
    return tier
