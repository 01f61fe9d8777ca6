"""A smaller and tighter model: no schedule that another beats, no room that cannot be filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import gcd
from typing import Any

import numpy as np

from pafyll.domain.planning.model import Choice, Draws, Group, Memory, Model, alike
from pafyll.domain.planning.problem import COMPANIONS, COST, GAPS, REFUSALS, WISHES
from pafyll.domain.planning.schedules import Family, Ints
from pafyll.domain.planning.units import WISH

MOST_STEPS = 200_000  # of a room, in the amounts' common divisor


@dataclass(frozen=True, eq=False)
class Reduced:
    """A smaller model, and which schedules of the whole one each of its groups has kept."""

    model: Model
    kept: tuple[Ints, ...]  # group → schedule of the smaller model → schedule of the whole one

    def in_whole(self, choice: Choice) -> Choice:
        """The same plan in the whole model's numbers."""
        return np.array(
            [self.kept[self.model.group_of[unit]][schedule] for unit, schedule in enumerate(choice.tolist())],
            dtype=np.int64,
        )


def reduced(
    model: Model,
    objectives: Sequence[str] = (GAPS,),
    *,
    keep: Mapping[int, int | None] | None = None,
    memory: Memory | None = None,
) -> Reduced:
    """The same best values for the objectives, in any order, with fewer schedules and no room that stays empty.

    keep: unit → a schedule that has to stay, beaten or not. memory is for one call after another with the same
    objectives.
    """
    memory = {} if memory is None else memory
    same, held = alike(model.problem, model.options, model.limits), _held(model, keep or {})
    groups, kept = [], []
    for number, group in enumerate(model.groups):
        narrowed, rows = _narrowed(model, number, objectives, same, held[number], memory)
        groups.append(replace(group, family=narrowed[0], draws=narrowed[1]))
        kept.append(rows)
    smaller = replace(model, groups=tuple(groups), tables={})
    amounts = _amounts(smaller)
    limits = tuple(replace(one, room=fillable(one.room, amounts[k])) for k, one in enumerate(smaller.limits))
    return Reduced(replace(smaller, limits=limits), tuple(kept))


def _held(model: Model, keep: Mapping[int, int | None]) -> dict[int, list[int]]:
    """group → the schedules that have to stay."""
    held: dict[int, list[int]] = defaultdict(list)
    for unit, schedule in keep.items():
        held[int(model.group_of[unit])] += [] if schedule is None else [schedule]
    return held


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


def _narrowed(
    model: Model, number: int, objectives: Sequence[str], same: str, held: Sequence[int], memory: Memory
) -> tuple[tuple[Family, Draws], Ints]:
    """A group's family and draws without the schedules that another beats, and the numbers of those that are left."""
    group = model.groups[number]
    has_load = bool((model.load_rows[group.units] >= 0).any())
    together = {one.subject for one in model.problem.companions} if COMPANIONS in objectives else set()
    is_social = group.family.key.subject in together
    key = ("kept", same, group.family.key, has_load, is_social, tuple(sorted(set(held))))
    if key not in memory:
        draws = group.draws
        taken = [draws.shared, draws.release, *([draws.load] if has_load else []), *_aims(group, objectives)]
        taken += [1 - draws.studies_in] if is_social else []
        rows = np.union1d(np.flatnonzero(~beaten(np.concatenate(taken, axis=1))), held).astype(np.int64)
        memory[key] = _only(group, rows), rows
    found: tuple[tuple[Family, Draws], Ints] = memory[key]
    return found


def _aims(group: Group, objectives: Sequence[str]) -> Iterator[Ints]:
    """What each schedule is judged by, schedule × amount; less is better."""
    family, draws = group.family, group.draws
    wished = np.array([target.kind == WISH for target in family.key.targets], dtype=bool)
    yield family.open
    yield draws.place_price[:, None]
    yield family.breaks_demand.astype(np.int64)[:, None]
    if WISHES in objectives:
        yield (~family.met[:, wished]).astype(np.int64)
    if COST in objectives:
        yield draws.cost[:, None]
    if REFUSALS in objectives:
        yield family.starts[:, None]


def _only(group: Group, rows: Ints) -> tuple[Family, Draws]:
    family, draws = group.family, group.draws
    parts: dict[str, Any] = {name: getattr(family, name)[rows] for name in ("picks", "closes", "open", "starts", "met")}
    drawn = {name: getattr(draws, name)[rows] for name in Draws.__dataclass_fields__}
    return replace(family, **parts), Draws(**drawn)


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
