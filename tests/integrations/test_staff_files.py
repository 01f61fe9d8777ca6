"""Every bad staff file is told of with row, column and what to do, and no part of it is taken in."""

from __future__ import annotations

from datetime import date

import pytest

from pafyll.integrations.tables.staff import read_staff
from tests.integrations.staff_files import make_file, read_cases

CASES = read_cases()
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_bad_file(case, tmp_path):
    staff = read_staff(make_file(case, tmp_path), today=TODAY)

    expect = case["expect"]
    told = [(fault.row, fault.column, f"{fault.text()} {fault.remedy()}") for fault in staff.faults]
    assert len(told) == 1, told
    row, column, text = told[0]
    assert (row, column) == (expect.get("row"), expect.get("column", ""))
    assert expect["text"] in text
    assert row is None or row == 1 or row not in staff.sound["#row"]
    assert (row is None or row == 1) == bool(staff.stops)
    assert not staff.stops or staff.sound.is_empty()


def test_there_are_sixty_and_none_is_told_twice():
    assert len(CASES) >= 60
    assert len({case["case"] for case in CASES}) == len(CASES)
