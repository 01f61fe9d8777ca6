"""Charts as pictures drawn on the server, each with its numbers in a table."""

from __future__ import annotations

from typing import Any

from django import template

from pafyll.web.components.charts import BarFigure, LineFigure, drawn_bars, drawn_lines
from pafyll.web.components.tile_map import TileMap, drawn_map

register = template.Library()


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(figure: BarFigure) -> dict[str, Any]:
    """Bars, one per label; several series are stacked."""
    return {"figure": figure, "drawing": drawn_bars(figure)}


@register.inclusion_tag("components/line_chart.html")
def line_chart(figure: LineFigure) -> dict[str, Any]:
    """Lines over time, one per series."""
    return {"figure": figure, "drawing": drawn_lines(figure)}


@register.inclusion_tag("components/tile_map.html")
def tile_map(figure: TileMap) -> dict[str, Any]:
    """One square for each county."""
    return {"figure": figure, "drawing": drawn_map(figure)}
