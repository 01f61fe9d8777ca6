"""Annual duty: printed tables stand as they are, with what they ought to say beside them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pafyll.domain.assignments.duty import TABLES, TITLES, Load, checked, year_that_fits

BY_TITLE = {table.title: table for table in TABLES}


def test_two_departments_print_different_roundings_of_the_same_year():
    rounded, cut = (checked(BY_TITLE[TITLES[age]]) for age in ("from_60", "over_60"))

    assert [(one.row.printed, one.expected, one.deviation) for one in rounded] == [
        (390, 390, 0),
        (622, 622, 0),
        (50, 50, 0),
    ]
    assert [(one.row.printed, one.expected, one.deviation) for one in cut] == [
        (389, 390, -1),
        (621, 622, -1),
        (50, 50, 0),
    ]
    assert rounded[0].exact == Fraction("389.5125")


@pytest.mark.parametrize("age", ["under_60", "over_62"])
def test_a_table_that_does_not_state_its_year_is_not_judged_but_fits_one(age):
    table = BY_TITLE[TITLES[age]]

    assert all(one.expected is None and one.deviation is None and one.adds_up for one in checked(table))
    low, high = year_that_fits(table.rows)
    assert low < high


def test_the_table_that_is_cut_fits_no_year_of_the_other():
    low, high = year_that_fits(BY_TITLE[TITLES["over_60"]].rows)
    assert not low <= Fraction("1657.5") < high
    low, high = year_that_fits(BY_TITLE[TITLES["from_60"]].rows)
    assert low <= Fraction("1657.5") < high


def test_a_load_says_what_is_left_and_when_it_is_too_much():
    assert Load(Fraction(100), Fraction(398)).left == 298
    assert Load(Fraction(100), Fraction(398)).percent == 25
    assert Load(Fraction(400), Fraction(398)).is_too_much
    unknown = Load(Fraction(400), None)
    assert (unknown.left, unknown.percent, unknown.is_too_much) == (None, None, False)
