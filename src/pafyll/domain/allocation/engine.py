"""The mechanism at full speed: the same as `reference.py`, with the list served by compiled loops."""

from __future__ import annotations

import numpy as np

from pafyll.domain.allocation import loops
from pafyll.domain.allocation.outcome import NEVER, Log, Outcome
from pafyll.domain.allocation.prepared import (
    SHARE,
    Limits,
    belonging,
    flags_before_share,
    limits_of,
    list_order,
)
from pafyll.domain.allocation.problem import NO_LIMIT, Ints, Problem
from pafyll.domain.allocation.rules import RuleSet, Tier
from pafyll.domain.values import shared_by_weight


def allocate(problem: Problem, rules: RuleSet, seed: str) -> Outcome:
    """The outcome under the rules, with the announced seed. The same input gives the same bytes on any machine."""
    return _Run(problem, rules, seed).outcome()


class _Run:
    """The columns that change while the list is served.

    Everything about applicants stands in list order here, so that the list is read from end to end in memory.
    """

    def __init__(self, problem: Problem, rules: RuleSet, seed: str) -> None:
        self.problem, self.rules = problem, rules
        self.belonging = belonging(problem, rules)
        self.order = list_order(problem, rules, seed)
        self.contracts, self.owner = problem.contracts[self.order], problem.owner[self.order]
        self.owner_rank = problem.owner_rank[self.order]
        self.limits: Limits = limits_of(problem, rules)
        self.groups = self.limits.groups[:, self.order]
        self.left = self.limits.size.copy()
        self.cut_off = np.full(len(self.left), NEVER, dtype=np.int32)
        self.log = Log.empty(problem, rules, len(self.order))
        self.pointer = np.zeros(len(self.order), dtype=np.int8)
        self.tier_size = np.array([[t.places, t.maximum_kroner] for t in rules.tiers], dtype=np.int64)
        self.tier_left = self.tier_size.copy()
        self.tier_cut_off = np.full((len(rules.tiers), 4), NEVER, dtype=np.int32)
        self.state_size = np.array(problem.state_money, dtype=np.int64)
        self.free, self.state_used = self.state_size.copy(), np.zeros(len(self.state_size), dtype=np.int64)
        self.set_aside = self._first_pass()
        self.shared_places = NO_LIMIT

    def outcome(self) -> Outcome:
        """Serves every tier and gathers what came out."""
        set_aside, turn = self.set_aside.copy(), 0
        for t, tier in enumerate(self.rules.tiers):
            self._open_tier(t)
            entries = loops.entries_of(self.tier_now, t)
            turn = self._serve(t, self._by_share(tier, entries), turn)
        log = self.log.spread(self.problem, self.rules, self.order)
        return Outcome(
            log=log.log,
            turn=log.turn,
            used=self.limits.split(self.limits.size - self.left),
            cut_off=self.limits.split(self.cut_off),
            tier_used=self.tier_size - self.tier_left,
            tier_cut_off=self.tier_cut_off,
            state_used=self.state_used,
            set_aside=set_aside,
            shared_places=self.shared_places,
        )

    def _first_pass(self) -> Ints:
        """Finds each first wish's tier, and sets the state's money aside for the later tiers."""
        b = self.belonging
        self.tier_now, wanted = loops.first_pass(
            self.contracts,
            self.owner,
            self.owner_rank,
            b.offer_bits,
            b.owner_bits,
            b.tier_of_bit,
            b.overflow,
            np.array([tier.minimum_places for tier in self.rules.tiers], dtype=np.int64),
            self.rules.top_ranked_first,
            len(self.free),
        )
        wanted[0] = 0
        for t in range(1, len(wanted)):
            wanted[t] = np.where(self.state_size == NO_LIMIT, 0, np.minimum(self.free, wanted[t]))
            self.free -= wanted[t]
        return wanted

    def _open_tier(self, t: int) -> None:
        closed = np.any(self.tier_cut_off[:t, 2 : 2 + len(self.free)] != NEVER, axis=0)
        kept = np.where(closed & (not self.rules.cheaper_may_pass_state), 0, self.free)
        self.free[:] = np.where(self.state_size == NO_LIMIT, self.free, self.set_aside[t] + kept)

    def _by_share(self, tier: Tier, entries: Ints) -> Ints:
        if not tier.shared_by_teacher_fte or SHARE not in self.rules.order:
            return entries
        self.shared_places = self._places_to_share(tier, entries)
        owners = np.unique(self.owner[entries])
        share = np.zeros(len(self.problem.owner_ids), dtype=np.int64)
        share[owners] = shared_by_weight(max(self.shared_places, 0), self.problem.teacher_fte[owners].tolist())
        within = self.log.within_share
        loops.mark_shares(entries, self.owner, share, self.shared_places == NO_LIMIT, within)
        key = flags_before_share(self.problem, self.rules)[self.order[entries]] * 2 + (1 - within[entries])
        return entries[np.argsort(key, kind="stable")]

    def _places_to_share(self, tier: Tier, entries: Ints) -> int:
        if tier.shared_places >= 0:
            return tier.shared_places
        numbers = [tier.places] if tier.places >= 0 else []
        dearest = loops.dearest_now(entries, self.contracts, self.pointer, len(self.free))
        for size, free, most in zip(self.state_size, self.free, dearest, strict=True):
            if size != NO_LIMIT and most > 0:
                numbers.append(int(free // most))
        return min(numbers, default=NO_LIMIT)

    def _serve(self, t: int, entries: Ints, turn: int) -> int:
        limits, bits = self.limits, self.belonging
        return int(
            loops.serve_tier(
                t,
                entries,
                turn,
                self.contracts,
                self.owner,
                bits.offer_bits,
                bits.owner_bits,
                bits.tier_of_bit,
                bits.overflow,
                self.owner_rank,
                limits.start,
                limits.size,
                limits.need,
                limits.per_offer,
                limits.offer_holder,
                limits.group,
                self.groups,
                limits.may_pass,
                self.left,
                self.cut_off,
                self.tier_size,
                self.tier_left,
                self.tier_cut_off,
                self.state_size,
                self.free,
                self.set_aside,
                self.state_used,
                self.rules.top_ranked_first,
                self.rules.cheaper_may_pass_state,
                self.pointer,
                self.tier_now,
                self.log.log,
                self.log.turn,
            )
        )
