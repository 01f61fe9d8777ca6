"""The seal of one event: what it says, under a key that is not in the database. Without the key none can be made.

The first of PAFYLL_HISTORY_KEYS seals, and each of them verifies; so does the key that was made from PAFYLL_FIND_KEY,
which history was sealed with before it had keys of its own (ADR 36).

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
    """What the event's seal is with the key of today."""
    return _seal(event.key.hex, str(event.about), _rest(event))


def key_that_sealed(event: Event) -> int | None:
    """Which key made the event's seal, 0 the newest. None: no key of ours, so the event is altered or not ours."""
    return _key_of(_sealed_words(event.key.hex, str(event.about), _rest(event)), event.seal)


def sealed_alike(event: Event, abouts: Iterable[str]) -> Iterator[tuple[str, UUID, str]]:
    """What each needs that otherwise says the same as the event: what it is about, its own key, and its seal."""
    rest = _rest(event)
    for about in abouts:
        key = uuid4()
        yield about, key, _seal(key.hex, about, rest)


def _seal(key: str, about: str, rest: str) -> str:
    return _mac(_sealed_words(key, about, rest))


def _sealed_words(key: str, about: str, rest: str) -> str:
    return f"{key} {json.dumps(about)} {rest}"


def _rest(event: Event) -> str:
    """All that events about many things may have in common."""
    said = [
        *(str(event.verb), str(event.before), str(event.after), event.why, _alike(event.facts)),
        *(event.by_id, event.at.astimezone(UTC).isoformat(), str(event.author), event.correlation),
    ]
    return json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)


def link_hash(*, previous: str, number: int, event_id: int, seal: str) -> str:
    """The hash of a link: of the one before it, its number, and the event it holds."""
    return _mac(_linked_words(previous, number, event_id, seal))


def key_that_linked(*, made: str, previous: str, number: int, event_id: int, seal: str) -> int | None:
    """Which key made the hash of a link, 0 the newest. None: no key of ours."""
    return _key_of(_linked_words(previous, number, event_id, seal), made)


def _linked_words(previous: str, number: int, event_id: int, seal: str) -> str:
    return f"{previous} {number} {event_id} {seal}"


def _alike(value: Any) -> Any:
    """The same whether it has been in the database or not: numbers as decimals, keys as text, tuples as lists."""
    if isinstance(value, dict):
        return {str(key): _alike(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_alike(one) for one in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format(Decimal(repr(value) if isinstance(value, float) else value).normalize(), "f")
    return str(value) if isinstance(value, str) else value


def keys() -> list[str]:
    """The newest first. The last is the one that finds numbers, for what was sealed before there were others."""
    return [*settings.HISTORY_KEYS, *([settings.FIND_KEY] if settings.FIND_KEY else [])]


def _mac(words: str, key: str = "") -> str:
    made = _begun(key or keys()[0]).copy()
    made.update(words.encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def _key_of(words: str, made: str) -> int | None:
    return next((number for number, key in enumerate(keys()) if hmac.compare_digest(_mac(words, key), made)), None)


@lru_cache(maxsize=16)
def _begun(secret: str) -> hmac.HMAC:
    """The hash with a key made for history alone from the secret: begun once, and copied for each event."""
    return hmac.new(hmac.new(secret.encode(), b"history", hashlib.sha256).digest(), digestmod=hashlib.sha256)
