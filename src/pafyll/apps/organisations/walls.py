"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Called, OfPerson, Unwalled, Wall

WALLS: tuple[Wall | Unwalled | OfPerson | Called, ...] = (
    Wall("organisations.IdentityNumber"),
    Unwalled("Organisation", "public: the register of units"),
    Unwalled("Person Employment RoleGrant", "who is who and who may do what is asked before the reader is known"),
    OfPerson("person:*"),
    Called("organisation:*", "organisations.Organisation"),
)
