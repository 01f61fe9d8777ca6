"""Nobody finds out a small count: not from a sum, not from several tables, not from two releases."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pafyll.domain.statistics.disclosure import LIMIT, Why, protect
from pafyll.domain.statistics.tables import Cell, InconsistentTables, Table, cells_of, lines_of, with_totals
from tests.domain.statistics.attacker import found_out

YEARS, COUNTIES, SEXES = ("2024", "2025"), ("03", "11", "50"), ("f", "m")


def table(*dimensions: str, counts: Mapping[tuple[str, ...], int]) -> Table:
    return with_totals("x", dimensions, counts)


def test_totals_are_counted_for_every_dimension():
    one = table("county", "sex", counts={("03", "f"): 7, ("03", "m"): 6, ("11", "f"): 9})

    assert one.counts["", ""] == 22
    assert one.counts["03", ""] == 13
    assert one.counts["11", "m"] == 0


def test_a_small_count_is_hidden_with_another_so_that_the_sum_does_not_give_it_away():
    one = table("county", counts={("03",): 3, ("11",): 40, ("50",): 60})

    hidden = protect([one]).hidden

    assert hidden == {
        frozenset({("figure", "x"), ("county", "03")}): Why.SMALL,
        frozenset({("figure", "x"), ("county", "11")}): Why.PROTECTS,
    }


def test_two_small_counts_that_are_small_together_need_a_third():
    one = table("county", counts={("03",): 1, ("11",): 2, ("50",): 60})

    assert len(protect([one]).hidden) == 3


def test_a_zero_is_shown_and_protects_nobody():
    one = table("county", counts={("03",): 3, ("11",): 0, ("50",): 60})

    hidden = protect([one]).hidden

    assert frozenset({("figure", "x"), ("county", "11")}) not in hidden
    assert frozenset({("figure", "x"), ("county", "50")}) in hidden


def test_what_another_table_shows_cannot_be_used():
    """The county's total stands in a table of its own, where only the sexes of one county are small."""
    detailed = table("county", "sex", counts={("03", "f"): 2, ("03", "m"): 30, ("11", "f"): 25, ("11", "m"): 31})
    coarse = table("county", counts={("03",): 32, ("11",): 56})

    hidden = set(protect([detailed, coarse]).hidden)

    assert found_out([detailed, coarse], hidden, LIMIT) == {}
    assert len(hidden) == 4  # a block of two counties and two sexes


def test_a_cell_hidden_in_an_earlier_release_stays_hidden():
    before = table("county", counts={("03",): 3, ("11",): 40, ("50",): 60})
    after = table("county", counts={("03",): 6, ("11",): 40, ("50",): 60})

    first = protect([before]).hidden
    second = protect([after], earlier=first).hidden

    assert set(first) <= set(second)
    assert protect([after]).hidden == {}


def test_that_none_of_a_few_were_granted_is_not_shown_of_any_later_step():
    order = ("applied", "granted", "started")
    counts = {"applied": {("03",): 3, ("11",): 40, ("50",): 9}, "granted": {("03",): 0, ("11",): 30, ("50",): 0}}
    tables = [
        with_totals(figure, ("county",), counts.get(figure, {("11",): 20, ("03",): 0, ("50",): 0})) for figure in order
    ]

    hidden = protect(tables, order=order).hidden

    def of(figure: str, county: str) -> Why | None:
        return hidden.get(frozenset({("figure", figure), ("county", county)}))

    assert of("granted", "03") == of("started", "03") == Why.NONE_OF_FEW
    assert of("granted", "50") is None  # nine is no longer a few


def test_tables_that_disagree_are_refused():
    with pytest.raises(InconsistentTables):
        cells_of([table("county", counts={("03",): 3}), table("sex", counts={("f",): 4})])  # the sums of all differ


COUNTS = st.lists(st.integers(0, 30), min_size=12, max_size=12)


@given(COUNTS)
@settings(max_examples=60, deadline=None)
def test_an_attacker_with_every_table_finds_out_nothing(counts):
    detailed = table("year", "county", "sex", counts=dict(zip(product(YEARS, COUNTIES, SEXES), counts, strict=True)))
    tables = [detailed, _without(detailed, 2), _without(detailed, 1), _without(detailed, 0)]

    assert found_out(tables, set(protect(tables).hidden), LIMIT) == {}


@given(COUNTS, st.lists(st.integers(0, 100), min_size=12, max_size=12))
@settings(max_examples=60, deadline=None)
def test_that_more_apply_than_are_granted_gives_nothing_away(counts, shares):
    keys = list(product(YEARS, COUNTIES, SEXES))
    granted = [count * share // 100 for count, share in zip(counts, shares, strict=True)]
    tables = [
        with_totals("applied", ("year", "county", "sex"), dict(zip(keys, counts, strict=True))),
        with_totals("granted", ("year", "county", "sex"), dict(zip(keys, granted, strict=True))),
    ]
    order = ("applied", "granted")

    assert found_out(tables, set(protect(tables, order=order).hidden), LIMIT, order) == {}


@given(COUNTS)
@settings(max_examples=30, deadline=None)
def test_everything_that_is_small_is_hidden_and_no_zero_is(counts):
    tables = [table("year", "county", "sex", counts=dict(zip(product(YEARS, COUNTIES, SEXES), counts, strict=True)))]
    cells, hidden = cells_of(tables), protect(tables).hidden

    assert {cell for cell, count in cells.items() if 0 < count < LIMIT} <= set(hidden)
    assert not [cell for cell in hidden if cells[cell] == 0]


def test_the_attacker_finds_what_is_only_hidden_where_it_is_small():
    """The test itself is tried: without secondary hiding the attacker succeeds."""
    one = table("county", "sex", counts={("03", "f"): 2, ("03", "m"): 30, ("11", "f"): 25, ("11", "m"): 31})
    small: set[Cell] = {cell for cell, count in cells_of([one]).items() if 0 < count < LIMIT}

    assert found_out([one], small, LIMIT) == {frozenset({("figure", "x"), ("county", "03"), ("sex", "f")}): (2, 2)}
    assert lines_of([one])


def _without(detailed: Table, at: int) -> Table:
    kept = [name for i, name in enumerate(detailed.dimensions) if i != at]
    counts = {
        (*key[:at], *key[at + 1 :]): count
        for key, count in detailed.counts.items()
        if key[at] == "" and "" not in (*key[:at], *key[at + 1 :])
    }
    return with_totals("x", kept, counts)


def test_a_number_that_a_release_has_shown_protects_nobody_in_the_next():
    """11 was shown when 03 was not there. Now only 50, which is new as well, can hide 03."""
    cells = {county: frozenset({("figure", "x"), ("county", county)}) for county in COUNTIES}
    now = table("county", counts={("03",): 3, ("11",): 40, ("50",): 60})

    hidden = set(protect([now], known={cells["11"]: 40}).hidden)

    assert hidden == {cells["03"], cells["50"]}


def test_that_none_of_a_few_were_granted_cannot_be_calculated():
    """The zero is alone in its sum, so another number is hidden with it."""
    order = ("applied", "granted")
    tables = [
        with_totals("applied", ("county",), {("03",): 3, ("11",): 40, ("50",): 30}),
        with_totals("granted", ("county",), {("03",): 0, ("11",): 30, ("50",): 20}),
    ]

    hidden = set(protect(tables, order=order).hidden)

    assert len([cell for cell in hidden if ("figure", "granted") in cell]) == 2
