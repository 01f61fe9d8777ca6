"""The relaxation behind the bound: how much of each contract, under the same limits, as columns for a solver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pafyll.domain.allocation.prepared import limits_of
from pafyll.domain.allocation.problem import NO_LIMIT, OFFER, STATE_AUTUMN, STATE_SPRING, Ints, Problem
from pafyll.domain.allocation.rules import RuleSet
from pafyll.domain.allocation.state_money import state_needs
from pafyll.domain.allocation.sure_tiers import sure_tiers

if TYPE_CHECKING:
    import highspy

UNUSED = -1


@dataclass(frozen=True)
class Relaxation:
    """Every contract of the approved as one column; each draws `need` of up to `resources.shape[1]` limits.

    Limits that cannot bind are left out. person: which applicant a column belongs to, numbered without gaps.
    """

    rows: Ints  # applicant of each person number
    person: Ints
    first: Ints  # person → first of her columns, with a last entry for the end
    resource: Ints  # column × slot: index into size, -1 for none
    need: Ints  # column × slot
    size: Ints


def relaxation(problem: Problem, rules: RuleSet) -> Relaxation:
    """The columns and limits that decide how many can be placed."""
    limits = limits_of(problem, rules)
    rows = np.flatnonzero(problem.approved.astype(bool) & (problem.contracts[:, 0, OFFER] >= 0))
    at, k = np.nonzero(problem.contracts[rows][:, :, OFFER] >= 0)
    contracts = problem.contracts[rows[at], k]
    slots, needs = [], []
    for c in range(len(limits.start)):
        holder = (
            limits.offer_holder[c][contracts[:, OFFER]]
            if limits.per_offer[c]
            else limits.groups[limits.group[c]][rows[at]]
        )
        slots.append(limits.start[c] + holder)
        needs.append(
            np.ones(len(at), dtype=np.int64) if limits.need[c] < 0 else contracts[:, limits.need[c]].astype(np.int64)
        )
    state = state_needs(problem, contracts)
    for p in range(state.shape[1]):
        slots.append(np.full(len(at), len(limits.size) + p))
        needs.append(state[:, p])
    size = np.concatenate([limits.size, np.array(problem.state_money, dtype=np.int64)])
    if tier_size := tier_sizes(rules):
        tier = sure_tiers(problem, rules, rows)[at, k]
        slots += [len(size) + np.where(tier < 0, 0, tier), len(size) + len(rules.tiers) + np.where(tier < 0, 0, tier)]
        kroner = contracts[:, STATE_AUTUMN].astype(np.int64) + contracts[:, STATE_SPRING]
        needs += [(tier >= 0).astype(np.int64), np.where(tier >= 0, kroner, 0)]
        size = np.concatenate([size, np.array(tier_size, dtype=np.int64)])
    fits = np.ones(len(at), dtype=bool)
    for slot, need in zip(slots, needs, strict=True):
        fits &= (size[slot] == NO_LIMIT) | (need <= size[slot])
    return _compact(rows, at[fits], np.stack(slots, axis=1)[fits], np.stack(needs, axis=1)[fits], size)


def tier_sizes(rules: RuleSet) -> list[int]:
    """Each tier's places and then each tier's kroner, as the engine holds them; nothing when no tier has a limit."""
    sizes = [tier.places for tier in rules.tiers] + [tier.maximum_kroner for tier in rules.tiers]
    return sizes if any(size != NO_LIMIT for size in sizes) else []


def _compact(rows: Ints, at: Ints, slot: Ints, need: Ints, size: Ints) -> Relaxation:
    """Leaves out limits that nobody can reach, and persons without a contract that fits."""
    person_most = np.zeros(len(size), dtype=np.int64)
    for c in range(slot.shape[1]):
        np.add.at(person_most, slot[:, c], need[:, c])
    binding = (size != NO_LIMIT) & (person_most > size)
    number = np.where(binding, np.cumsum(binding) - 1, UNUSED)
    drawn = np.where(need > 0, number[slot], UNUSED)
    people, person = np.unique(at, return_inverse=True)
    first = np.searchsorted(person, np.arange(len(people) + 1))
    return Relaxation(rows[people], person, first, drawn.astype(np.int32), need, size[binding])


def highs_model(model: Relaxation, weight: Ints) -> highspy.Highs:
    """The relaxation in HiGHS: the most weight, each limit kept, each person at most once."""
    import highspy  # only here: a solver takes time to load, and most runs only allocate

    columns, people, limits = len(model.person), len(model.first) - 1, len(model.size)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, people + limits
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = weight[model.person].astype(np.float64)
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.ones(columns)
    lp.row_lower_ = np.full(people + limits, -highspy.kHighsInf)
    scale = np.maximum(model.size, 1)
    lp.row_upper_ = np.concatenate([np.ones(people), np.where(model.size > 0, 1.0 * model.size / scale, 0.0)])
    used = model.resource != UNUSED
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(1 + used.sum(axis=1))])
    index = np.concatenate([model.person[:, None], np.where(used, model.resource + people, 0)], axis=1)
    safe = np.where(used, model.resource, 0)
    value = np.concatenate([np.ones((columns, 1)), model.need / (scale[safe] if limits else 1)], axis=1)
    kept = np.concatenate([np.ones((columns, 1), dtype=bool), used], axis=1)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = index[kept], value[kept]
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.passModel(lp)
    return highs
