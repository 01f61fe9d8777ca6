"""The seal of one event: what it says, under a key that is not in the database. Without the key none can be made.

Numbers are written alike whichever database they come back from, so that a whole event is never taken for an altered.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings

from pafyll.apps.casework.models.event import Event

FIRST = "0" * 64  # what the first link of the chain hangs on


def sealed(event: Event) -> Event:
    """The event with its seal. Call it before the event is saved."""
    event.seal = seal_of(event)
    return event


def seal_of(event: Event) -> str:
    """What the event's seal must be."""
    said = [
        *(event.key.hex, str(event.about), str(event.verb), str(event.before), str(event.after), event.why),
        *(_alike(event.facts), event.by_id, event.at.astimezone(UTC).isoformat(), event.author, event.correlation),
    ]
    return _mac(json.dumps(said, ensure_ascii=False, sort_keys=True, default=str))


def link_hash(*, previous: str, number: int, event_id: int, seal: str) -> str:
    """The hash of a link: of the one before it, its number, and the event it holds."""
    return _mac(f"{previous} {number} {event_id} {seal}")


def _alike(value: Any) -> Any:
    """The same whether it has been in the database or not: numbers as decimals, keys as text, tuples as lists."""
    if isinstance(value, dict):
        return {str(key): _alike(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_alike(one) for one in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format(Decimal(repr(value) if isinstance(value, float) else value).normalize(), "f")
    return str(value) if isinstance(value, str) else value


def _mac(words: str) -> str:
    return hmac.new(_key(settings.FIND_KEY), words.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hmac.new(secret.encode(), b"history", hashlib.sha256).digest()
