"""One objective after the other: relax, round, search; what is reached is kept while the next one is improved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pafyll.domain.planning.local import one_by_one
from pafyll.domain.planning.master import Column, Master, keeps
from pafyll.domain.planning.model import Choice, Model
from pafyll.domain.planning.problem import GAPS
from pafyll.domain.planning.proof import Prices, Stage, proved, values

ROUNDS = 200  # of adding columns
CLOSE = 1e-7  # a column is worth adding when it gains more than this part of the largest amount
WHOLE = 1e-6
MARGINS = (0.0, 0.3, 0.7)  # of the room left by what is kept


@dataclass(frozen=True)
class Effort:
    """How much work a search may take, in whole steps, so that the answer does not depend on the machine.

    columns and nodes: of the exact search, which is made when no more columns than these can improve the plan.
    rounding_columns, rounding_nodes: of the search near the relaxation. hours_columns: the same for the first
    objective, which all others stand on; 0 is no more than for the others. close: it ends when the plan lies no more
    than this part above its bound.
    """

    columns: int = 1_500
    nodes: int = 2_000
    rounding_columns: int = 800
    hours_columns: int = 0
    rounding_nodes: int = 20
    close: float = 0.002
    seconds: float = 0.0  # of one search; 0 is no limit. With one, a slower machine may give another plan


@dataclass(frozen=True, eq=False)
class Found:
    """What a stage ended with. bound is proved; it equals value when the search was exact. stopped: out of time."""

    choice: Choice
    value: int
    bound: int
    columns: tuple[Column, ...]
    stopped: bool = False


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The relaxation of a stage: the master with all columns worth having, the prices and what they prove."""

    master: Master
    prices: Prices
    bound: int
    shares: Any


def relax(model: Model, stage: Stage, columns: Sequence[Column], seed: int) -> Relaxed:
    """Adds each unit's best column until none gains anything. The columns given must hold a plan."""
    master = Master(model, stage, seed)
    master.add(columns)
    prices = _grow(model, stage, master)
    assert prices is not None, "the columns given hold no plan"
    return Relaxed(master, prices, proved(model, stage, prices), master.shares)


def _grow(model: Model, stage: Stage, master: Master) -> Prices | None:
    """The prices at which no column is worth adding; None when the columns hold no plan."""
    prices = None
    for _ in range(ROUNDS):
        if not master.solve():
            return None
        prices, shares = master.prices, master.shares
        if not master.add(_worth_adding(model, stage, master, prices)):
            master.kept_shares = shares
            break
    return prices


def _worth_adding(model: Model, stage: Stage, master: Master, prices: Prices) -> list[Column]:
    worth, least = master.worth, CLOSE * master.unit
    found: list[Column] = []
    for number, group in enumerate(model.groups):
        value = values(model, stage, number, prices)
        best = value.argmin(axis=1)
        gains = value[np.arange(len(best)), best] < worth[group.units] - least
        found += zip(group.units[gains].tolist(), best[gains].tolist(), strict=True)
    return found


def solve_stage(
    model: Model,
    stage: Stage,
    start: Choice,
    columns: Sequence[Column],
    slack: Sequence[int],
    seed: int,
    effort: Effort,
) -> Found:
    """The best plan found for the objective from a plan that keeps everything before it, and a proved bound.

    slack: for each kept objective, how far above its bound it was kept.
    """
    begun = list(enumerate(start.tolist()))
    relaxed = relax(model, stage, [*begun, *columns], seed)
    best, bound = start, relaxed.bound
    if model.amount(stage.objective, best) > bound:
        best = _better(model, stage, best, one_by_one(model, stage, best)) if stage.objective == GAPS else best
        best = _rounded(model, stage, relaxed, best, slack, effort)
        best = _better(model, stage, best, one_by_one(model, stage, best)) if stage.objective == GAPS else best
    if model.amount(stage.objective, best) > bound:
        best, bound = _searched(model, stage, relaxed, best, bound, effort)
    value = model.amount(stage.objective, best)
    return Found(best, value, min(bound, value), tuple(relaxed.master.columns), relaxed.master.ran_out_of_time)


def _better(model: Model, stage: Stage, one: Choice, other: Choice | None) -> Choice:
    if other is None or not keeps(model, stage, other):
        return one
    return other if model.amount(stage.objective, other) < model.amount(stage.objective, one) else one


def _is_close(model: Model, stage: Stage, best: Choice, bound: int, effort: Effort) -> bool:
    value = model.amount(stage.objective, best)
    return value - bound <= effort.close * abs(value)


