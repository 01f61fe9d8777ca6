"""How far from a place: who stood before at the same limit, and how much more of it would have reached."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pafyll.domain.allocation.constraints import CONSTRAINTS
from pafyll.domain.allocation.outcome import OVER_WHOLE_SIZE, Outcome, Reason
from pafyll.domain.allocation.problem import OFFER, Ints, Problem
from pafyll.domain.allocation.room import Claims, claims, may_pass, needs_of, room_at
from pafyll.domain.allocation.rules import RuleSet
from pafyll.domain.allocation.state_money import StateMoney

Short = tuple[bool, Ints, Ints, int, Ints]


def counts_places(number: int) -> bool:
    """Whether the limit is counted in places and not in kroner."""
    return number == Reason.TIER_PLACES or (number <= len(CONSTRAINTS) and CONSTRAINTS[number - 1].need is None)


def holder_of(problem: Problem, rows: Ints, k: Ints, t: int, number: int) -> Ints:
    """Whose limit it is: the offer, the owner, or the tier."""
    if number > len(CONSTRAINTS):
        return np.full(len(rows), t, dtype=np.int64)
    c = CONSTRAINTS[number - 1]
    return c.holder(problem)[problem.contracts[rows, k, OFFER] if c.per == "offer" else rows].astype(np.int64)


class Nearest:
    """For each refused applicant: the limit that was closest to reaching her, everything else unchanged."""

    def __init__(self, problem: Problem, rules: RuleSet, outcome: Outcome, account: StateMoney) -> None:
        self.problem, self.rules, self.outcome = problem, rules, outcome
        n, wishes = problem.applicants, problem.wishes
        self.short = np.zeros((n, wishes), dtype=np.int64)
        by_number: dict[int, list[Claims]] = {}
        for found in claims(outcome):
            by_number.setdefault(found.number, []).append(found)
        for number, several in by_number.items():
            self._measure(number, several, account)

    def _measure(self, number: int, several: list[Claims], account: StateMoney) -> None:
        """Adds up, at each limit, what those refused before would have taken first."""
        rows = np.concatenate([c.rows for c in several])
        k = np.concatenate([c.k for c in several])
        tier = np.concatenate([np.full(len(c.rows), c.tier) for c in several])
        holder = np.concatenate([holder_of(self.problem, c.rows, c.k, c.tier, number) for c in several])
        need = needs_of(self.problem, rows, k, number)
        order = np.lexsort((k, self.outcome.turn[rows, tier], holder))
        first = np.ones(len(order), dtype=bool)  # an applicant is counted once at each limit
        first[1:] = (holder[order][1:] != holder[order][:-1]) | (rows[order][1:] != rows[order][:-1])
        taken = np.where(first, need[order], 0)
        sums = np.cumsum(taken) - taken
        start = np.flatnonzero(np.concatenate([[True], holder[order][1:] != holder[order][:-1]]))
        before = sums - np.repeat(sums[start], np.diff(np.append(start, len(order))))
        before -= np.where(first, 0, np.concatenate([[0], taken[:-1]]))
        ahead = np.empty(len(order), dtype=np.int64)
        ahead[order] = before
        left = np.zeros(len(rows), dtype=np.int64)
        if not counts_places(number):
            at = 0
            for c in several:
                room = room_at(self.problem, self.rules, self.outcome, account, c.rows, c.k, c.tier, number)
                left[at : at + len(c.rows)] = room
                at += len(c.rows)
        final = self.outcome.reason[rows, k] % 32 == number
        final &= self.outcome.reason_tier[rows, k] == tier
        self.short[rows[final], k[final]] = np.maximum(ahead + need - left, 1)[final]

    def of(self, rows: Ints) -> Iterator[Short]:
        """(in kroner, rows, contract, limit, how much more): each row's closest wish; places before kroner."""
        reason = self.outcome.reason[rows] % 32
        best = np.full(len(rows), -1)
        by_places = np.isin(reason, [n for n in range(1, int(Reason.STATE) + 2) if counts_places(n)])
        for mask in (by_places & (reason > 0), reason > 0):
            open_rows = (best < 0) & mask.any(axis=1)
            distance = np.where(mask, self.short[rows], np.iinfo(np.int64).max)
            best = np.where(open_rows, distance.argmin(axis=1), best)
        number = reason[np.arange(len(rows)), best]
        for one in np.unique(number[best >= 0]).tolist():
            mine = (best >= 0) & (number == one)
            whose, k = rows[mine], best[mine]
            yield not counts_places(one), whose, k, one, self.short[whose, k]

    def passing(self, rows: Ints) -> Iterator[tuple[str, Ints, Ints, Ints, Ints]]:
        """(code, rows, place in the chain, how many, the first of them) where cheaper ones went past."""
        if not (self.rules.cheaper_may_pass_state or self.rules.cheaper_may_pass_owner):
            return
        for found in claims(self.outcome):
            if may_pass(self.rules, found.number):
                yield from self._passed(found, rows)

    def _passed(self, found: Claims, rows: Ints) -> Iterator[tuple[str, Ints, Ints, Ints, Ints]]:
        real = found.claim < OVER_WHOLE_SIZE
        stopped, k, t, number = found.rows[real], found.k[real], found.tier, found.number
        if not len(stopped):
            return
        in_tier = number > len(CONSTRAINTS)
        holding = np.flatnonzero(self.outcome.tier == t if in_tier else self.outcome.contract >= 0)
        held = self.outcome.contract[holding].astype(np.int64)
        drawing = needs_of(self.problem, holding, held, number) > 0
        holding, held = holding[drawing], held[drawing]
        theirs = holder_of(self.problem, holding, held, t, number)
        turn = self.outcome.turn[holding, self.outcome.tier[holding]].astype(np.int64)
        mine, my_turn = holder_of(self.problem, stopped, k, t, number), self.outcome.turn[stopped, t].astype(np.int64)
        place = 10 * t + number
        yield from _later("passed_by", stopped, mine, my_turn, holding, theirs, turn, rows, 100 + place)
        yield from _earlier("passes", holding, theirs, turn, stopped, mine, my_turn, rows, 300 + place)


