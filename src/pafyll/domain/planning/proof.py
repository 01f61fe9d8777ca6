"""What prices on the limits prove: no plan can do better, whatever schedules it chooses.

Any prices ≥ 0 prove a bound: what the rows are worth at those prices is taken off, and every unit takes the schedule
that is best after paying. A solver only suggests the prices; the sum is worked out again in whole numbers, so that its
inaccuracy can make the bound looser but never wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pafyll.domain.planning.model import DEMANDS, Group, Model
from pafyll.domain.planning.schedules import Ints

MOST_PLACES = 36  # binary places of a price


@dataclass(frozen=True, eq=False)
class Stage:
    """One objective to be made as small as possible, while earlier ones stay at or below what was reached."""

    objective: str
    kept: tuple[tuple[str, int], ...] = ()

    @property
    def demands_hold(self) -> bool:
        return any(objective == DEMANDS for objective, _ in self.kept)


@dataclass(frozen=True, eq=False)
class Prices:
    """A price ≥ 0 for every limit, side row and kept objective."""

    limits: Any
    sides: Any
    kept: Any

    @classmethod
    def none(cls, model: Model, stage: Stage) -> Prices:
        return cls(np.zeros(len(model.limits)), np.zeros(len(model.side_rows)), np.zeros(len(stage.kept)))


def values(model: Model, stage: Stage, number: int, prices: Prices, shift: int | None = None) -> Any:
    """unit × schedule: the objective's amount after paying. Forbidden columns cost more than anything.

    shift: the prices are whole multiples of 2^-shift, and so is the answer; None is plain decimals.
    """
    kind, group = np.float64 if shift is None else np.int64, model.groups[number]
    scale = 1 << (shift or 0)
    common = prices.limits[: len(model.shared)]
    value = model.table(stage.objective, number).astype(kind) * scale
    if common.any():
        value = value + (group.draws.shared.astype(kind) @ common)[None, :]
    for amounts, rows in ((group.draws.release, model.absence_rows), (group.draws.load, model.load_rows)):
        own = _own(prices.limits, rows[group.units])
        if own.any():
            value = value + own @ amounts.astype(kind).T
    for price, (objective, _) in zip(prices.kept, stage.kept, strict=True):
        if price and objective != DEMANDS:
            value = value + model.table(objective, number).astype(kind) * price
    _add_sides(model, group, prices, value)
    if stage.demands_hold and group.family.is_hard:
        value[:, group.family.breaks_demand] = np.inf if shift is None else np.iinfo(np.int64).max
    return value


def _own(prices: Any, rows: Ints) -> Any:
    """unit × time: the prices of each unit's own rows, 0 where there is none."""
    return np.append(prices, prices.dtype.type(0))[rows]


def _add_sides(model: Model, group: Group, prices: Prices, value: Any) -> None:
    places = {int(unit): k for k, unit in enumerate(group.units)}
    for row in np.flatnonzero(prices.sides):
        side = model.side_rows[row]
        if side.unit not in places:
            continue
        if side.year >= 0:
            value[places[side.unit]] -= group.draws.studies_in[:, side.year] * prices.sides[row]
        elif side.schedule >= 0:
            value[places[side.unit], side.schedule] -= prices.sides[row]


def proved(model: Model, stage: Stage, prices: Prices) -> int:
    """The bound in whole units: no plan within the limits (and as good in what is kept) has a smaller amount."""
    shift = _shift(model, stage, prices)
    whole = Prices(*(_fixed(part, shift) for part in (prices.limits, prices.sides, prices.kept)))
    total = -sum(int(p) * room for p, room in zip(whole.limits, model.rooms.tolist(), strict=True))
    total -= sum(int(p) * row.room for p, row in zip(whole.sides, model.side_rows, strict=True))
    total -= sum(int(p) * value for p, (_, value) in zip(whole.kept, stage.kept, strict=True))
    for number in range(len(model.groups)):
        total += sum(values(model, stage, number, whole, shift).min(axis=1).tolist())
    total += sum(min(0, int(paid)) for paid in extra_values(model, stage, whole, 1 << shift))
    return -(-total >> shift)


def extra_values(model: Model, stage: Stage, prices: Prices, scale: int = 1) -> list[Any]:
    """What each extra variable costs after paying."""
    kept = {objective: price for price, (objective, _) in zip(prices.kept, stage.kept, strict=True)}
    found = []
    for extra in model.extras:
        own = extra.amount * (scale if extra.objective == stage.objective else kept.get(extra.objective, 0))
        found.append(own + sum(coefficient * prices.sides[row] for row, coefficient in extra.entries))
    return found


def _shift(model: Model, stage: Stage, prices: Prices) -> int:
    """How many binary places the prices can have, so that no column's sum overflows 63 bits."""
    apart = Prices(_clean(prices.limits), np.zeros(len(prices.sides)), _clean(prices.kept))
    most = 1.0 + float(_clean(prices.sides).sum())
    for number in range(len(model.groups)):
        value = values(model, stage, number, apart)
        most = max(most, float(np.abs(value[np.isfinite(value)]).max(initial=1.0)) + float(_clean(prices.sides).sum()))
    return int(max(0, min(MOST_PLACES, 61 - np.ceil(np.log2(most)))))


def _clean(prices: Any) -> Any:
    return np.nan_to_num(np.maximum(prices, 0.0), nan=0.0, posinf=0.0)


def _fixed(prices: Any, shift: int) -> Ints:
    return np.floor(_clean(prices) * 2.0**shift).astype(np.int64)
