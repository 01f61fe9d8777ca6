"""Nobody can reckon their way to fewer answers than was promised, whatever they put together of what is shown."""

from __future__ import annotations

import os
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pafyll.domain.surveys.blocks import blocks_of, may_be_shown

MANY = settings(max_examples=10_000 if os.environ.get("PAFYLL_LONG") == "1" else 200, deadline=None)
CODES = st.sampled_from(["", "a", "b", "c"])
COUNTS = st.dictionaries(st.tuples(CODES, CODES, CODES), st.integers(0, 9), max_size=12)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({("a", "x"): 5, ("b", "x"): 5}, [5, 5]),
        ({("a", "x"): 5, ("b", "x"): 4}, [9]),  # four could be found by taking five from nine
        ({("a", "x"): 3, ("a", "y"): 2, ("b", "x"): 7}, [5, 7]),  # the last dimension is given up first
        ({("a", "x"): 6, ("a", "y"): 2, ("b", "x"): 7}, [7, 8]),  # the two stay with their own
        ({("a", "x"): 4}, []),
        ({}, []),
        ({("a", "x"): 0, ("b", "x"): 5}, [5]),
    ],
)
def test_cells_come_together_until_there_are_five_in_each_block(counts, expected):
    assert sorted(one.count for one in blocks_of(counts, 5)) == sorted(expected)


def test_a_block_says_what_is_true_of_all_its_cells_and_no_more():
    (first, second) = sorted(blocks_of({("a", "x"): 3, ("a", "y"): 3, ("b", "x"): 6}, 5), key=lambda one: one.facts)

    assert (first.facts, second.facts) == (("a", ""), ("b", "x"))


@MANY
@given(COUNTS, st.integers(1, 6))
def test_every_block_is_large_enough_and_every_answer_is_in_one_of_them_or_none_is(counts, least):
    blocks = blocks_of(counts, least)
    total = sum(counts.values())

    assert all(one.count >= least for one in blocks)
    assert sum(one.count for one in blocks) == (total if total >= least else 0)
    cells = [cell for one in blocks for cell in one.cells]
    assert len(cells) == len(set(cells))
    assert [one.count for one in blocks] == [sum(counts[cell] for cell in one.cells) for one in blocks]


@MANY
@given(COUNTS, st.integers(2, 6))
def test_whatever_is_shown_no_difference_between_two_sums_is_smaller_than_promised(counts, least):
    """Every set that may be shown, put together in every way that sets can be: with, without and also."""
    blocks = blocks_of(counts, least)
    cells = [cell for cell, count in counts.items() if count][:6]
    groups = [set(some) for size in range(1, len(cells) + 1) for some in combinations(cells, size)]
    shown = [one for one in groups if may_be_shown(one, blocks)]

    for one in shown:
        for other in shown:
            for reckoned in (one & other, one - other, one | other, one ^ other):
                assert sum(counts[cell] for cell in reckoned) == 0 or sum(counts[c] for c in reckoned) >= least


def test_nobody_at_all_is_not_a_group():
    assert not may_be_shown([], blocks_of({("a",): 9}, 5))
    assert not may_be_shown([("b",)], blocks_of({("a",): 9}, 5))
