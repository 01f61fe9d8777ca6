"""How many school weeks a school year has: what turns hours a week into hours a year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pafyll.domain.parameters import DatedValue, parameters_from

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="planning")


def school_weeks_on(day: date) -> DatedValue:
    """The fewest weeks that a school year may have on the day, and where that is printed. Raises NoValueInForce."""
    return P["school_weeks"].dated(day)
