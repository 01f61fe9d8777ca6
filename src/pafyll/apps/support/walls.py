"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Unwalled, Wall

PLANNERS = ("support", "directorate_officer", "directorate_decider")

WALLS: tuple[Wall | Unwalled, ...] = (
    Wall("support.BulkFile", roles=PLANNERS),
    Wall("support.BulkRow", within="file"),
    Unwalled(
        "Reorganisation ReorganisationSource ReorganisationTarget ReorganisationChoice",
        "public from the day that it is approved, and read by everybody who looks for an organisation's old number",
    ),
    Unwalled("FormFault", "counts of wrong answers, without anybody's name or words"),
)
