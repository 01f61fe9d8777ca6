"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Unwalled, Wall

WALLS: tuple[Wall | Unwalled, ...] = (
    Wall("privacy.Reading", person="person", user="reader"),
    Wall("privacy.DeletionRequest", person="person"),
    Unwalled("RetentionPeriod", "rules, and nothing about people"),
    Unwalled("PersonMerge", "asked of every person whose old key is met, before it is known who asks"),
)
