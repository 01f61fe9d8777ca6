"""When people are asked: what sets a survey off, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pafyll.domain.lifecycles.lifecycle import Status
from pafyll.domain.values import Semester


class Moment(Status):
    """What must have happened to somebody before the question makes sense."""

    COMPLETED = "completed", "Studiet er fullført"
    HALF_WAY = "half_way", "Halvveis i studiet"
    DROPPED_OUT = "dropped_out", "Har sluttet underveis"
    TWO_YEARS_LATER = "two_years_later", "To år etter fullført studium"
    PROJECT_FINISHED = "project_finished", "Et prosjekt er avsluttet"
    BY_LIST = "by_list", "Etter en liste med adresser"


def half_way_on(semesters: Sequence[Semester]) -> date | None:
    """The first day after half of the semesters; None where there are fewer than two. Autumn ends with December."""
    ordered = sorted(semesters)
    if len(ordered) < 2:
        return None
    return ends_before(ordered[len(ordered) // 2 - 1])


def ends_before(semester: Semester) -> date:
    """The first day that is not in the semester: 1 January, or 1 August."""
    year = int(semester.code[:4])
    return date(year + 1, 1, 1) if semester.is_autumn else date(year, 8, 1)


def two_years_after(day: date) -> date:
    """The same day two years later; 28 February for a leap day."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + 2, day=28 if leap else day.day)
