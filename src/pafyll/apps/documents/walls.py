"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Unwalled, Wall

WALLS: tuple[Wall | Unwalled, ...] = (Wall("documents.Document", about="about"),)
