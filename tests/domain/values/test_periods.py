"""School years, semesters and budget years: where they begin and end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.values import BudgetYear, SchoolYear, Semester

years = st.integers(1900, 2200)
days = st.dates(date(1901, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "is_in"),
    [
        (date(2026, 7, 31), False),
        (date(2026, 8, 1), True),
        (date(2027, 7, 31), True),
        (date(2027, 8, 1), False),
    ],
)
def test_a_school_year_lasts_from_1_august_to_31_july(day, is_in):
    assert (day in SchoolYear(2026)) is is_in


@given(days)
def test_every_day_lies_in_exactly_one_school_year(day):
    assert sum(day in SchoolYear(year) for year in range(day.year - 2, day.year + 2)) == 1


@given(years)
def test_a_school_year_begins_on_the_day_after_the_one_before_ends(year):
    first = SchoolYear(year).starts_on

    assert first in SchoolYear(year)
    assert date.fromordinal(first.toordinal() - 1) in SchoolYear(year - 1)


@given(years)
def test_a_school_year_is_read_back_from_both_ways_of_writing_it(year):
    assert SchoolYear.parse(str(SchoolYear(year))) == SchoolYear(year)
    assert SchoolYear.parse(SchoolYear(year).slug) == SchoolYear(year)


def test_the_turn_of_the_century_is_written_with_two_noughts():
    assert SchoolYear(1999).slug == "1999-00"
    assert SchoolYear.parse("1999/2000") == SchoolYear(1999)


@pytest.mark.parametrize("text", ["2026", "2026/28", "2026-26", "26-27", "", "2026/27/28", "x2026-27"])
def test_what_is_not_a_school_year_is_refused(text):
    with pytest.raises(ValueError, match="2026-27"):
        SchoolYear.parse(text)


@given(years)
def test_autumn_and_spring_are_paid_by_two_budget_years(year):
    school_year = SchoolYear(year)

    assert school_year.autumn.budget_year == BudgetYear(year)
    assert school_year.spring.budget_year == BudgetYear(year + 1)


@given(years)
def test_semesters_come_in_order(year):
    autumn, spring = SchoolYear(year).autumn, SchoolYear(year).spring

    assert autumn < spring < SchoolYear(year + 1).autumn
    assert not spring < autumn


@pytest.mark.parametrize("code", ["2026", "2026S", "H2026", "2026h", "20261H", ""])
def test_what_is_not_a_semester_is_refused(code):
    with pytest.raises(ValueError, match="2026H"):
        Semester(code)


def test_a_semester_is_written_in_words():
    assert str(Semester("2026H")) == "høsten 2026"
    assert str(Semester("2027V")) == "våren 2027"


@given(days)
def test_a_day_belongs_to_the_budget_year_of_its_calendar(day):
    assert day in BudgetYear(day.year)
    assert day not in BudgetYear(day.year + 1)
