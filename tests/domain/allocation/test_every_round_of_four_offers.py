"""Every round of four offers where only places limit, each against every distribution: none is left out.

What is left out are copies: rounds that only name the offers otherwise, and places that nobody can use.
"""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest

from pafyll.domain.allocation import allocate
from tests.domain.allocation.instances import rules_of
from tests.domain.allocation.long import LONG
from tests.domain.allocation.packed import first_feasible, next_rounds, packed

OFFERS, AT_ONCE = 4, 50_000
EVERY = 6  # places: as many as there are applicants
# (applicants, most places of an offer, how many different rounds). Six applicants with every number of places are some
# hundred million rounds, so there an offer has none or one.
SHORT_SIZES = [(1, EVERY, 6), (2, EVERY, 129), (3, EVERY, 4_004), (4, 1, 35_454)]
LONG_SIZES = [*SHORT_SIZES[:3], (4, EVERY, 125_480), (5, EVERY, 3_659_922), (6, 1, 10_484_414)]
SIZES = LONG_SIZES if LONG else SHORT_SIZES
LISTS = [wish for length in (1, 2) for wish in permutations(range(OFFERS), length)]


@pytest.mark.parametrize(("applicants", "most_places", "known"), SIZES)
def test_every_round_comes_out_as_the_first_distribution_that_is_within_the_places(applicants, most_places, known):
    lists = np.array([(*wish, -1)[:2] for wish in LISTS])
    rules, state, tried = rules_of((), ("owner_rank",)), np.zeros(applicants + OFFERS, np.int64), 0
    wishes = np.empty((AT_ONCE, applicants, 2), np.int64)
    places, held = np.empty((AT_ONCE, OFFERS), np.int64), np.empty((AT_ONCE, applicants), np.int64)

    while made := next_rounds(state, lists, most_places, wishes, places):
        first_feasible(wishes[:made], places[:made], held[:made])
        contract = allocate(packed(wishes[:made], places[:made]), rules, "x").contract.reshape(made, applicants)
        outcome = np.where(contract < 0, 2, contract)
        wrong = np.flatnonzero((outcome != held[:made]).any(axis=1))
        assert not len(wrong), (wishes[wrong[0]], places[wrong[0]], outcome[wrong[0]], held[wrong[0]])
        tried += made

    assert tried == known


@pytest.mark.parametrize(("applicants", "known"), [(1, 6), (2, 129)])
def test_no_round_is_left_out_but_copies(applicants, known):
    """The same rounds, found slowly: all of them, each named as the first of those that are like it."""
    assert len({as_first_named(*one) for one in all_rounds(applicants)}) == known


def all_rounds(applicants):
    """Every wish list for everyone, with every number of places up to how many wish for the offer."""
    for wishes in product(LISTS, repeat=applicants):
        wanted = [sum(offer in mine for mine in wishes) for offer in range(OFFERS)]
        for places in product(*(range(number + 1) for number in wanted)):
            yield wishes, places


def as_first_named(wishes, places):
    """The smallest way to write the round, over all ways to name the offers."""
    return min(
        (tuple(tuple(names[offer] for offer in mine) for mine in wishes), tuple(places[i] for i in np.argsort(names)))
        for names in permutations(range(OFFERS))
    )
