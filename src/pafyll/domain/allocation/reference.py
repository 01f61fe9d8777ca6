"""The mechanism in plain Python, to be read beside the published rule. The fast engine gives the same bytes.

One list, served from the top: tier by tier, and inside a tier in the published order. At her turn an applicant's
wishes are tried in her own order. Every limit that refuses somebody for lack of room gets a cut-off there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from pafyll.domain.allocation.constraints import CONSTRAINTS
from pafyll.domain.allocation.criteria import CRITERIA
from pafyll.domain.allocation.draw import draw_number
from pafyll.domain.allocation.outcome import CLOSED, NEVER, OVER_WHOLE_SIZE, Log, Outcome, Reason
from pafyll.domain.allocation.problem import NO_LIMIT, OFFER, STATE_AUTUMN, STATE_SPRING, Problem
from pafyll.domain.allocation.rules import RuleSet, Tier
from pafyll.domain.values import shared_by_weight


@dataclass
class Limit:
    """Something that can run out: its whole size, what is left, and the first turn that it refused."""

    size: int
    left: int
    may_pass: bool
    cut_off: int = NEVER

    @property
    def is_closed(self) -> bool:
        """Whether nobody further down may draw on it."""
        return self.cut_off != NEVER and not self.may_pass

    def refuses(self, need: int, turn: int) -> int:
        """0 when the need fits; else 1, plus why: over the whole size, or closed by someone before."""
        if self.size == NO_LIMIT or need == 0:
            return 0
        if need > self.size:
            return 1 + OVER_WHOLE_SIZE
        if self.cut_off < turn and not self.may_pass:
            return 1 + CLOSED
        if need > self.left:
            self.cut_off = min(self.cut_off, turn)
            return 1
        return 0


@dataclass
class StatePot:
    """The state's money: what is free now, and what is set aside for later tiers."""

    size: int
    free: int
    set_aside: list[int]
    was_closed: bool = False
    used: int = 0


@dataclass
class Run:
    """Everything that changes while the list is served."""

    problem: Problem
    rules: RuleSet
    seed: str
    log: Log
    limits: list[list[Limit]]
    pots: list[StatePot]
    pointer: list[int]
    tier_now: list[int]  # the tier where the current wish is tried; -1 when there is nothing left to try
    turns: int = 0
    shared_places: int = -1
    tier_limits: list[tuple[Limit, Limit]] = field(default_factory=list)
    state_limits: list[list[Limit]] = field(default_factory=list)


def allocate_plainly(problem: Problem, rules: RuleSet, seed: str) -> Outcome:
    """The outcome under the rules, with the announced seed."""
    run = _start(problem, rules, seed)
    set_aside = [list(pot.set_aside) for pot in run.pots]
    for t, tier in enumerate(rules.tiers):
        _open_tier(run, t, tier)
        for i in _in_order(run, t, tier):
            run.log.turn[i, t] = run.turns
            _serve(run, i, t)
            run.turns += 1
    return _outcome(run, set_aside)


# --- before the first turn


def _start(problem: Problem, rules: RuleSet, seed: str) -> Run:
    limits = [
        [Limit(int(size), int(size), c.is_money and rules.cheaper_may_pass_owner) for size in c.sizes(problem)]
        for c in CONSTRAINTS
    ]
    pots = [StatePot(money, money, [0] * len(rules.tiers)) for money in problem.state_money]
    n = problem.applicants
    run = Run(problem, rules, seed, Log.empty(problem, rules), limits, pots, [0] * n, [-1] * n)
    for i in range(n):
        if problem.approved[i] and problem.contracts[i, 0, OFFER] >= 0:
            run.tier_now[i] = _tier_from(run, i, 0)
    _set_aside(run)
    return run


def tiers_of(problem: Problem, rules: RuleSet, i: int, k: int) -> list[int]:
    """The tiers that contract k of applicant i belongs to, in order, up to one that lets nothing over."""
    offer, owner = int(problem.contracts[i, k, OFFER]), int(problem.owner[i])
    found = []
    for t, tier in enumerate(rules.tiers):
        if any(
            m.fits_offer(problem.subject[offer]) and m.fits_owner(problem.county[owner], problem.flags[owner])
            for m in tier.any_of
        ):
            found.append(t)
            if not tier.overflow:
                break
    return found


def _tier_from(run: Run, i: int, earliest: int) -> int:
    """Where the current wish is tried: its first tier from `earliest` on, or there when all its tiers are past."""
    tiers = tiers_of(run.problem, run.rules, i, run.pointer[i])
    return next((t for t in tiers if t >= earliest), earliest)


