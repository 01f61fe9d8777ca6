"""One owner's part of a plan for several owners who share places: what the owner's best is at given prices.

For prices q on the shared places, the sum over owners of `priced(...).bound`, less q × the places there are, is a bound
for all owners together. `wanted` less the places there are is the direction in which the prices should move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from pafyll.domain.planning.model import Model, model_of
from pafyll.domain.planning.problem import GAPS, PlanningProblem
from pafyll.domain.planning.proof import Stage
from pafyll.domain.planning.stages import Relaxed, relax
from pafyll.domain.planning.units import check
from pafyll.domain.values import SchoolYear

PoolYear = tuple[str, SchoolYear]


@dataclass(frozen=True)
class Priced:
    """bound: pupils' hours plus the price of the places taken, proved to be the least. wanted: places, as shares.

    own_prices: what one more place is worth to the owner, in pupils' hours, where the owner's own pools are full.
    """

    bound: Decimal
    wanted: Mapping[PoolYear, float]
    own_prices: Mapping[PoolYear, float]


def priced(problem: PlanningProblem, place_prices: Mapping[PoolYear, int], *, seed: int = 0) -> Priced:
    """The owner's relaxation at the prices, in pupils' hours for each place. Much quicker than a whole plan.

    Deadlines are left aside here: every schedule may be chosen. The bound is then still a bound.
    """
    check(problem)
    model = model_of(replace(problem, place_prices=place_prices))
    nothing = [(unit, 0) for unit in range(len(model.units))]
    found = relax(model, Stage(GAPS), nothing, seed)
    return Priced(Decimal(found.bound) / 2, _wanted(model, found), _own_prices(model, found))


def _wanted(model: Model, found: Relaxed) -> dict[PoolYear, float]:
    years = model.problem.settings.school_years
    wanted: dict[PoolYear, float] = defaultdict(float)
    for k in np.flatnonzero(found.shares > 1e-9).tolist():
        unit, schedule = found.master.columns[k]
        for option, year in model.studies(unit, schedule):
            if pool := model.options[option].pool:
                wanted[pool, years[year]] += float(found.shares[k])
    return dict(sorted(wanted.items()))


def _own_prices(model: Model, found: Relaxed) -> dict[PoolYear, float]:
    years = model.problem.settings.school_years
    return {
        (limit.who, years[limit.when]): float(found.prices.limits[row]) / 2
        for row, limit in enumerate(model.limits)
        if limit.kind == "places" and found.prices.limits[row] > 0
    }
