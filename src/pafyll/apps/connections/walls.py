"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Called, Unwalled, Wall

WALLS: tuple[Wall | Unwalled | Called, ...] = (
    Unwalled("AccessToken CallCount KeptAnswer", "asked before it is known who calls; a key is kept as a hash"),
    Unwalled("IssuerKeys", "public keys of whoever issues tokens"),
    Unwalled(
        "Webhook HookNotice HookDelivery",
        "follows a key, which is asked before it is known who calls; says what happened and never to whom",
    ),
    Called("hook_delivery:*", "connections.HookDelivery"),
)