def _state_need(problem: Problem, i: int, k: int) -> list[int]:
    autumn, spring = (int(problem.contracts[i, k, column]) for column in (STATE_AUTUMN, STATE_SPRING))
    return [autumn + spring] if len(problem.state_money) == 1 else [autumn, spring]


def _wishes(problem: Problem, i: int) -> range:
    return range(sum(1 for contract in problem.contracts[i] if contract[OFFER] >= 0))


def _set_aside(run: Run) -> None:
    """Sets state money aside for later tiers: for minimum places and for the owners' top-ranked applications."""
    for t, tier in enumerate(run.rules.tiers):
        if t == 0:
            continue
        for p, pot in enumerate(run.pots):
            if pot.size != NO_LIMIT:
                amount = min(pot.free, max(_for_minimum(run, t, tier, p), _for_top_ranked(run, t, p)))
                pot.set_aside[t] = amount
                pot.free -= amount


def _for_minimum(run: Run, t: int, tier: Tier, p: int) -> int:
    needs = [_state_need(run.problem, i, 0)[p] for i, now in enumerate(run.tier_now) if now == t]
    return min(max(tier.minimum_places, 0), len(needs)) * max(needs, default=0)


def _for_top_ranked(run: Run, t: int, p: int) -> int:
    if not run.rules.top_ranked_first:
        return 0
    top = [i for i, now in enumerate(run.tier_now) if now == t and run.problem.owner_rank[i] == 1]
    return sum(_dearest(run, i, 0, p) for i in top)


def _dearest(run: Run, i: int, first: int, p: int) -> int:
    return max(_state_need(run.problem, i, k)[p] for k in _wishes(run.problem, i)[first:])


# --- one tier


def _open_tier(run: Run, t: int, tier: Tier) -> None:
    """Frees what was set aside for the tier. Where money has been closed, only that may be used from now on."""
    for p, pot in enumerate(run.pots):
        pot.was_closed |= any(limits[p].is_closed for limits in run.state_limits)
        if pot.size != NO_LIMIT:
            pot.free = pot.set_aside[t] + (0 if pot.was_closed else pot.free)
    may_pass = run.rules.cheaper_may_pass_state
    run.tier_limits.append(
        (Limit(tier.places, tier.places, False), Limit(tier.maximum_kroner, tier.maximum_kroner, may_pass))
    )
    run.state_limits.append([Limit(pot.size, pot.free, may_pass) for pot in run.pots])


def _in_order(run: Run, t: int, tier: Tier) -> list[int]:
    """Those whose current wish is tried in this tier, in the published order."""
    entries = [i for i, now in enumerate(run.tier_now) if now == t]
    keys = {code: _key(run, code) for code in run.rules.order if code != "within_teacher_fte_share"}

    def place(i: int) -> tuple[Fraction | int, ...]:
        return (*(keys[c][i] if c in keys else 1 - int(run.log.within_share[i]) for c in run.rules.order), i)

    if tier.shared_by_teacher_fte and "within_teacher_fte_share" in run.rules.order:
        _share_out(run, t, tier, entries, keys)
        return sorted(entries, key=place)
    return sorted(entries, key=lambda i: (*(keys[c][i] for c in keys), i))


def _key(run: Run, code: str) -> Sequence[Fraction | int]:
    if code == "draw":
        ids = map(run.problem.application_id, range(run.problem.applicants))
        return [draw_number(run.seed, one) for one in ids]
    if code == "rank_per_teacher_fte":
        return [_rank_per_fte(run.problem, i) for i in range(run.problem.applicants)]
    key = CRITERIA[code].key
    assert key is not None
    return [int(number) for number in key(run.problem)]


def _rank_per_fte(problem: Problem, i: int) -> Fraction:
    rank = int(problem.owner_rank[i])
    return Fraction(rank or 2**40, max(int(problem.teacher_fte[problem.owner[i]]), 1) if rank else 1)


def _share_out(run: Run, t: int, tier: Tier, entries: list[int], keys: dict[str, Sequence[Fraction | int]]) -> None:
    """Shares the tier's places between its owners by teacher FTE; the first of each owner are within the share."""
    owners = sorted({int(run.problem.owner[i]) for i in entries})
    run.shared_places = _places_to_share(run, t, tier, entries)
    shares = shared_by_weight(max(run.shared_places, 0), [int(run.problem.teacher_fte[o]) for o in owners])
    left = dict(zip(owners, shares, strict=True))
    for i in sorted(entries, key=lambda i: (*(keys[c][i] for c in keys), i)):
        owner = int(run.problem.owner[i])
        run.log.within_share[i] = int(run.shared_places == NO_LIMIT or left[owner] > 0)
        left[owner] -= 1


