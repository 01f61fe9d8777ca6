"""What a change of organisations may look like."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.rules.reorganising import (
    ReorganisationKind,
    Shape,
    Unit,
    divided,
    each_to_one,
    gaps,
    last_in_line,
    summed,
    sums_to,
)

K = ReorganisationKind
TODAY, DAY = date(2026, 3, 10), date(2027, 1, 1)
WEST, EAST, NEW = (Unit(number, "municipality") for number in ("1", "2", "3"))
SCHOOL, OTHER = Unit("4", "school", 1), Unit("5", "school", 1)
DAYS = st.integers(0, 60).map(lambda n: date.fromordinal(DAY.toordinal() + n))


def shape(kind=K.MERGE, sources=(WEST, EAST), targets=(NEW,), heirs=1, day=DAY, source="Forskrift om noe"):
    return Shape(kind, sources, targets, heirs, day, source, "")


@pytest.mark.parametrize(
    "one",
    [
        shape(),
        shape(sources=(WEST,), targets=(EAST,)),
        shape(K.SPLIT, (WEST,), (EAST, NEW)),
        shape(K.CLOSE, (SCHOOL,), (), 0),
        shape(K.MOVE, (SCHOOL,), (EAST,)),
        shape(sources=(SCHOOL,), targets=(OTHER,)),
    ],
)
def test_it_can_be(one):
    assert one.in_order(TODAY)


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (shape(day=TODAY), "day_is_over"),
        (shape(source="nei"), "no_source"),
        (shape(sources=()), "no_sources"),
        (shape(sources=(Unit("9", "provider"),)), "not_changeable"),
        (shape(sources=(Unit("1", "municipality", None, True), EAST)), "closed_already"),
        (shape(targets=(Unit("3", "municipality", None, True),)), "target_closed"),
        (shape(K.SPLIT, (WEST, EAST), (NEW,)), "one_source"),
        (shape(K.SPLIT, (WEST,), (NEW,)), "few_targets"),
        (shape(K.SPLIT, (WEST,), (WEST, NEW)), "splits_into_itself"),
        (shape(targets=(WEST,)), "into_itself"),
        (shape(targets=(NEW, NEW)), "one_target"),
        (shape(K.SPLIT, (WEST,), (NEW, NEW)), "same_target"),
        (shape(heirs=0), "one_heir"),
        (shape(K.MOVE, (WEST,), (EAST,)), "moves_a_school"),
        (shape(K.MOVE, (SCHOOL,), (OTHER,)), "moves_to_an_owner"),
        (shape(targets=(Unit("3", "county_authority"),)), "other_kind"),
        (shape(sources=(SCHOOL,), targets=(Unit("5", "school", 2),)), "other_owner"),
        (shape(K.CLOSE, (SCHOOL,), (OTHER,)), "closed_into"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_cannot_be(one, code):
    assert one.in_order(TODAY).code == code


def test_each_goes_to_exactly_one():
    assert each_to_one([1, 2], [(1, 10), (2, 11)], [10, 11])
    assert each_to_one([1, 2], [(1, 10)], [10, 11]).facts["count"] == 1
    assert each_to_one([1], [(1, 10), (1, 11)], [10, 11]).facts["count"] == 1
    assert not each_to_one([1], [(1, 99)], [10, 11])


def test_no_limit_for_one_is_no_limit_for_all():
    assert summed([2, 3]) == 5
    assert summed([2, None]) is None


def test_the_line_ends_where_it_began_again():
    assert last_in_line("1", {"1": "2", "2": "3"}) == ["2", "3"]
    assert last_in_line("1", {"1": "2", "2": "1"}) == ["2", "1"]


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted).map(tuple), max_size=5), DAYS, DAYS)
def test_gaps_and_what_is_taken_make_up_the_whole_and_never_overlap(taken, start, end):
    if start >= end:
        return
    found = gaps((start, end), taken)

    for ordinal in range(start.toordinal(), end.toordinal()):
        day = date.fromordinal(ordinal)
        covered = any(one[0] <= day < one[1] for one in taken)
        assert sum(one[0] <= day < one[1] for one in found) == (not covered)


@given(DAYS, DAYS)
def test_until_further_notice_goes_on_until_further_notice(start, begins):
    found = gaps((start, None), [(begins, None)])

    assert found == ([] if begins <= start else [(start, begins)])
    assert gaps((start, None), []) == [(start, None)]


PARTS = st.dictionaries(st.integers(1, 5), st.integers(-3, 2_000_000))


@given(st.integers(0, 2_000_000), PARTS, st.sets(st.integers(1, 5), min_size=2), st.data())
def test_whatever_is_said_the_parts_are_the_whole_and_nobody_gets_less_than_nothing(whole, said, among, data):
    targets = sorted(among)
    heir = data.draw(st.sampled_from(targets))

    parts = divided(whole, said, targets, heir)

    assert sorted(parts) == targets
    assert sum(parts.values()) == whole
    assert min(parts.values()) >= 0


@given(st.lists(st.integers(0, 2_000_000), min_size=2, max_size=5), st.data())
def test_what_sums_to_the_whole_is_divided_as_it_was_said(amounts, data):
    said = dict(enumerate(amounts))
    heir = data.draw(st.sampled_from(sorted(said)))

    assert sums_to(sum(amounts), amounts)
    assert divided(sum(amounts), said, sorted(said), heir) == said


def test_nothing_said_is_everything_to_the_heir_and_no_limit_is_no_limit_for_each():
    assert divided(7, {}, [1, 2, 3], 2) == {1: 0, 2: 7, 3: 0}
    assert divided(None, {1: 4}, [1, 2], 2) == {1: None, 2: None}
    assert not sums_to(3, [4, -1])
    assert not sums_to(3, [1, 1])
