"""Who leaves: by age, as an assumption, and by ending a permanent position for good."""

from __future__ import annotations

from datetime import date

import pytest

from pafyll.domain.planning.leaving import Assumption, Job, leavers, reaches_age, turnover

FJORDVIK, NES, OWNER, OTHER = 1, 2, 10, 20


def job(person: int, *, school: int = FJORDVIK, owner: int = OWNER, ends: date | None = None, **given: object) -> Job:
    starts = given.pop("starts", date(2015, 8, 1))
    return Job(person, school, owner, starts, ends, bool(given.pop("permanent", True)))  # type: ignore[arg-type]


@pytest.mark.parametrize(("born", "reaches"), [(1968, True), (1969, False), (1950, True), (None, None)])
def test_the_age_is_reached_within_the_years_counted_by_calendar_year(born, reaches):
    assert reaches_age(born, Assumption(age=62, years=5), 2025) is reaches


@pytest.mark.parametrize(
    ("ends", "year_left"),
    [(date(2025, 8, 1), 2024), (date(2025, 8, 2), 2025), (date(2026, 1, 1), 2025), (date(2026, 8, 1), 2025)],
)
def test_a_position_that_lasts_through_31_july_ended_with_that_school_year(ends, year_left):
    jobs = [job(1, ends=ends)]

    assert [year for year in (2024, 2025, 2026) if leavers(jobs, year)] == [year_left]


def test_one_who_goes_on_at_another_school_of_the_owner_has_not_left():
    moved = [job(1, ends=date(2025, 8, 1)), job(1, school=NES, starts=date(2025, 8, 1))]

    assert leavers(moved, 2024) == frozenset()
    assert leavers([moved[0], job(1, school=9, owner=OTHER, starts=date(2025, 8, 1))], 2024) == {1}


def test_temporary_positions_end_without_anyone_having_left():
    assert leavers([job(1, ends=date(2025, 8, 1), permanent=False)], 2024) == frozenset()


def test_turnover_counts_those_who_were_there_when_the_year_began():
    jobs = [job(1), job(2, ends=date(2025, 8, 1)), job(3, starts=date(2024, 11, 1)), job(4, school=NES)]

    found = turnover(jobs, 2024, {FJORDVIK})

    assert (found.at_start, found.left, str(found.part)) == (2, 1, "1/2")
