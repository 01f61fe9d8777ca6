"""Schedules: every way for one person to study one subject within the plan's years, as columns for the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pafyll.domain.planning.problem import Option, PlanningProblem
from pafyll.domain.planning.units import NEVER, WISH, FamilyKey, Target, ready_after

Ints = NDArray[Any]
Study = tuple[int, int]  # option number, year of the plan
NONE = -1


@dataclass(frozen=True, eq=False)
class Items:
    """The studies that a family may choose from, in order of year and option. credits are in halves."""

    option: Ints
    year: Ints
    credits: Ints
    ready: Ints
    counts: Ints  # item × target: whether the study counts towards it
    once: Ints

    def __len__(self) -> int:
        return len(self.option)


@dataclass(frozen=True, eq=False)
class Family:
    """All schedules of one key, and what they come to. Schedule 0 is to study nothing.

    picks: the numbers of the chosen items, NONE where there are fewer. closes: the semester from which a target is
    reached, NEVER when it is not. open: semesters in which it is not yet reached, up to the key's end. starts: the
    first semester of study, the plan's length when there is none. met: reached, and in time for its deadline.
    """

    key: FamilyKey
    items: Items
    picks: Ints  # schedule × part
    closes: Ints  # schedule × target
    open: Ints  # schedule × target
    starts: Ints  # schedule
    met: Ints  # schedule × target

    def studies(self, schedule: int) -> tuple[Study, ...]:
        """The (option, year) of one schedule."""
        chosen = [pick for pick in self.picks[schedule].tolist() if pick != NONE]
        return tuple((int(self.items.option[k]), int(self.items.year[k])) for k in chosen)

    def number_of(self, studies: Sequence[Study]) -> int | None:
        """The schedule with exactly these studies, None when there is no such schedule."""
        known = {study: k for k, study in enumerate(zip(self.items.option, self.items.year, strict=True))}
        if any(study not in known for study in studies):
            return None
        wanted = sorted(known[study] for study in studies)
        row = np.full(self.picks.shape[1], NONE)
        if len(wanted) > len(row):
            return None
        row[: len(wanted)] = wanted
        found = np.flatnonzero((self.picks == row).all(axis=1))
        return int(found[0]) if len(found) else None

    @property
    def is_hard(self) -> bool:
        """Whether some target has to be reached."""
        return any(target.is_hard for target in self.key.targets)

    @property
    def breaks_demand(self) -> Ints:
        """schedule → whether a target with a deadline is missed."""
        hard = np.array([target.is_hard for target in self.key.targets], dtype=bool)
        return np.asarray(~self.met[:, hard].all(axis=1))

    def sums(self, per_item: Ints) -> Ints:
        """Adds up rows of the items (item × …) over each schedule."""
        padded = np.concatenate([per_item, np.zeros((1, *per_item.shape[1:]), dtype=per_item.dtype)])
        return sum((padded[self.picks[:, k]] for k in range(1, self.picks.shape[1])), padded[self.picks[:, 0]])


def family_of(problem: PlanningProblem, options: Sequence[Option], key: FamilyKey) -> Family:
    """Enumerates the key's schedules: nothing more than is needed, never over the yearly load."""
    items = _items(problem, options, key)
    picks = _all_picks(problem, key, items)
    closes = np.stack([_closing(problem, key, items, picks, t) for t in range(len(key.targets))], axis=1)
    due = np.array([target.due for target in key.targets])
    first = [2 * y + (options[o].semesters == "V") for o, y in zip(items.option, items.year, strict=True)]
    starts = np.append(np.array(first, dtype=np.int64), 2 * problem.settings.years)[picks].min(axis=1)
    met = (closes < NEVER) & (closes <= due)
    return Family(key, items, picks, closes, np.minimum(closes, key.end), starts, met)


def _items(problem: PlanningProblem, options: Sequence[Option], key: FamilyKey) -> Items:
    years = problem.settings.school_years
    taken = {coming.once for coming in key.coming if coming.once}
    locked = {(coming.option, coming.year) for coming in key.coming}
    chosen = [
        (o, y)
        for y in range(key.first, key.last + 1)
        for o, option in enumerate(options)
        if option.subject == key.subject
        and option.runs_in(years[y])
        and option.id not in taken
        and (option.id, y) not in locked
    ]
    chosen = [] if key.declined else chosen
    counts = [[_counts(options[o], target) for target in key.targets] for o, _ in chosen]
    return Items(
        np.array([o for o, _ in chosen], dtype=np.int64),
        np.array([y for _, y in chosen], dtype=np.int64),
        np.array([halves(options[o].credits) for o, _ in chosen], dtype=np.int64),
        np.array([ready_after(options[o], y) for o, y in chosen], dtype=np.int64),
        np.array(counts, dtype=bool).reshape(len(chosen), len(key.targets)),
        np.array([options[o].once for o, _ in chosen], dtype=bool),
    )


