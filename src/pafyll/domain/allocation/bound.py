"""How many could be placed at most, and how much priority weight, under the same limits: proved, not only solved for.

Any prices y ≥ 0 on the limits prove a bound: what the limits are worth at those prices, plus, for each applicant, the
best her contracts can be worth after paying. A solver only suggests the prices; the sum is then worked out in whole
numbers, so that a solver's inaccuracy can make the bound looser but never too low.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from pafyll.domain.allocation.linear import UNUSED, Relaxation, highs_model, relaxation
from pafyll.domain.allocation.outcome import Outcome
from pafyll.domain.allocation.prepared import belonging
from pafyll.domain.allocation.problem import OFFER, Ints, Problem
from pafyll.domain.allocation.rules import RuleSet

SHIFT = 36  # prices are whole multiples of 2^-36
MOST = 2**58


@dataclass(frozen=True)
class Bound:
    """The most that any distribution can reach under capacity, quotas, budgets, the state's money and tiers' limits.

    A tier's own limit counts for the contracts that are sure to be given in it; those that may wait for a later tier
    are not held against it, so the bound can be too high there but never too low.

    places and weight are proved upper bounds; placed and weight_placed are what the outcome reached.
    weight of an applicant: the number of tiers from her first wish's tier to the last, both counted.
    """

    places: int
    weight: int
    placed: int
    weight_placed: int
    solver: str

    @property
    def places_gap_percent(self) -> float:
        """How far below the bound the outcome lies, in per cent of the bound."""
        return 100 * (self.places - self.placed) / self.places if self.places else 0.0

    @property
    def weight_gap_percent(self) -> float:
        """The same for priority weight."""
        return 100 * (self.weight - self.weight_placed) / self.weight if self.weight else 0.0


def bound(problem: Problem, rules: RuleSet, outcome: Outcome) -> Bound:
    """The bounds for the problem beside what the outcome reached."""
    from highspy import Highs

    model = relaxation(problem, rules)
    weights = priority_weights(problem, rules)
    places = places_bound(model)
    weight = proved(model, weights[model.rows], _prices(model, weights[model.rows]))
    reached = int(weights[outcome.contract >= 0].sum())
    return Bound(places, weight, outcome.placed, reached, f"HiGHS {Highs().version()} (IPM)")


def places_bound(model: Relaxation) -> int:
    """The most places under the limits."""
    ones = np.ones(len(model.rows), dtype=np.int64)
    return proved(model, ones, _prices(model, ones))


def priority_weights(problem: Problem, rules: RuleSet) -> Ints:
    """Per applicant: how many tiers there are from her first wish's tier to the last, 0 without a wish."""
    bits = belonging(problem, rules)
    offer = problem.contracts[:, 0, OFFER]
    fits = bits.offer_bits[offer] & bits.owner_bits[problem.owner]
    weights = np.zeros(problem.applicants, dtype=np.int64)
    for bit in reversed(range(len(bits.tier_of_bit))):
        weights[fits >> bit & 1 == 1] = len(rules.tiers) - bits.tier_of_bit[bit]
    return np.where(problem.approved.astype(bool) & (offer >= 0), weights, 0)


def proved(model: Relaxation, weight: Ints, prices: Any) -> int:
    """The bound that the prices (per place or krone, in whole multiples of 2^-36) prove. Never below the truth."""
    prices = np.minimum(np.maximum(prices, 0), MOST // np.maximum(_largest_need(model), 1))
    paid = sum(int(size) * int(price) for size, price in zip(model.size, prices, strict=True))
    surplus = best_surplus(model.first, model.resource, model.need, prices, weight)
    gained = sum(int(part.sum()) for part in np.array_split(surplus, max(1, len(surplus) // 4096)))
    return (paid + gained) >> SHIFT


def _largest_need(model: Relaxation) -> Ints:
    largest = np.zeros(len(model.size), dtype=np.int64)
    used = model.resource != UNUSED
    np.maximum.at(largest, model.resource[used], model.need[used])
    return largest


@njit(cache=True)
def best_surplus(first: Any, resource: Any, need: Any, prices: Any, weight: Any) -> Any:
    """Per person: the most that one of her contracts is worth after paying, 0 when none is."""
    surplus = np.zeros(len(first) - 1, np.int64)
    for person in range(len(surplus)):
        worth = np.int64(weight[person]) << SHIFT
        for column in range(first[person], first[person + 1]):
            left = worth
            for slot in range(resource.shape[1]):
                if resource[column, slot] >= 0:
                    left -= need[column, slot] * prices[resource[column, slot]]
                    if left <= 0:
                        break
            surplus[person] = max(surplus[person], left)
    return surplus


def _prices(model: Relaxation, weight: Ints) -> Ints:
    """Prices suggested by the interior-point method, without the last polishing that a proof does not need."""
    if not len(model.size):
        return np.zeros(0, dtype=np.int64)
    highs = highs_model(model, weight)
    for option, value in (("solver", "ipm"), ("run_crossover", "off"), ("ipm_optimality_tolerance", 1e-5)):
        highs.setOptionValue(option, value)
    highs.run()
    duals = np.abs(np.array(highs.getSolution().row_dual[len(model.first) - 1 :]))
    prices = np.nan_to_num(duals / np.maximum(model.size, 1), nan=0.0, posinf=0.0)
    return np.minimum(np.rint(prices * 2.0**SHIFT), 2.0**60).astype(np.int64)
