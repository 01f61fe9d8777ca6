"""The order inside a tier: exact fractions, and a draw that anyone can check."""

from __future__ import annotations

import hashlib
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.allocation import draw_number
from pafyll.domain.allocation.criteria import rank_per_teacher_fte
from tests.domain.allocation.instances import problem_of
from tests.domain.allocation.long import examples


@examples()
@given(st.lists(st.tuples(st.integers(1, 200_000), st.integers(1, 2**31)), min_size=2, max_size=6))
def test_rank_against_teacher_fte_is_compared_exactly(pairs: list[tuple[int, int]]) -> None:
    rows = [{"owner": i, "rank": rank, "wishes": []} for i, (rank, _) in enumerate(pairs)]
    key = rank_per_teacher_fte(problem_of(rows, [("music", 1)], [{"fte": fte} for _, fte in pairs]))

    for a, one in enumerate(pairs):
        for b, two in enumerate(pairs):
            assert (key[a] < key[b]) == (Fraction(*one) < Fraction(*two))


def test_the_draw_is_the_start_of_a_sha256_that_anyone_can_compute() -> None:
    digest = hashlib.sha256(b"2030-04-01 12.00:S\xc3\xb8k-17").hexdigest()

    assert draw_number("2030-04-01 12.00", "Søk-17") == int(digest[:16], 16)


def test_unranked_applications_go_last() -> None:
    rows = [{"owner": 0, "rank": rank, "wishes": []} for rank in (0, 5, 1)]
    key = rank_per_teacher_fte(problem_of(rows, [("music", 1)], [{"fte": 100}]))

    assert np.argsort(key).tolist() == [2, 1, 0]