def _later(
    code: str,
    rows: Ints,
    key: Ints,
    turn: Ints,
    other: Ints,
    other_key: Ints,
    other_turn: Ints,
    wanted: Ints,
    place: int,
) -> Iterator[tuple[str, Ints, Ints, Ints, Ints]]:
    """How many of the others at the same limit came after each row, and the first of them."""
    span = int(max(turn.max(initial=0), other_turn.max(initial=0))) + 2
    order = np.argsort(other_key * span + other_turn)
    keys = (other_key * span + other_turn)[order]
    low = np.searchsorted(keys, key * span + turn, side="right")
    high = np.searchsorted(keys, (key + 1) * span)
    some = (high > low) & np.isin(rows, wanted)
    yield code, rows[some], np.full(int(some.sum()), place), (high - low)[some], other[order][low[some]]


def _earlier(
    code: str,
    rows: Ints,
    key: Ints,
    turn: Ints,
    other: Ints,
    other_key: Ints,
    other_turn: Ints,
    wanted: Ints,
    place: int,
) -> Iterator[tuple[str, Ints, Ints, Ints, Ints]]:
    """How many of the others at the same limit came before each row, and the first of them."""
    span = int(max(turn.max(initial=0), other_turn.max(initial=0))) + 2
    order = np.argsort(other_key * span + other_turn)
    keys = (other_key * span + other_turn)[order]
    low = np.searchsorted(keys, key * span)
    high = np.searchsorted(keys, key * span + turn)
    some = (high > low) & np.isin(rows, wanted)
    yield code, rows[some], np.full(int(some.sum()), place), (high - low)[some], other[order][low[some]]
