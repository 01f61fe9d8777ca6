"""What is free at a study now: the round's limits less what those who still hold a place have of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pafyll.domain.allocation.outcome import Outcome
from pafyll.domain.allocation.problem import NO_LIMIT, Ints, Problem
from pafyll.domain.allocation.rules import RuleSet
from pafyll.domain.allocation.state_money import state_needs

NO_TIER = -1  # a place that was not given in a group: after an appeal


@dataclass(frozen=True)
class Holding:
    """A place that somebody has or has been offered, and what it takes, in whole kroner."""

    offer_id: str
    owner_id: str
    state_autumn: int = 0
    state_spring: int = 0
    owner_autumn: int = 0
    owner_spring: int = 0
    tier: int = NO_TIER


@dataclass(frozen=True)
class Room:
    """What is free for one study. None, or an owner that is not named, has no limit; below zero is overdrawn.

    state has one total or (autumn, spring), as the round has. kept: group → the state's money that waits for the
    group's own freed places, per pot: others cannot have it. frame: what the books say is not promised to anyone, in
    the autumn's and the spring's budget year.
    """

    places: int
    quota: Mapping[str, int] = field(default_factory=dict)
    autumn: Mapping[str, int] = field(default_factory=dict)
    spring: Mapping[str, int] = field(default_factory=dict)
    state: tuple[int | None, ...] = (None,)
    tiers: tuple[tuple[int | None, int | None], ...] = ()  # (places, kroner) of each group
    kept: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    frame: tuple[int | None, int | None] = (None, None)


def room_at(
    problem: Problem, rules: RuleSet, outcome: Outcome, offer_id: str, holdings: Sequence[Holding], places: int
) -> Room:
    """What is free of the round's limits for the study, when these hold places and it has so many in all."""
    return Room(
        places=places - sum(one.offer_id == offer_id for one in holdings),
        quota=_left(problem, problem.quota, Counter(one.owner_id for one in holdings)),
        autumn=_left(problem, problem.budget_autumn, _sums(holdings, "owner_autumn")),
        spring=_left(problem, problem.budget_spring, _sums(holdings, "owner_spring")),
        state=_state_left(problem.state_money, holdings),
        tiers=tuple(_tier_left(rules, t, holdings) for t in range(len(rules.tiers))),
        kept=_kept(problem, rules, outcome, holdings),
    )


def _sums(holdings: Iterable[Holding], name: str) -> Counter[str]:
    sums: Counter[str] = Counter()
    for one in holdings:
        sums[one.owner_id] += getattr(one, name)
    return sums


def _left(problem: Problem, sizes: Ints, used: Mapping[str, int]) -> dict[str, int]:
    """What each owner that has a limit has left of it."""
    pairs = zip(problem.owner_ids, sizes.tolist(), strict=True)
    return {owner: size - used.get(owner, 0) for owner, size in pairs if size != NO_LIMIT}


def _state_left(sizes: tuple[int, ...], holdings: Sequence[Holding]) -> tuple[int | None, ...]:
    autumn, spring = (sum(getattr(one, f"state_{term}") for one in holdings) for term in ("autumn", "spring"))
    used = (autumn + spring,) if len(sizes) == 1 else (autumn, spring)
    return tuple(None if size == NO_LIMIT else size - spent for size, spent in zip(sizes, used, strict=True))


def _tier_left(rules: RuleSet, t: int, holdings: Sequence[Holding]) -> tuple[int | None, int | None]:
    tier, mine = rules.tiers[t], [one for one in holdings if one.tier == t]
    kroner = sum(one.state_autumn + one.state_spring for one in mine)
    return (
        None if tier.places < 0 else tier.places - len(mine),
        None if tier.maximum_kroner < 0 else tier.maximum_kroner - kroner,
    )


def _kept(
    problem: Problem, rules: RuleSet, outcome: Outcome, holdings: Sequence[Holding]
) -> dict[int, tuple[int, ...]]:
    """For a group with a minimum: the dearest place it gave, times the places it has lost below the minimum."""
    kept = {}
    for t, tier in enumerate(rules.tiers):
        rows = np.flatnonzero(outcome.tier == t)
        lost = min(max(tier.minimum_places, 0), len(rows)) - sum(one.tier == t for one in holdings)
        if lost > 0:
            needs = state_needs(problem, problem.contracts[rows, outcome.contract[rows]])
            kept[t] = tuple(int(most) * lost for most in needs.max(axis=0, initial=0))
    return kept
