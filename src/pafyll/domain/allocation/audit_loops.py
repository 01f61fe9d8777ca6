"""The compiled checks of the audit. They decide nothing: they hold what the outcome claims against the cut-offs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

from pafyll.domain.allocation.loops import mask_of, state_need, tier_from
from pafyll.domain.allocation.outcome import CLOSED, NEVER, OVER_WHOLE_SIZE, Reason
from pafyll.domain.allocation.problem import OFFER, STATE_AUTUMN, STATE_SPRING

TIER_PLACES, STATE = int(Reason.TIER_PLACES), int(Reason.STATE)
FINE, NOT_IN_LIST, TURNS, CLAIM, UNCLAIMED, WAITED_WRONGLY, GRANT, LEFTOVER, ASK = range(9)
NO, YES, UNSURE = range(3)


@njit(cache=True)
def totals(contracts: Any, held: Any, tier: Any, turns: Any, limits: Any, pots: int) -> Any:
    """What is given out: per holder (with the last turn that drew on it), per tier, per tier and pot."""
    start, need_column, per_offer, offer_holder, group, groups, holders = limits
    tiers = turns.shape[1]
    used, last = np.zeros(holders, np.int64), np.full(holders, -1, np.int32)
    tier_used, state_used = np.zeros((tiers, 2), np.int64), np.zeros((tiers, pots), np.int64)
    for i in range(len(held)):
        if held[i] < 0:
            continue
        contract = contracts[i, held[i]]
        for c in range(len(start)):
            holder = start[c] + (offer_holder[c, contract[OFFER]] if per_offer[c] else groups[group[c], i])
            need: Any = np.int64(1) if need_column[c] < 0 else np.int64(contract[need_column[c]])
            used[holder] += need
            if need > 0:
                last[holder] = max(last[holder], turns[i, tier[i]])
        tier_used[tier[i], 0] += 1
        tier_used[tier[i], 1] += np.int64(contract[STATE_AUTUMN]) + contract[STATE_SPRING]
        for p in range(pots):
            state_used[tier[i], p] += state_need(contract, pots, p)
    return used, tier_used, state_used, last


@njit(cache=True, forceinline=True)
def resource(i: int, contract: Any, t: int, number: int, limits: Any, tables: Any, pots: int) -> Any:
    """(size, used by all, cut-off, need, may pass) of the limit that a reason names."""
    start, need_column, per_offer, offer_holder, group, groups, _ = limits
    size, used, cut_off, may_pass, tier_size, tier_used, tier_cut_off, state_size, taken, state_may_pass = tables
    if number < TIER_PLACES:
        c = number - 1
        holder = start[c] + (offer_holder[c, contract[OFFER]] if per_offer[c] else groups[group[c], i])
        need = np.int64(1) if need_column[c] < 0 else np.int64(contract[need_column[c]])
        return size[holder], used[holder], np.int64(cut_off[holder]), need, may_pass[c]
    at = number - TIER_PLACES
    money = np.int64(contract[STATE_AUTUMN]) + contract[STATE_SPRING]
    if at < 2:
        place_or_kroner = np.int64(1) if at == 0 else money
        passing = at == 1 and state_may_pass
        return tier_size[t, at], tier_used[t, at], np.int64(tier_cut_off[t, at]), place_or_kroner, passing
    p = at - 2
    need = state_need(contract, pots, p)
    return state_size[p], taken[t, p], np.int64(tier_cut_off[t, at]), need, state_may_pass


@njit(cache=True, forceinline=True)
def own_need(i: int, contract: Any, t: int, held: Any, number: int, limits: Any, tables: Any, pots: int) -> Any:
    """What the applicant herself holds of the same limit: it was there when her dearer wish was tried."""
    if held[OFFER] < 0 or (number == 1 and held[OFFER] != contract[OFFER]):
        return np.int64(0)
    return np.int64(resource(i, held, t, number, limits, tables, pots)[3])


@njit(cache=True, forceinline=True)
def earlier_had_room(
    i: int, contract: Any, held: Any, t: int, turn: int, number: int, limits: Any, tables: Any, last: Any, pots: int
) -> int:
    """Whether every limit that is tried before the claimed one had room: the first that refuses is the one to blame."""
    start, _, per_offer, offer_holder, group, groups, _ = limits
    answer = YES
    for earlier in range(1, number):
        size, used, cut_off, need, may_pass = resource(i, contract, t, earlier, limits, tables, pots)
        if size < 0 or need == 0:
            continue
        if need > size or (turn > cut_off and not may_pass):
            return NO
        if need > size - used + own_need(i, contract, t, held, earlier, limits, tables, pots):
            if earlier >= TIER_PLACES:
                answer = UNSURE
                continue
            c = earlier - 1
            at = start[c] + (offer_holder[c, contract[OFFER]] if per_offer[c] else groups[group[c], i])
            if last[at] <= turn:
                return NO
            if need > 1:
                answer = UNSURE
    return answer


@njit(cache=True, forceinline=True)
def refusal_holds(
    i: int, contract: Any, held: Any, t: int, turn: int, claim: int, limits: Any, tables: Any, last: Any, pots: int
) -> int:
    """Whether the claimed limit truly refused first: over its whole size, first to lack room, or after the cut-off."""
    number = claim % CLOSED
    if number < 1 or number > STATE + pots - 1:
        return NO
    earlier = earlier_had_room(i, contract, held, t, turn, number, limits, tables, last, pots)
    size, used, cut_off, need, may_pass = resource(i, contract, t, number, limits, tables, pots)
    if earlier == NO or size < 0 or need == 0 or (need > size) != (claim >= OVER_WHOLE_SIZE):
        return NO
    if claim >= OVER_WHOLE_SIZE:
        return earlier
    if may_pass:
        holds = claim < CLOSED and turn >= cut_off  # whether there was room is asked of every such claim, in audit.py
    elif claim >= CLOSED:
        holds = turn > cut_off
    else:
        own = own_need(i, contract, t, held, number, limits, tables, pots)
        holds = turn == cut_off and need > size - used + own
    return earlier if holds else NO


@njit(cache=True, forceinline=True)
def grant_holds(i: int, contract: Any, t: int, turn: int, limits: Any, tables: Any, pots: int) -> bool:
    """Whether no limit that the contract needs was closed before the turn."""
    for number in range(1, STATE + pots):
        size, _, cut_off, need, may_pass = resource(i, contract, t, number, limits, tables, pots)
        if size >= 0 and need > 0 and (need > size or (turn > cut_off and not may_pass)):
            return False
    return True


@njit(cache=True, forceinline=True)
def walk(
    i: int,
    contracts: Any,
    nothing: Any,
    owner: int,
    held: int,
    granted_tier: int,
    turns: Any,
    waited: Any,
    reason: Any,
    reason_tier: Any,
    belonging: Any,
    limits: Any,
    tables: Any,
    last_grant: Any,
    pots: int,
) -> int:
    """Follows one applicant through her wishes and tiers; the first thing that does not hold, or FINE."""
    offer_bits, owner_bits, tier_of_bit, overflow = belonging
    wishes = contracts.shape[0]
    holds = contracts[held] if held >= 0 else nothing
    k, seen, waits, last, asked = 0, 0, 0, -1, False
    t = tier_from(mask_of(offer_bits[contracts[0, OFFER]] & owner_bits[owner], tier_of_bit, overflow), 0)
    while t >= 0:
        turn = turns[t]
        if turn <= last:
            return TURNS
        seen, last, then = seen + 1, turn, -1
        own = holds if granted_tier == t else nothing
        while True:
            contract = contracts[k]
            mask = mask_of(offer_bits[contract[OFFER]] & owner_bits[owner], tier_of_bit, overflow)
            later = mask >> (t + 1) != 0
            number = reason[k] % CLOSED
            if reason[k] != 0 and reason_tier[k] == t:
                if number >= TIER_PLACES and later:
                    return WAITED_WRONGLY
                share = own if number >= TIER_PLACES else holds
                holds_up = refusal_holds(i, contract, share, t, turn, reason[k], limits, tables, last_grant, pots)
                if holds_up == NO:
                    return CLAIM
                asked |= holds_up == UNSURE
                k += 1
                if k == wishes or contracts[k, OFFER] < 0:
                    break
                then = tier_from(mask_of(offer_bits[contracts[k, OFFER]] & owner_bits[owner], tier_of_bit, overflow), t)
                if then != t:
                    break
                then = -1
            elif held == k and granted_tier == t:
                if not grant_holds(i, contract, t, turn, limits, tables, pots):
                    return GRANT
                k += 1
                break
            elif waited[t] != 0:
                waits += 1
                if waited[t] % CLOSED < TIER_PLACES or not later:
                    return WAITED_WRONGLY
                holds_up = refusal_holds(i, contract, nothing, t, turn, waited[t], limits, tables, last_grant, pots)
                if holds_up == NO:
                    return CLAIM
                asked |= holds_up == UNSURE
                then = tier_from(mask, t + 1)
                break
            else:
                return UNCLAIMED
        t = then
    for u in range(len(turns)):
        seen -= turns[u] >= 0
        waits -= waited[u] != 0
    for rest in range(k, wishes):
        if reason[rest] != 0 or held == rest:
            return LEFTOVER
    if seen != 0 or waits != 0 or (held >= 0 and held != k - 1):
        return LEFTOVER
    return ASK if asked else FINE


@njit(cache=True, parallel=True)
def check_everyone(
    contracts: Any,
    owner: Any,
    approved: Any,
    log: Any,
    turns: Any,
    belonging: Any,
    limits: Any,
    tables: Any,
    last_grant: Any,
    pots: int,
) -> Any:
    """One verdict per applicant, in any order: nobody's check leans on another's."""
    n, wishes, tiers = len(owner), contracts.shape[1], turns.shape[1]
    verdict, nothing = np.zeros(n, np.int8), np.full(6, -1, np.int32)
    for i in prange(n):
        row = log[i]
        waited, reason = row[3 : 3 + tiers], row[3 + tiers : 3 + tiers + wishes]
        if not approved[i] or contracts[i, 0, OFFER] < 0:
            loud = row[0] >= 0
            for t in range(tiers):
                loud |= turns[i, t] >= 0 or waited[t] != 0
            for k in range(wishes):
                loud |= reason[k] != 0
            verdict[i] = NOT_IN_LIST if loud else FINE
        else:
            verdict[i] = walk(
                i,
                contracts[i],
                nothing,
                owner[i],
                row[0],
                row[1],
                turns[i],
                waited,
                reason,
                row[3 + tiers + wishes :],
                belonging,
                limits,
                tables,
                last_grant,
                pots,
            )
    return verdict


@njit(cache=True)
def unfounded(who: Any, tier: Any, verdict: Any, contracts: Any, log: Any, limits: Any, size: Any, tiers: int) -> int:
    """How many of those whose verdict is ASK blame a limit although an earlier one had no room, counting as we go."""
    start, need_column, per_offer, offer_holder, group, groups, holders = limits
    used, found, wishes = np.zeros(holders, np.int64), 0, contracts.shape[1]
    for turn in range(len(who)):
        i, t = who[turn], tier[turn]
        if verdict[i] == ASK:
            for k in range(wishes):
                blamed, waits = 0, False
                if log[i, 3 + tiers + k] != 0 and log[i, 3 + tiers + wishes + k] == t:
                    blamed = log[i, 3 + tiers + k] % CLOSED
                elif log[i, 3 + t] != 0 and (log[i, 3 + tiers + k] == 0 or log[i, 3 + tiers + wishes + k] > t):
                    blamed, waits = log[i, 3 + t] % CLOSED, True
                for c in range(min(blamed - 1, len(start))):
                    offer = contracts[i, k, OFFER]
                    at = start[c] + (offer_holder[c, offer] if per_offer[c] else groups[group[c], i])
                    need: Any = 1 if need_column[c] < 0 else np.int64(contracts[i, k, need_column[c]])
                    found += size[at] >= 0 and need > 0 and need > size[at] - used[at]
                if waits:  # no wish after the one she waits with is tried in this turn
                    break
        if log[i, 1] == t:
            contract = contracts[i, log[i, 0]]
            for c in range(len(start)):
                at = start[c] + (offer_holder[c, contract[OFFER]] if per_offer[c] else groups[group[c], i])
                used[at] += 1 if need_column[c] < 0 else np.int64(contract[need_column[c]])
    return found


@njit(cache=True)
def turn_owners(turns: Any, total: int) -> Any:
    """Turn → applicant, and turn → tier; -1 where a turn is missing."""
    who, tier = np.full(total, -1, np.int32), np.full(total, -1, np.int8)
    for i in range(turns.shape[0]):
        for t in range(turns.shape[1]):
            if turns[i, t] >= total:
                return who[:0], tier[:0]
            if turns[i, t] >= 0:
                who[turns[i, t]], tier[turns[i, t]] = i, t
    return who, tier


@njit(cache=True)
def unmet_cut_offs(who: Any, tier: Any, contracts: Any, log: Any, limits: Any, cut_off: Any, tier_cut_off: Any) -> int:
    """How many stated cut-offs do not stand at a turn whose applicant claims that very limit, as the first."""
    start, _, per_offer, offer_holder, group, groups, holders = limits
    unmet, tiers = 0, tier_cut_off.shape[0]
    for c in range(len(start)):
        for at in range(start[c], start[c + 1] if c + 1 < len(start) else holders):
            turn = cut_off[at]
            if turn == NEVER:
                continue
            met = False
            if turn < len(who):
                i = who[turn]
                for k in range(contracts.shape[1]):
                    offer = contracts[i, k, OFFER]
                    if log[i, 3 + tiers + k] == c + 1 and log[i, 3 + tiers + contracts.shape[1] + k] == tier[turn]:
                        holder = start[c] + (offer_holder[c, offer] if per_offer[c] else groups[group[c], i])
                        met |= holder == at
            unmet += not met
    for t in range(tiers):
        for at in range(tier_cut_off.shape[1]):
            turn = tier_cut_off[t, at]
            if turn == NEVER:
                continue
            met = turn < len(who) and tier[turn] == t and log[who[turn], 3 + t] == TIER_PLACES + at
            if turn < len(who) and tier[turn] == t:
                for k in range(contracts.shape[1]):
                    row = log[who[turn]]
                    met |= row[3 + tiers + k] == TIER_PLACES + at and row[3 + tiers + contracts.shape[1] + k] == t
            unmet += not met
    return unmet


TOP_RANKED, LACKS_CREDITS, SHARE, RANK_PER_FTE, OWNER_RANK, DRAW = range(6)


@njit(cache=True)
def compared(
    a: int, b: int, codes: Any, skip_share: bool, rank: Any, fte: Any, owner: Any, lacks: Any, within: Any
) -> int:
    """-1 when a goes before b by the criteria, 1 after, 0 when only the draw can tell. Fractions by cross products."""
    for code in codes:
        one, two = np.int64(0), np.int64(0)
        if code == TOP_RANKED:
            one, two = np.int64(rank[a] != 1), np.int64(rank[b] != 1)
        elif code == LACKS_CREDITS:
            one, two = np.int64(not lacks[a]), np.int64(not lacks[b])
        elif code == SHARE and not skip_share:
            one, two = -np.int64(within[a]), -np.int64(within[b])
        elif code in (OWNER_RANK, RANK_PER_FTE):
            if (rank[a] == 0) != (rank[b] == 0):
                return -1 if rank[b] == 0 else 1
            one, two = np.int64(rank[a]), np.int64(rank[b])
            if code == RANK_PER_FTE:
                one, two = one * max(fte[owner[b]], 1), two * max(fte[owner[a]], 1)
        if one != two:
            return -1 if one < two else 1
    return 0


@njit(cache=True)
def check_order(
    tier: Any, codes: Any, rank: Any, fte: Any, owner: Any, lacks: Any, within: Any, shared: int, share: Any
) -> Any:
    """(faults, turns that the draw must tell apart): neighbours in a tier, and each owner's own in the shared tier.

    rank, owner, lacks and within stand in the order of the turns.
    """
    faults, ties = 0, []
    last = np.full(len(fte), -1, np.int64)
    for turn in range(len(tier)):
        a, b = turn - 1, turn
        if turn and tier[turn] == tier[turn - 1]:
            order = compared(a, b, codes, tier[turn] != shared, rank, fte, owner, lacks, within)
            faults += order > 0
            if order == 0:
                ties.append((np.int64(a), np.int64(b)))
        elif turn and tier[turn] < tier[turn - 1]:
            faults += 1
        if tier[turn] == shared:
            before = last[owner[b]]
            if before >= 0:
                order = compared(before, b, codes, True, rank, fte, owner, lacks, within)
                faults += order > 0
                if order == 0:
                    ties.append((before, np.int64(b)))
            last[owner[b]] = b
            faults += (share[owner[b]] > 0) != (within[b] == 1)
            share[owner[b]] -= 1
    return faults, ties
