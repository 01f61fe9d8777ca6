"""Charts of a run and of scenarios side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pafyll.apps.applications.queries.groups import GroupRow
from pafyll.web.authority.protocol import Protocol
from pafyll.web.components.charts import BarFigure, Series

MOST_BARS = 12


def granted_figure(protocol: Protocol) -> BarFigure | None:
    """Granted and refused by subject, the largest subjects first."""
    rows = protocol.stored.get("groups", {}).get("subject", [])[:MOST_BARS]
    if not rows:
        return None
    granted = [row["granted"][0] for row in rows]
    refused = [row["applicants"] - row["granted"][0] for row in rows]
    return BarFigure(
        title=_("Innvilget og avslått etter fag"),
        labels=[row["label"] for row in rows],
        series=[Series(_("Innvilget"), granted), Series(_("Avslått"), refused)],
        unit=_("søknader"),
        label_heading=_("Fag"),
        source=_("Kjøringens protokoll"),
    )


def compared_figures(title: str, heading: str, rows: Sequence[GroupRow], names: Sequence[str]) -> list[BarFigure]:
    """One figure per scenario: how many are granted in each group. Numbers stand in the table of each."""
    shown = rows[:MOST_BARS]
    return [
        BarFigure(
            title=_("%(title)s: %(name)s") % {"title": title, "name": name},
            labels=[row.label for row in shown],
            series=[Series(_("Innvilget"), [row.granted[at] for row in shown])],
            unit=_("plasser"),
            label_heading=heading,
        )
        for at, name in enumerate(names)
    ]
