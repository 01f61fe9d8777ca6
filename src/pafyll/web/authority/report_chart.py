"""An own report as a picture: the same numbers as its table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pafyll.apps.statistics.queries.own_reports import FIGURES, ReportChoice, ReportTable
from pafyll.web.components.charts import BarFigure, Series

MOST_BARS, MOST_SERIES = 20, 5  # what can be told apart


def chart_of(table: ReportTable, choice: ReportChoice) -> BarFigure | None:
    """Bars of the chosen figure, the longest first where there are more than fit; None where nothing is counted."""
    title, last = _(FIGURES[choice.figure]), len(table.headings) - 2
    at = last if len(choice.groups) == 2 else list(FIGURES).index(choice.figure)
    longest = sorted((row for row in table.rows if row[1][at]), key=lambda row: -row[1][at])[:MOST_BARS]
    shown = [row for row in table.rows if row in longest]
    if not shown:
        return None
    note = _("De %(count)s største av %(all)s.") % {"count": len(shown), "all": len(table.rows)}
    series = _stacked(table, shown) if len(choice.groups) == 2 else [Series(title, [row[1][at] for row in shown])]
    return BarFigure(
        title, [word for word, _numbers in shown], series, _("søknader"), table.headings[0],
        note=note if len(shown) < len(table.rows) else "",
    )  # fmt: skip


def _stacked(table: ReportTable, shown: list[tuple[str, tuple[int, ...]]]) -> list[Series]:
    """A part for each of the largest columns, and one for the rest together."""
    columns = range(len(table.headings) - 2)
    largest = sorted(columns, key=lambda at: -table.totals[at])
    kept = sorted(largest if len(largest) <= MOST_SERIES else largest[: MOST_SERIES - 1])
    series = [Series(table.headings[at + 1], [row[1][at] for row in shown]) for at in kept]
    if len(kept) == len(largest):
        return series
    rest = [sum(row[1][at] for at in columns if at not in kept) for row in shown]
    return [*series, Series(_("Andre"), rest)]
