"""What the budget's pages share, at whatever desk: the year that is asked for, and the figure of the years ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from pafyll.domain.planning.budget import YearRow
from pafyll.web.components.charts import BarFigure, Series

EARLIEST, LATEST = 2000, 2100


def asked_year(given: Mapping[str, str], today: date) -> int:
    """The budget year in the address, else this year."""
    text = given.get("aar", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    return year if EARLIEST <= year <= LATEST else today.year


def figure_of(ahead: Sequence[YearRow]) -> BarFigure:
    """What is covered, what has no cover and what is left, in each of the years."""
    return BarFigure(
        title=_("Årene framover"),
        labels=[str(row.year) for row in ahead],
        series=[
            Series(_("Dekket"), [thousands(row.needed - row.uncovered) for row in ahead]),
            Series(_("Uten dekning"), [thousands(row.uncovered) for row in ahead]),
            Series(_("Igjen"), [thousands(max(0, row.left)) for row in ahead]),
        ],
        unit=_("tusen kroner"),
        label_heading=_("Budsjettår"),
        note=_("Penger som kommer hvert år, er regnet med det siste beløpet. Engangsmidler er ikke med etter sitt år."),
    )


def thousands(amount: int) -> int:
    """The amount in thousand kroner, halves upwards: what a figure has room for. The table beside it is exact."""
    return (int(amount) + 500) // 1000