def _rounded(
    model: Model, stage: Stage, relaxed: Relaxed, best: Choice, slack: Sequence[int], effort: Effort
) -> Choice:
    """Searches among the columns that lose least at the relaxation's prices, beside those that it takes.

    Where earlier objectives are kept, the relaxation is first held a little tighter than the plan has to be: whole
    plans then have room to be found in.
    """
    master, most = relaxed.master, effort.rounding_columns
    if stage.objective == GAPS:
        most = max(most, effort.hours_columns)
    for part in MARGINS if any(slack) else MARGINS[:1]:
        master.tighten([int(part * one) for one in slack])
        prices = _grow(model, stage, master) if part else relaxed.prices
        if prices is None:
            break
        taken = [master.columns[k] for k in np.flatnonzero((master.kept_shares if part else relaxed.shares) > WHOLE)]
        near, _ = _that_can_improve(model, stage, prices, None, most)
        master.tighten([0 for _ in slack])
        found = _search(master, {*taken, *near, *enumerate(best.tolist())}, best, effort.rounding_nodes, effort)
        best = _better(model, stage, best, found)
        if _is_close(model, stage, best, relaxed.bound, effort):
            break
    return best


def _searched(
    model: Model, stage: Stage, relaxed: Relaxed, best: Choice, bound: int, effort: Effort
) -> tuple[Choice, int]:
    """Searches every column that can be part of a better plan, when they are few enough: the answer is then exact."""
    value, master = model.amount(stage.objective, best), relaxed.master
    columns, is_all = _that_can_improve(model, stage, relaxed.prices, value - relaxed.bound, effort.columns)
    if not is_all:
        return best, bound
    found = _better(
        model, stage, best, _search(master, {*columns, *enumerate(best.tolist())}, best, effort.nodes, effort)
    )
    if not np.isfinite(master.proved_by_search):  # it ran out of time before it had proved anything
        return found, bound
    least = int(np.ceil(master.proved_by_search - WHOLE * max(1.0, master.unit * 1e-3)))
    return found, max(bound, min(least, model.amount(stage.objective, found)))


def _search(master: Master, wanted: set[Column], start: Choice, nodes: int, effort: Effort) -> Choice | None:
    master.add(sorted(wanted))
    options = {"mip_rel_gap": 0.0, "mip_abs_gap": 0.0, "mip_max_nodes": nodes}
    return master.choose(wanted, start, options, effort.seconds)


def _that_can_improve(
    model: Model, stage: Stage, prices: Prices, room: int | None, most: int
) -> tuple[list[Column], bool]:
    """Columns whose loss at these prices is less than the room between bound and value; the least losses first.

    At most so many, and whether those were all.
    """
    units: list[Any] = []
    schedules: list[Any] = []
    losses: list[Any] = []
    for number, group in enumerate(model.groups):
        value = values(model, stage, number, prices)
        loss = value - value.min(axis=1)[:, None]
        place, schedule = np.nonzero(np.isfinite(loss) if room is None else loss <= room + WHOLE)
        units.append(group.units[place])
        schedules.append(schedule)
        losses.append(loss[place, schedule])
    unit, schedule, lost = (np.concatenate(part) for part in (units, schedules, losses))
    count, lost = len(lost), np.round(lost, 6)
    if count > most:  # sorting all of them would cost more than the search
        near = np.flatnonzero(lost <= np.partition(lost, most)[most])
        unit, schedule, lost = unit[near], schedule[near], lost[near]
    chosen = np.lexsort((schedule, unit, lost))[:most]
    return list(zip(unit[chosen].tolist(), schedule[chosen].tolist(), strict=True)), count <= most


def solve_stages(
    model: Model,
    objectives: Sequence[str],
    start: Choice,
    seed: int,
    effort: Effort,
    told: Callable[[int, str, Choice], None],
    kept: tuple[tuple[str, int], ...] = (),
) -> list[Found]:
    """One Found for each objective, in their order. told is called after each."""
    found: list[Found] = []
    columns: Sequence[Column] = ()
    slack = [0 for _ in kept]
    for number, objective in enumerate(objectives):
        one = solve_stage(model, Stage(objective, kept), start, columns, slack, seed, effort)
        found.append(one)
        start, columns = one.choice, one.columns
        kept, slack = (*kept, (objective, one.value)), [*slack, one.value - one.bound]
        told(number + 1, objective, start)
    return found
