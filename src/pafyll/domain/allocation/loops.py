"""The compiled loops of the fast engine. They do what `reference.py` says, on the columns of `prepared.py`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from pafyll.domain.allocation.outcome import CLOSED, CONTRACT, NEVER, OVER_WHOLE_SIZE, TIER, WAITED, Reason
from pafyll.domain.allocation.problem import OFFER, STATE_AUTUMN, STATE_SPRING

TIER_PLACES, STATE = int(Reason.TIER_PLACES), int(Reason.STATE)
NO_LIMIT = -1


@njit(cache=True, inline="always")
def mask_of(fits: int, tier_of_bit: Any, overflow: Any) -> int:
    """One bit per tier that a contract belongs to, up to the first tier that lets nothing over."""
    mask = 0
    for bit in range(len(tier_of_bit)):
        if fits >> bit & 1:
            mask |= 1 << tier_of_bit[bit]
            if not overflow[tier_of_bit[bit]]:
                break
    return mask


@njit(cache=True)
def tier_from(mask: int, earliest: int) -> int:
    """The first tier in the mask from `earliest` on, or `earliest` when all are past."""
    rest = mask >> earliest
    if rest == 0:
        return earliest
    while rest & 1 == 0:
        rest >>= 1
        earliest += 1
    return earliest


@njit(cache=True)
def state_need(contract: Any, pots: int, p: int) -> Any:
    """What a contract needs of state pot p: all of it, or one budget year's."""
    if pots == 1:
        return np.int64(contract[STATE_AUTUMN]) + contract[STATE_SPRING]
    return np.int64(contract[STATE_AUTUMN + p])


@njit(cache=True)
def dearest_wish(contracts: Any, first: int, pots: int, p: int) -> Any:
    """The most that any of an applicant's contracts from `first` on needs of the pot."""
    most: Any = np.int64(0)
    for k in range(first, contracts.shape[0]):
        if contracts[k, OFFER] >= 0:
            most = max(most, state_need(contracts[k], pots, p))
    return most


@njit(cache=True)
def first_pass(
    contracts: Any,
    owner: Any,
    owner_rank: Any,
    offer_bits: Any,
    owner_bits: Any,
    tier_of_bit: Any,
    overflow: Any,
    minimum: Any,
    top_first: bool,
    pots: int,
) -> Any:
    """(tier of each first wish; tier × pot: what should be set aside, before it is limited)."""
    tiers, n = len(minimum), len(owner)
    tier_now = np.full(n, -1, np.int8)
    count = np.zeros(tiers, np.int64)
    dearest, top = np.zeros((tiers, pots), np.int64), np.zeros((tiers, pots), np.int64)
    for i in range(n):
        fits = offer_bits[contracts[i, 0, OFFER]] & owner_bits[owner[i]]
        t = tier_from(mask_of(fits, tier_of_bit, overflow), 0)
        tier_now[i] = t
        count[t] += 1
        for p in range(pots):
            dearest[t, p] = max(dearest[t, p], state_need(contracts[i, 0], pots, p))
            if top_first and owner_rank[i] == 1:
                top[t, p] += dearest_wish(contracts[i], 0, pots, p)
    wanted = np.zeros((tiers, pots), np.int64)
    for t in range(tiers):
        for p in range(pots):
            wanted[t, p] = max(min(max(minimum[t], 0), count[t]) * dearest[t, p], top[t, p])
    return tier_now, wanted


@njit(cache=True)
def entries_of(tier_now: Any, t: int) -> Any:
    """The places in the list whose current wish is tried in tier t."""
    found = np.empty(len(tier_now), np.int32)
    count = 0
    for i in range(len(tier_now)):
        if tier_now[i] == t:
            found[count] = i
            count += 1
    return found[:count]


@njit(cache=True)
def dearest_now(entries: Any, contracts: Any, pointer: Any, pots: int) -> Any:
    """Per pot: the most that any current wish needs."""
    most = np.zeros(pots, np.int64)
    for i in entries:
        for p in range(pots):
            most[p] = max(most[p], state_need(contracts[i, pointer[i]], pots, p))
    return most


@njit(cache=True)
def mark_shares(entries: Any, owner: Any, share: Any, no_limit: bool, within: Any) -> None:
    """Counts each owner's share down through its entries in list order."""
    for i in entries:
        within[i] = 1 if no_limit or share[owner[i]] > 0 else 0
        share[owner[i]] -= 1