def _counts(option: Option, target: Target) -> bool:
    return target.kind == WISH or not option.stages or target.stage in option.stages


def halves(credits: Decimal) -> int:
    """Credits in halves, as whole numbers."""
    return int(credits * 2)


def _all_picks(problem: PlanningProblem, key: FamilyKey, items: Items) -> Ints:
    """Grows schedules one study at a time, in item order, until every target is reached."""
    parts = max(1, min(problem.settings.most_studies, len(items)))
    level = np.full((1, parts), NONE, dtype=np.int64)
    found = [level]
    given = _earned(key, items, level) >= _missing(key)
    for part in range(parts if len(items) else 0):
        level = _grown(level, part, len(items))
        level = level[_fits(problem, items, level, part)]
        closed = _earned(key, items, level) >= _missing(key)
        reached = closed & _in_window(problem, key, items, level)
        found.append(level[_needed(key, items, level, part, reached) & (reached & ~given).any(axis=1)])
        level = level[~closed.all(axis=1)]
    return np.concatenate(found)


def _in_window(problem: PlanningProblem, key: FamilyKey, items: Items, level: Ints) -> Ints:
    """schedule × target: whether a wish is reached within the years it was wished for; always so for a gap."""
    inside = np.ones((len(level), len(key.targets)), dtype=bool)
    for t, target in enumerate(key.targets):
        if target.kind == WISH and (target.first > 0 or target.last < problem.settings.years - 1):
            inside[:, t] = _closing(problem, key, items, level, t) < NEVER
    return inside


def _missing(key: FamilyKey) -> Ints:
    return np.array([halves(target.missing) for target in key.targets], dtype=np.int64)


def _grown(level: Ints, part: int, items: int) -> Ints:
    """Every schedule with one more study after its last."""
    last = level[:, part - 1] if part else np.full(len(level), NONE)
    more = items - 1 - last
    grown = np.repeat(level, more, axis=0)
    ends = np.cumsum(more)
    offset = np.arange(len(grown)) - np.repeat(ends - more, more)
    grown[:, part] = np.repeat(last, more) + 1 + offset
    return grown


def _fits(problem: PlanningProblem, items: Items, level: Ints, part: int) -> Ints:
    """Whether the last study keeps within the year's load, and is not a particular study taken before."""
    last = level[:, part]
    load = items.credits[last].copy()
    again = np.zeros(len(level), dtype=bool)
    for earlier in range(part):
        other = level[:, earlier]
        load += np.where(items.year[other] == items.year[last], items.credits[other], 0)
        again |= (items.option[other] == items.option[last]) & items.once[last]
    return np.asarray((load <= halves(problem.settings.most_credits_per_year)) & ~again)


def _earned(key: FamilyKey, items: Items, level: Ints) -> Ints:
    """schedule × target: the credits, in halves, that count towards it in the end."""
    worth = np.concatenate([items.credits[:, None] * items.counts, np.zeros((1, len(key.targets)), dtype=np.int64)])
    coming = [sum(halves(c.credits) for c in key.coming if _is_for(c.stages, target)) for target in key.targets]
    return worth[level].sum(axis=1) + np.array(coming, dtype=np.int64)


def _is_for(stages: tuple[str, ...], target: Target) -> bool:
    return target.kind == WISH or not stages or target.stage in stages


def _needed(key: FamilyKey, items: Items, level: Ints, part: int, reached: Ints) -> Ints:
    """Whether each study is needed: without it, a target that is reached would not be."""
    needed = reached.any(axis=1)
    for k in range(part + 1):
        without = level.copy()
        without[:, k] = NONE
        needed &= (reached & (_earned(key, items, without) < _missing(key))).any(axis=1)
    return np.asarray(needed)


def _closing(problem: PlanningProblem, key: FamilyKey, items: Items, picks: Ints, t: int) -> Ints:
    """schedule → the semester from which target t is reached."""
    target = key.targets[t]
    credits = np.append(np.where(items.counts[:, t], items.credits, 0), 0)
    ready = np.append(items.ready, NEVER)
    closes = np.full(len(picks), NEVER, dtype=np.int64)
    for semester in reversed(range(2 * problem.settings.years + 1)):
        coming = sum(halves(c.credits) for c in key.coming if c.ready <= semester and _is_for(c.stages, target))
        held = coming + np.where(ready[picks] <= semester, credits[picks], 0).sum(axis=1)
        closes[held >= halves(target.missing)] = semester
    year = np.maximum(closes - 1, 0) // 2
    return np.where((target.first <= year) & (year <= target.last) | (target.kind != WISH), closes, NEVER)
