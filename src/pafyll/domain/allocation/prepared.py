"""A Problem and its rules as plain number columns, the way the compiled loops want them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pafyll.domain.allocation.constraints import CONSTRAINTS
from pafyll.domain.allocation.criteria import CRITERIA
from pafyll.domain.allocation.draw import draw_numbers
from pafyll.domain.allocation.problem import OFFER, Ints, Problem
from pafyll.domain.allocation.rules import RuleSet


@dataclass(frozen=True)
class Limits:
    """All holders of all constraints in one column: constraint c's holder h stands at start[c] + h."""

    start: Ints
    size: Ints
    need: Ints  # contract column, -1 for one place
    per_offer: Ints  # bool per constraint
    offer_holder: Ints  # constraint × offer
    group: Ints  # row of `groups` per constraint
    groups: Ints  # grouping × applicant
    may_pass: Ints  # bool per constraint

    def split(self, column: Ints) -> tuple[Ints, ...]:
        """A column over all holders, cut up by constraint."""
        return tuple(np.split(column, self.start[1:]))


def limits_of(problem: Problem, rules: RuleSet) -> Limits:
    """The constraints of the problem as columns."""
    sizes = [np.asarray(c.sizes(problem), dtype=np.int64) for c in CONSTRAINTS]
    groups: list[Ints] = []
    group, offer_holder = [], np.zeros((len(CONSTRAINTS), len(problem.offer_ids)), dtype=np.int32)
    for number, c in enumerate(CONSTRAINTS):
        holder = c.holder(problem)
        if c.per == "offer":
            offer_holder[number] = holder
            group.append(0)
        else:
            at = next((g for g, known in enumerate(groups) if known is holder), len(groups))
            groups = groups if at < len(groups) else [*groups, holder]
            group.append(at)
    return Limits(
        start=np.cumsum([0, *map(len, sizes)])[:-1].astype(np.int64),
        size=np.concatenate(sizes),
        need=np.array([-1 if c.need is None else c.need for c in CONSTRAINTS], dtype=np.int64),
        per_offer=np.array([c.per == "offer" for c in CONSTRAINTS]),
        offer_holder=offer_holder,
        group=np.array(group, dtype=np.int64),
        groups=np.stack(groups).astype(np.int32, copy=False),
        may_pass=np.array([c.is_money and rules.cheaper_may_pass_owner for c in CONSTRAINTS]),
    )


@dataclass(frozen=True)
class Belonging:
    """Which tiers contracts belong to, as bits: a tier's alternative fits where offer and owner both have its bit."""

    offer_bits: Ints
    owner_bits: Ints
    tier_of_bit: Ints
    overflow: Ints


def belonging(problem: Problem, rules: RuleSet) -> Belonging:
    """The tiers' matches, worked out once per offer and once per owner."""
    matches = [(t, match) for t, tier in enumerate(rules.tiers) for match in tier.any_of]
    offer_bits = np.zeros(len(problem.offer_ids), dtype=np.int64)
    owner_bits = np.zeros(len(problem.owner_ids), dtype=np.int64)
    for bit, (_, match) in enumerate(matches):
        fits = {subject: match.fits_offer(subject) for subject in set(problem.subject)}
        offer_bits |= np.array([fits[subject] for subject in problem.subject], dtype=np.int64) << bit
        owners = zip(problem.county, problem.flags, strict=True)
        owner_bits |= np.array([match.fits_owner(*owner) for owner in owners], dtype=np.int64) << bit
    tier_of_bit = np.array([t for t, _ in matches], dtype=np.int64)
    return Belonging(offer_bits, owner_bits, tier_of_bit, np.array([tier.overflow for tier in rules.tiers]))


def flags_before_share(problem: Problem, rules: RuleSet) -> Ints:
    """The yes-or-no criteria that stand before the share, packed into one small number per applicant."""
    packed = np.zeros(problem.applicants, dtype=np.int16)
    for code in rules.order[: rules.order.index(SHARE)] if SHARE in rules.order else ():
        packed = packed * 2 + _key(problem, code).astype(np.int16)
    return packed


SHARE = "within_teacher_fte_share"


def _key(problem: Problem, code: str) -> Ints:
    key = CRITERIA[code].key
    assert key is not None
    return key(problem)


def list_order(problem: Problem, rules: RuleSet, seed: str) -> Ints:
    """Rows of the approved applicants with a wish, in the published order apart from the share.

    The draw is only asked where every other criterion is equal.
    """
    rows = np.flatnonzero(problem.approved.astype(bool) & (problem.contracts[:, 0, OFFER] >= 0))
    codes = [code for code in rules.order if code not in (SHARE, "draw")]
    keys = [_key(problem, code)[rows] for code in codes]
    if not keys:
        keys = [np.zeros(len(rows), dtype=np.int64)]
    order = _sorted_by(keys[-1])  # equal keys may fall anyhow here: the draw settles them below
    for key, code in zip(keys[-2::-1], codes[-2::-1], strict=True):
        small = key[order].astype(np.int8) if CRITERIA[code].is_yes_or_no else key[order]
        order = order[np.argsort(small, kind="stable")]
    return rows[_ties_drawn(problem, seed, rows, keys, order)]


def _sorted_by(key: Ints) -> Ints:
    """Positions by key. Sorting key and position in one number is several times faster than sorting positions.

    The position takes the key's last bits; those whose keys agree in all the other bits are sorted once more.
    """
    bits = len(key).bit_length()
    packed = np.sort((key >> bits << bits) | np.arange(len(key)))
    order, prefix = packed & ((1 << bits) - 1), packed >> bits
    close = np.zeros(len(key), dtype=bool)
    close[1:] = prefix[1:] == prefix[:-1]
    close[:-1] |= close[1:].copy()
    at = np.flatnonzero(close)
    order[at] = order[at][np.lexsort((key[order[at]], prefix[at]))]
    return order


def _ties_drawn(problem: Problem, seed: str, rows: Ints, keys: list[Ints], order: Ints) -> Ints:
    same = np.ones(max(len(order) - 1, 0), dtype=bool)
    for key in keys:
        ordered = key[order]
        same &= ordered[1:] == ordered[:-1]
    tied = np.zeros(len(order), dtype=bool)
    tied[1:] |= same
    tied[:-1] |= same
    at = np.flatnonzero(tied)
    group = np.cumsum(np.concatenate([[True], ~same]))[at]
    members = order[at]
    drawn = draw_numbers(problem, seed, rows[members])
    order[at] = members[np.lexsort((members, drawn, group))]
    return order
