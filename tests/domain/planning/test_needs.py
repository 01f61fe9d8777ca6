"""The needs map: sums that are exact, filters that add up, and small counts that no subtraction brings back."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pafyll.domain.planning.needs import (
    DEVIATION,
    EXEMPT,
    LACKS,
    MEETS,
    TRAITS,
    UNKNOWN,
    VERDICTS,
    Cell,
    Count,
    Teaching,
    grouped,
    level_of,
    people_who,
    tally,
    total,
)
from pafyll.domain.planning.publishing import FEWEST_SHOWN, published

EXAMPLES = 10_000 if os.environ.get("PAFYLL_LONG") else 60
rows = st.builds(
    Teaching,
    school=st.integers(1, 3),
    subject=st.sampled_from(["mathematics", "norwegian", "english"]),
    stage=st.sampled_from(["1-7", "8-10"]),
    school_year=st.integers(2024, 2025),
    person=st.integers(1, 12),
    hours=st.integers(1, 80).map(lambda halves: Decimal(halves) / 2),
    verdict=st.sampled_from(VERDICTS),
    missing=st.integers(0, 60).map(Decimal),
    traits=st.frozensets(st.sampled_from(TRAITS)),
)


def teaching(verdict: str, hours: int = 5, person: int = 1, **given: object) -> Teaching:
    return Teaching(1, "mathematics", "1-7", 2025, person, Decimal(hours), verdict, **given)  # type: ignore[arg-type]


def by_place(row: Teaching) -> tuple[int, str, str]:
    return row.school, row.subject, row.stage


def test_exempt_and_deviation_have_columns_of_their_own_and_never_count_as_met():
    cell = total(tally([teaching(EXEMPT), teaching(DEVIATION), teaching(MEETS), teaching(LACKS)], by_place).values())

    assert [line.count.hours for line in cell.lines] == [5, 5, 5, 5, 0]
    assert cell.part(MEETS) == Fraction(1, 4)


def test_one_who_teaches_two_subjects_is_one_person_who_lacks():
    both = [teaching(LACKS), replace(teaching(LACKS), subject="english"), teaching(LACKS, person=2)]

    assert people_who(both, LACKS) == 2
    assert total(tally(both, by_place).values()).of(LACKS).teachers == 3


@pytest.mark.parametrize(
    ("part", "teachers", "level"),
    [("0", 0, 0), ("1/1000", 1, 1), ("99/1000", 1, 1), ("1/10", 1, 2), ("1/4", 1, 3), ("1/2", 1, 4), ("1", 9, 4)],
)
def test_the_shade_follows_the_part_of_the_hours(part, teachers, level):
    assert level_of(Fraction(part), teachers) == level


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(rows, max_size=40))
def test_the_schools_sum_to_the_owner_and_the_verdicts_to_all_hours(given_rows):
    owner = total(tally(given_rows, lambda row: "owner").values())
    schools = total(tally(given_rows, lambda row: row.school).values())

    assert schools == owner
    assert owner.all == Count(sum((row.hours for row in given_rows), Decimal(0)), len(given_rows))
    assert sum((line.part for line in owner.lines), Fraction(0)) == (1 if given_rows else 0)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(rows, max_size=40))
def test_filters_add_up_whatever_they_filter_by(given_rows):
    cells = tally(given_rows, by_place)

    for position in range(3):
        assert total(grouped(cells, lambda key, at=position: key[at]).values()) == total(cells.values())


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(rows, max_size=60))
def test_what_is_published_concerns_nobody_or_at_least_five(given_rows):
    for key, cell in published(given_rows, by_place).items():
        for what, count in cell.counts.items():
            people = {r.person for r in given_rows if by_place(r) == key and what in (r.verdict, *r.traits)}
            assert count.teachers == 0 or len(people) >= FEWEST_SHOWN


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(rows, max_size=60), st.integers(1, FEWEST_SHOWN - 1), st.integers(1, 9))
def test_with_any_other_small_numbers_in_the_hidden_places_the_published_figures_are_the_same(
    given_rows, people, hours
):
    """So nothing that is shown, and no sum or difference of it, tells what a hidden count was."""
    plain = [replace(row, traits=frozenset()) for row in given_rows]
    shown = published(plain, by_place)
    hidden = [(key, what) for key, cell in shown.items() for what in cell.hidden]
    kept = [row for row in plain if (by_place(row), row.verdict) not in hidden]
    others = [
        Teaching(*key, 2025, 1000 + person, Decimal(hours), what, Decimal(30))
        for key, what in hidden
        for person in range(people)
    ]

    again = published([*kept, *others], by_place)

    assert again == shown
    assert total(again.values()) == total(shown.values())


def test_a_hidden_count_takes_its_missing_credits_with_it():
    cell = published([teaching(LACKS, missing=Decimal(30)), teaching(UNKNOWN, person=2)], by_place)

    assert list(cell.values()) == [Cell({}, Decimal(0), frozenset({LACKS, UNKNOWN}))]
