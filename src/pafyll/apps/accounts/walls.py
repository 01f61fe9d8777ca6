"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Unwalled, Wall

WALLS: tuple[Wall | Unwalled, ...] = (
    Unwalled("User LogIn", "names stand on what people have done, and a log-in is looked up before anybody is known"),
    Unwalled("OpenSession", "ended by the provider, who is nobody with us"),
)