def _places_to_share(run: Run, t: int, tier: Tier, entries: list[int]) -> int:
    """The number in the rule; else the state's free money over the dearest current wish; -1 without a limit."""
    if tier.shared_places >= 0:
        return tier.shared_places
    numbers = [tier.places] if tier.places >= 0 else []
    for p, pot in enumerate(run.pots):
        dearest = max((_state_need(run.problem, i, run.pointer[i])[p] for i in entries), default=0)
        if pot.size != NO_LIMIT and dearest > 0:
            numbers.append(pot.free // dearest)
    return min(numbers, default=NO_LIMIT)


# --- one turn


def _serve(run: Run, i: int, t: int) -> None:
    """Tries the applicant's wishes in her order until one is granted, one must wait, or none is left."""
    wishes = _wishes(run.problem, i)
    while run.tier_now[i] == t:
        k = run.pointer[i]
        reason = _refusal(run, i, k, t)
        if not reason:
            _grant(run, i, k, t)
        elif (later := _later_tier(run, i, k, t)) and reason % CLOSED >= Reason.TIER_PLACES:
            run.log.waited[i, t] = reason
            _wait(run, i, t, later)
        else:
            run.log.reason[i, k], run.log.reason_tier[i, k] = reason, t
            run.pointer[i] += 1
            now = _tier_from(run, i, t) if run.pointer[i] in wishes else -1
            run.tier_now[i] = t
            if now != t:
                _wait(run, i, t, now)


def _later_tier(run: Run, i: int, k: int, t: int) -> int:
    return next((u for u in tiers_of(run.problem, run.rules, i, k) if u > t), 0)


def _refusal(run: Run, i: int, k: int, t: int) -> int:
    """The reason of the first limit that refuses the contract; 0 when all have room."""
    for number, limit, need in _needs(run, i, k, t):
        refused = limit.refuses(need, run.turns)
        if refused:
            return number + refused - 1
    return 0


def _needs(run: Run, i: int, k: int, t: int) -> list[tuple[int, Limit, int]]:
    """Every limit that the contract meets, in the order they are tried, with what it needs."""
    contract = run.problem.contract(i, k)
    met = []
    for number, c in enumerate(CONSTRAINTS, 1):
        holder = int(c.holder(run.problem)[contract[OFFER] if c.per == "offer" else i])
        met.append((number, run.limits[number - 1][holder], 1 if c.need is None else contract[c.need]))
    places, money = run.tier_limits[t]
    met.append((Reason.TIER_PLACES, places, 1))
    met.append((Reason.TIER_KRONER, money, contract[STATE_AUTUMN] + contract[STATE_SPRING]))
    for p, need in enumerate(_state_need(run.problem, i, k)):
        met.append((Reason.STATE + p, run.state_limits[t][p], need))
    return met


def _grant(run: Run, i: int, k: int, t: int) -> None:
    for _, limit, need in _needs(run, i, k, t):
        limit.left -= need
    for p, need in enumerate(_state_need(run.problem, i, k)):
        run.pots[p].free -= need
        run.pots[p].used += need
    run.log.contract[i], run.log.tier[i] = k, t
    run.tier_now[i] = -1


def _wait(run: Run, i: int, t: int, later: int) -> None:
    """Moves the applicant to a later tier (-1: nothing left); the state's money goes with an owner's top-ranked."""
    run.tier_now[i] = later
    if later < 0 or not run.rules.top_ranked_first or run.problem.owner_rank[i] != 1:
        return
    for pot, limit, p in zip(run.pots, run.state_limits[t], range(2), strict=False):
        if pot.size != NO_LIMIT and not limit.is_closed:
            amount = min(pot.free, _dearest(run, i, run.pointer[i], p))
            pot.free -= amount
            limit.left -= amount
            pot.set_aside[later] += amount


def _outcome(run: Run, set_aside: list[list[int]]) -> Outcome:
    spring = [limits[1].cut_off if len(limits) == 2 else NEVER for limits in run.state_limits]
    cut_offs = [
        (places.cut_off, money.cut_off, state[0].cut_off, late)
        for (places, money), state, late in zip(run.tier_limits, run.state_limits, spring, strict=True)
    ]
    return Outcome(
        **vars(run.log),
        used=tuple(np.array([x.size - x.left for x in limits], dtype=np.int64) for limits in run.limits),
        cut_off=tuple(np.array([x.cut_off for x in limits], dtype=np.int32) for limits in run.limits),
        tier_used=np.array([[x.size - x.left for x in pair] for pair in run.tier_limits], dtype=np.int64),
        tier_cut_off=np.array(cut_offs, dtype=np.int32),
        state_used=np.array([pot.used for pot in run.pots], dtype=np.int64),
        set_aside=np.array(set_aside, dtype=np.int64).T.copy(),
        shared_places=run.shared_places,
    )
