"""One person at a time: whoever can be closed earlier in room that is left, is."""

from __future__ import annotations

from typing import Any

import numpy as np

from pafyll.domain.planning.master import keeps
from pafyll.domain.planning.model import Choice, Model
from pafyll.domain.planning.proof import Stage
from pafyll.domain.planning.schedules import Ints


def one_by_one(model: Model, stage: Stage, choice: Choice) -> Choice:
    """The plan with every single change made that betters the objective and costs nobody anything.

    Most is gained first. What earlier objectives count is not made worse for the person herself.
    """
    found, left = choice.copy(), model.left(choice)
    for unit in _by_gain(model, stage, choice):
        if unit in model.previous:
            continue
        now, better = int(found[unit]), _better(model, stage, unit, int(found[unit]))
        fitting = better[_fits(model, unit, now, better, left)]
        if len(fitting):
            found[unit] = fitting[0]
            left = left - _change(model, unit, now, int(fitting[0]), len(left))
    return found if keeps(model, stage, found) else choice


def _amounts(model: Model, objective: str, unit: int) -> Any:
    return model.table(objective, int(model.group_of[unit]))[model.place_of[unit]]


def _by_gain(model: Model, stage: Stage, choice: Choice) -> list[int]:
    """Units with something to gain, the largest possible gain first."""
    gains = []
    for unit, schedule in enumerate(choice.tolist()):
        amounts = _amounts(model, stage.objective, unit)
        gains.append(int(amounts[schedule] - amounts.min()))
    order = np.lexsort((np.arange(len(gains)), -np.array(gains, dtype=np.int64)))
    return [int(unit) for unit in order if gains[unit] > 0]


def _better(model: Model, stage: Stage, unit: int, now: int) -> Ints:
    """Schedules that better the objective and worsen nothing that is kept, best first."""
    amounts = _amounts(model, stage.objective, unit)
    fits = amounts < amounts[now]
    for objective, _ in stage.kept:
        kept = _amounts(model, objective, unit)
        fits = fits & (kept <= kept[now])
    schedules: Ints = np.flatnonzero(fits)
    return schedules[np.lexsort((model.group(unit).draws.cost[schedules], amounts[schedules]))]


def _fits(model: Model, unit: int, now: int, schedules: Ints, left: Ints) -> Ints:
    """Whether there is room for each schedule when the present one is given up."""
    draws, common = model.group(unit).draws, len(model.shared)
    fits = (draws.shared[schedules] - draws.shared[now] <= left[:common]).all(axis=1)
    for amounts, rows in ((draws.release, model.absence_rows[unit]), (draws.load, model.load_rows[unit])):
        has = rows >= 0
        fits &= (amounts[schedules][:, has] - amounts[now][has] <= left[rows[has]]).all(axis=1)
    return np.flatnonzero(fits)


def _change(model: Model, unit: int, now: int, then: int, rows: int) -> Ints:
    change = np.zeros(rows, dtype=np.int64)
    for row, amount in model.uses(unit, then):
        change[row] += amount
    for row, amount in model.uses(unit, now):
        change[row] -= amount
    return change