@njit(cache=True)
def refusal(size: Any, left: Any, cut_off: Any, need: Any, turn: int, may_pass: bool) -> int:
    """0 when the need fits; else 1, plus why."""
    if size == NO_LIMIT or need == 0:
        return 0
    if need > size:
        return 1 + OVER_WHOLE_SIZE
    if cut_off < turn and not may_pass:
        return 1 + CLOSED
    return 1 if need > left else 0


@njit(cache=True)
def serve_tier(
    t: int,
    entries: Any,
    turn: int,
    contracts: Any,
    owner: Any,
    offer_bits: Any,
    owner_bits: Any,
    tier_of_bit: Any,
    overflow: Any,
    owner_rank: Any,
    start: Any,
    size: Any,
    need_column: Any,
    per_offer: Any,
    offer_holder: Any,
    group: Any,
    groups: Any,
    may_pass: Any,
    left: Any,
    cut_off: Any,
    tier_size: Any,
    tier_left: Any,
    tier_cut_off: Any,
    state_size: Any,
    free: Any,
    set_aside: Any,
    state_used: Any,
    top_first: bool,
    state_may_pass: bool,
    pointer: Any,
    tier_now: Any,
    log: Any,
    turns: Any,
) -> int:
    """Serves one tier's list from the top; returns the number of the next turn."""
    pots, constraints, wishes = len(free), len(start), contracts.shape[1]
    holders = np.zeros(constraints, np.int64)
    needs = np.zeros(constraints, np.int64)
    waited, reasons = WAITED + t, WAITED + turns.shape[1]
    reason_tiers = reasons + wishes
    for i in entries:
        turns[i, t] = turn
        while tier_now[i] == t:
            k = pointer[i]
            contract = contracts[i, k]
            offer = contract[OFFER]
            money = np.int64(contract[STATE_AUTUMN]) + contract[STATE_SPRING]
            reason = 0
            for c in range(constraints):
                holder = start[c] + (offer_holder[c, offer] if per_offer[c] else groups[group[c], i])
                need = 1 if need_column[c] < 0 else np.int64(contract[need_column[c]])
                holders[c], needs[c] = holder, need
                refused = refusal(size[holder], left[holder], cut_off[holder], need, turn, may_pass[c])
                if refused > 0:
                    reason = c + refused
                    if refused == 1:
                        cut_off[holder] = min(cut_off[holder], turn)
                    break
            if reason == 0:
                for limit in range(2):
                    need = 1 if limit == 0 else money
                    passing = limit == 1 and state_may_pass
                    refused = refusal(
                        tier_size[t, limit], tier_left[t, limit], tier_cut_off[t, limit], need, turn, passing
                    )
                    if refused > 0:
                        reason = TIER_PLACES + limit + refused - 1
                        if refused == 1:
                            tier_cut_off[t, limit] = min(tier_cut_off[t, limit], turn)
                        break
            if reason == 0:
                for p in range(pots):
                    need = state_need(contract, pots, p)
                    refused = refusal(state_size[p], free[p], tier_cut_off[t, 2 + p], need, turn, state_may_pass)
                    if refused > 0:
                        reason = STATE + p + refused - 1
                        if refused == 1:
                            tier_cut_off[t, 2 + p] = min(tier_cut_off[t, 2 + p], turn)
                        break
            if reason == 0:
                for c in range(constraints):
                    left[holders[c]] -= needs[c]
                tier_left[t, 0] -= 1
                tier_left[t, 1] -= money
                for p in range(pots):
                    need = state_need(contract, pots, p)
                    free[p] -= need
                    state_used[p] += need
                log[i, CONTRACT], log[i, TIER] = k, t
                tier_now[i] = -1
                continue
            later = -1
            mask = mask_of(offer_bits[offer] & owner_bits[owner[i]], tier_of_bit, overflow)
            if reason % CLOSED >= TIER_PLACES and mask >> (t + 1):
                later = tier_from(mask, t + 1)
                log[i, waited] = reason
            else:
                log[i, reasons + k], log[i, reason_tiers + k] = reason, t
                k += 1
                pointer[i] = k
                if k < wishes and contracts[i, k, OFFER] >= 0:
                    fits = offer_bits[contracts[i, k, OFFER]] & owner_bits[owner[i]]
                    later = tier_from(mask_of(fits, tier_of_bit, overflow), t)
            tier_now[i] = later
            if later > t and top_first and owner_rank[i] == 1:
                for p in range(pots):
                    if state_size[p] != NO_LIMIT and (state_may_pass or tier_cut_off[t, 2 + p] == NEVER):
                        amount = min(free[p], dearest_wish(contracts[i], k, pots, p))
                        free[p] -= amount
                        set_aside[later, p] += amount
        turn += 1
    return turn
