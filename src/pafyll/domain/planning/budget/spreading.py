"""How a school year's cost falls on two budget years."""

from __future__ import annotations

from pafyll.domain.planning.budget.values import Part
from pafyll.domain.values import Kroner, Percent, SchoolYear

HALF = Percent(50)


def school_year_parts(total: int, school_year: SchoolYear, *, autumn: int = HALF) -> tuple[Part, Part]:
    """The autumn's part in the first budget year and the spring's in the next, exact to the krone.

    autumn is the autumn's share in whole per cent (0–100), halves when nothing else is said. The spring takes the
    rounding, so the two always sum to the total.
    """
    first = Kroner(int(total) * Percent(autumn) // 100)
    return (
        Part(school_year.autumn.budget_year.year, first, school_year.autumn.code),
        Part(school_year.spring.budget_year.year, Kroner(total - first), school_year.spring.code),
    )


def calendar_part(total: int, year: int) -> tuple[Part]:
    """All of it in one budget year."""
    return (Part(year, Kroner(total)),)
