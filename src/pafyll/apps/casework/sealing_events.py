"""The seal of one event: what it says, under a key that is not in the database. Without the key none can be made.

Numbers are written alike whichever database they come back from, so that a whole event is never taken for an altered.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from pafyll.apps.casework.models.event import Event

FIRST = "0" * 64  # what the first link of the chain hangs on


def sealed(event: Event) -> Event:
    """The event with its seal. Call it before the event is saved."""
    event.seal = seal_of(event)
    return event


def seal_of(event: Event) -> str:
    """What the event's seal must be."""
    return _seal(event.key.hex, str(event.about), _rest(event))


def sealed_alike(event: Event, abouts: Iterable[str]) -> Iterator[tuple[str, UUID, str]]:
    """What each needs that otherwise says the same as the event: what it is about, its own key, and its seal."""
    rest = _rest(event)
    for about in abouts:
        key = uuid4()
        yield about, key, _seal(key.hex, about, rest)


def _seal(key: str, about: str, rest: str) -> str:
    return _mac(f"{key} {json.dumps(about)} {rest}")


def _rest(event: Event) -> str:
    """All that events about many things may have in common."""
    said = [
        *(str(event.verb), str(event.before), str(event.after), event.why, _alike(event.facts)),
        *(event.by_id, event.at.astimezone(UTC).isoformat(), str(event.author), event.correlation),
    ]
    return json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)


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
    made = _begun(settings.FIND_KEY).copy()
    made.update(words.encode("utf-8", "surrogatepass"))
    return made.hexdigest()


@lru_cache(maxsize=4)
def _begun(secret: str) -> hmac.HMAC:
    """The hash with a key of its own, made from the one that finds numbers: begun once, and copied for each event."""
    return hmac.new(hmac.new(secret.encode(), b"history", hashlib.sha256).digest(), digestmod=hashlib.sha256)
