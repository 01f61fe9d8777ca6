"""A smaller and tighter model: no schedule that another beats, no room that cannot be filled."""

from __future__ import annotations

from dataclasses import replace
from math import gcd
from typing import Any

import numpy as np

from pafyll.domain.planning.model import Draws, Group, Model
from pafyll.domain.planning.schedules import Ints

MOST_STEPS = 200_000  # of a room, in the amounts' common divisor


Memory = dict[Any, Ints]  # which schedules are kept, for owners with the same studies and the same kinds of limits


def reduced(model: Model, memory: Memory | None = None) -> Model:
    """The same plans and the same best value for the first objective. Not for objectives that look at other things."""
    memory = {} if memory is None else memory
    same = _alike(model)
    groups = tuple(_kept(group, (same, group.family.key), memory) for group in model.groups)
    smaller = replace(model, groups=groups, tables={})
    amounts = _amounts(smaller)
    limits = (replace(one, room=fillable(one.room, amounts[k])) for k, one in enumerate(smaller.limits))
    return replace(smaller, limits=tuple(limits))


def _alike(model: Model) -> str:
    """The studies and the kinds of limits, as a text that is the same for owners who have the same."""
    studies = [
        (replace(option, costs=()), [(c.payer, c.semester, c.amount) for c in option.costs]) for option in model.options
    ]
    limits = [(one.kind, one.who, one.when, sorted(one.cells)) for one in model.shared]
    return repr((model.problem.settings, studies, limits))


def _amounts(model: Model) -> list[set[int]]:
    """limit → every amount that some schedule draws from it."""
    found: list[set[int]] = [set() for _ in model.limits]
    for group in model.groups:
        for k in range(len(model.shared)):
            found[k].update(np.unique(group.draws.shared[:, k]).tolist())
        for amounts, rows in ((group.draws.release, model.absence_rows), (group.draws.load, model.load_rows)):
            for at in range(amounts.shape[1]):
                drawn = np.unique(amounts[:, at]).tolist()
                for row in np.unique(rows[group.units, at]).tolist():
                    if row >= 0:
                        found[row].update(drawn)
    return found


def fillable(room: int, amounts: set[int]) -> int:
    """The largest sum of any number of the amounts that is not above room: no whole plan takes more of it."""
    sizes = sorted(one for one in amounts if 0 < one <= room)
    if not sizes:
        return min(room, 0)
    step = gcd(*sizes)
    steps = room // step
    if steps > MOST_STEPS or room > 100 * sizes[-1]:
        return steps * step
    reached, mask = 1, (1 << (steps + 1)) - 1
    for size in sizes:
        shift = size // step
        while shift <= steps:
            reached |= (reached << shift) & mask
            shift *= 2
    return (reached.bit_length() - 1) * step


def _kept(group: Group, key: Any, memory: Memory) -> Group:
    family, draws = group.family, group.draws
    if key not in memory:
        taken = np.concatenate([family.open, draws.shared, draws.release, draws.load], axis=1)
        memory[key] = np.flatnonzero(~beaten(taken))
    rows = memory[key]
    parts: dict[str, Any] = {name: getattr(family, name)[rows] for name in ("picks", "closes", "open", "starts", "met")}
    drawn = {name: getattr(draws, name)[rows] for name in Draws.__dataclass_fields__}
    return replace(group, family=replace(family, **parts), draws=Draws(**drawn))


def beaten(amounts: Ints) -> Any:
    """row → whether another row is no larger anywhere (of equal rows the first is kept). Row 0 takes nothing."""
    used = np.unique(amounts[:, amounts.any(axis=0)], axis=1)
    order = np.lexsort((np.arange(len(used)), used.sum(axis=1)))
    kept, count = np.empty_like(used), 0
    found = np.zeros(len(used), dtype=bool)
    for row in order.tolist():
        found[row] = bool((kept[:count] <= used[row]).all(axis=1).any())
        if not found[row]:
            kept[count] = used[row]
            count += 1
    return found
