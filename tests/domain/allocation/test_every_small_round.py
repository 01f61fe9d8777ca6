"""Every round of a small size, one by one: all wish lists and all capacities, against every distribution there is.

Money and ranks have too many values to be written out; test_brute_force.py draws those.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

import pytest

from pafyll.domain.allocation import Problem, allocate
from tests.domain.allocation.instances import problem_of, rules_of
from tests.domain.allocation.long import LONG

SIZES = [(2, 5, 3), (3, 4, 2), (4, 3, 2)] if LONG else [(2, 3, 2), (2, 4, 1), (3, 2, 2)]
OWNER = {"fte": 100}
Wishes = tuple[int, ...]


def every_round(offers: int, applicants: int, most_places: int) -> Iterator[tuple[Problem, list[Wishes], Wishes]]:
    """Each wish list of one or two offers for each applicant, and each number of places from none to the most."""
    lists = [wish for length in (1, 2) for wish in permutations(range(offers), length)]
    for capacity in product(range(most_places + 1), repeat=offers):
        table = [("music", places) for places in capacity]
        for wishes in product(lists, repeat=applicants):
            rows = [
                {"owner": 0, "rank": i + 1, "wishes": [(offer, 0, 0, 0, 0, 0) for offer in mine]}
                for i, mine in enumerate(wishes)
            ]
            yield problem_of(rows, table, [OWNER], state_money=(-1,)), list(wishes), capacity


def best_from_the_top(wishes: list[Wishes], capacity: Wishes) -> tuple[int, ...]:
    """Of all distributions within the places, the one that is best for number 1, then for number 2, and so on."""
    feasible = (
        held
        for held in product(*(range(len(mine) + 1) for mine in wishes))
        if all(
            sum(k < len(mine) and mine[k] == offer for mine, k in zip(wishes, held, strict=True)) <= places
            for offer, places in enumerate(capacity)
        )
    )
    return min(feasible)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{} offers × {} applicants, {} places".format(*size))
def test_every_round_of_the_size_comes_out_best_from_the_top_of_the_list(size: tuple[int, int, int]) -> None:
    rules, tried = rules_of((), ("owner_rank",)), 0
    for problem, wishes, capacity in every_round(*size):
        held = allocate(problem, rules, "x").contract.tolist()
        outcome = tuple(len(mine) if k < 0 else k for mine, k in zip(wishes, held, strict=True))
        assert outcome == best_from_the_top(wishes, capacity), (wishes, capacity)
        tried += 1
    lists = size[0] + size[0] * (size[0] - 1)
    assert tried == lists ** size[1] * (size[2] + 1) ** size[0]
