"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Called, Unwalled, Wall

WALLS: tuple[Wall | Unwalled | Called, ...] = (
    Unwalled("Release FigureTable", "figures that are published, or wait to be, about no single person"),
    Wall("statistics.SavedReport", user="made_by", member="organisation"),
    Called("figures", "statistics.FigureTable"),
    Called("warehouse", "statistics.Release"),
)
