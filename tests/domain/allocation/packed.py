"""Many small rounds in one: they share nothing, so one run of the engine answers all of them at once."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numba import njit

from pafyll.domain.allocation import Problem

UNUSED = -1


def packed(wishes: Any, places: Any) -> Problem:
    """Round × applicant × wish → offer (-1: none) and round × offer → places, as one problem of one owner."""
    rounds, applicants, _ = wishes.shape
    offers, n = places.shape[1], rounds * applicants
    contracts = np.zeros((n, 4, 6), dtype=np.int32)
    contracts[..., 0] = UNUSED
    shifted = wishes + np.arange(rounds)[:, None, None] * offers
    contracts[:, :2, 0] = np.where(wishes >= 0, shifted, UNUSED).reshape(n, 2)
    nobody = np.full(1, -1, dtype=np.int64)
    return Problem(
        application_ids=_numbered(n),
        person_ids=_numbered(n),
        owner=np.zeros(n, dtype=np.int32),
        owner_rank=np.arange(1, n + 1, dtype=np.int32),
        approved=np.ones(n, dtype=bool),
        lacks_credits=np.zeros(n, dtype=bool),
        contracts=contracts,
        offer_ids=_names(rounds * offers),
        capacity=places.reshape(-1).astype(np.int64),
        subject=("music",) * (rounds * offers),
        owner_ids=("w",),
        teacher_fte=np.full(1, 100, dtype=np.int64),
        quota=nobody,
        budget_autumn=nobody,
        budget_spring=nobody,
        county=("",),
        flags=(frozenset(),),
        state_money=(-1,),
    )


@cache
def _numbered(n: int) -> Any:
    return np.char.zfill(np.arange(n).astype("S8"), 8)


@cache
def _names(n: int) -> tuple[str, ...]:
    return tuple(f"{number:08d}" for number in range(n))


@njit(cache=True)
def next_rounds(state: Any, lists: Any, most_places: int, wishes: Any, places: Any) -> int:
    """Fills wishes and places with the next different rounds and returns how many; state is where it stands.

    state: the wish list of each applicant, then the places of each offer; state[0] < 0 when there are none left.
    Two rounds that differ only in what the offers are called are the same: offers are numbered as they are first
    wished for. Places above the number who wish for an offer change nothing, so they are tried up to that number,
    and up to most_places.
    """
    made, applicants, offers = 0, wishes.shape[1], places.shape[1]
    wanted = np.zeros(offers, np.int64)
    while state[0] >= 0 and made < len(wishes):
        if not _is_numbered_as_wished(state, lists, applicants):
            _next_lists(state, len(lists), applicants, offers)
            continue
        wanted[:] = 0
        for i in range(applicants):
            for k in range(2):
                wishes[made, i, k] = lists[state[i], k]
                if lists[state[i], k] >= 0:
                    wanted[lists[state[i], k]] += 1
        for j in range(offers):
            places[made, j] = state[applicants + j]
        made += 1
        wanted = np.minimum(wanted, most_places)
        _next_places(state, wanted, len(lists), applicants, offers)
    return made


@njit(cache=True)
def _is_numbered_as_wished(state: Any, lists: Any, applicants: int) -> bool:
    seen = 0
    for i in range(applicants):
        for k in range(2):
            offer = lists[state[i], k]
            if offer > seen:
                return False
            if offer == seen:
                seen += 1
    return True


@njit(cache=True)
def _next_places(state: Any, wanted: Any, lists: int, applicants: int, offers: int) -> None:
    for j in range(offers):
        if state[applicants + j] < wanted[j]:
            state[applicants + j] += 1
            return
        state[applicants + j] = 0
    _next_lists(state, lists, applicants, offers)


@njit(cache=True)
def _next_lists(state: Any, lists: int, applicants: int, offers: int) -> None:
    for i in range(applicants):
        if state[i] < lists - 1:
            state[i] += 1
            return
        state[i] = 0
    state[0] = -1


@njit(cache=True)
def first_feasible(wishes: Any, places: Any, held: Any) -> None:
    """Per round, by trying all distributions in order: the first within the places, best for number 1, then 2, …

    held: which wish each applicant holds; 2 for none, and a wish that is not there is no distribution.
    """
    applicants, offers = wishes.shape[1], places.shape[1]
    used = np.zeros(offers, np.int64)
    for r in range(len(wishes)):
        held[r, :] = 0
        while True:
            used[:] = 0
            is_feasible = True
            for i in range(applicants):
                k = held[r, i]
                if k == 2:
                    continue
                offer = wishes[r, i, k]
                if offer < 0:
                    is_feasible = False
                    break
                used[offer] += 1
                if used[offer] > places[r, offer]:
                    is_feasible = False
                    break
            if is_feasible:
                break
            at = applicants - 1
            while held[r, at] == 2:
                held[r, at] = 0
                at -= 1
            held[r, at] += 1
