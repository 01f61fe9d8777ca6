"""Quantities with a unit and periods of time: the words that every rule is written in."""

from pafyll.domain.values.calendar import BudgetYear, SchoolYear, Semester
from pafyll.domain.values.money import Kroner, by_credits, by_semester, in_instalments, percent_of, shared_by_weight
from pafyll.domain.values.quantities import Credits, Percent, percent_text

__all__ = [
    "BudgetYear",
    "Credits",
    "Kroner",
    "Percent",
    "SchoolYear",
    "Semester",
    "by_credits",
    "by_semester",
    "in_instalments",
    "percent_of",
    "percent_text",
    "shared_by_weight",
]
