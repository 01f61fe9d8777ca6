"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from pafyll.domain.privacy import Table, by_officers, nothing_personal

TABLES: tuple[Table, ...] = (
    by_officers(
        "statistics.Release",
        "ordered_by published_by",
        "number status note as_of limit labels rounding ordered_at published_at",
    ),
    nothing_personal("statistics.FigureTable", "release figure version dimensions cells"),
    by_officers("statistics.SavedReport", "made_by", "name choice is_shared organisation made_at"),
)
