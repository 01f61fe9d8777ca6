"""In which tier a contract is given, if it is given and the rules leave only one: what a bound may build on."""

from __future__ import annotations

import numpy as np

from pafyll.domain.allocation.prepared import Belonging, belonging
from pafyll.domain.allocation.problem import OFFER, Ints, Problem
from pafyll.domain.allocation.rules import RuleSet

UNSURE = -1


def sure_tiers(problem: Problem, rules: RuleSet, rows: Ints) -> Ints:
    """Row × wish: the tier whose places and money the contract is sure to draw on; -1 where there are several.

    A wish is tried where it belongs, waits for a later tier that takes over, and is tried in the tier of the wish
    before it when its own tiers are past. Every tier that this can lead to is counted as possible.
    """
    own = _own_tiers(problem, rules, rows)
    possible = np.ones(len(rows), dtype=np.int64)  # as bits: where the wish before was given up; first of all, tier 0
    sure = np.full(own.shape, UNSURE, dtype=np.int64)
    for k in range(own.shape[1]):
        possible = _reached(own[:, k], possible, len(rules.tiers))
        alone = possible & (possible - 1) == 0
        sure[alone, k] = np.log2(possible[alone]).astype(np.int64)
    return sure


def _own_tiers(problem: Problem, rules: RuleSet, rows: Ints) -> Ints:
    """Row × wish: the tiers that the contract belongs to as bits, up to one that lets nothing over."""
    bits = belonging(problem, rules)
    fits = bits.offer_bits[problem.contracts[rows][:, :, OFFER]] & bits.owner_bits[problem.owner[rows]][:, None]
    own, is_over = np.zeros(fits.shape, dtype=np.int64), np.zeros(fits.shape, dtype=bool)
    for t in range(len(rules.tiers)):
        belongs = (fits & _matches_of(bits, t) != 0) & ~is_over
        own |= belongs.astype(np.int64) << t
        is_over |= belongs & ~bits.overflow[t]
    return own


def _matches_of(bits: Belonging, tier: int) -> int:
    """The bits of the tier's alternatives."""
    return sum(1 << bit for bit, t in enumerate(bits.tier_of_bit.tolist()) if t == tier)


def _reached(own: Ints, before: Ints, tiers: int) -> Ints:
    """Every tier where a wish with its own tiers may be tried, when the one before was given up in one of `before`."""
    reached = np.zeros(len(own), dtype=np.int64)
    for t in range(tiers):
        later = own >> t << t
        here = np.where(later != 0, later, 1 << t)
        reached |= np.where(before >> t & 1 == 1, here, 0)
    return reached
