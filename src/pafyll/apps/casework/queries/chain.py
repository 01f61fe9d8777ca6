"""Whether the history is as it was written: what is altered, gone, or put in from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from pafyll.apps.casework.models import Event, HistoryLink
from pafyll.apps.casework.sealing_events import FIRST, key_that_linked, key_that_sealed
from pafyll.apps.casework.services.linking import head

CHUNK = 2000


@dataclass(frozen=True)
class KnownHead:
    """A head that was written down outside the database: the chain must still have that link."""

    number: int
    hash: str

    @classmethod
    def read(cls, words: str) -> KnownHead:
        """From "1234:ab12…". Raises ValueError."""
        number, colon, said = words.strip().rpartition(" ")[2].partition(":")
        if not colon or not number.isdigit():
            raise ValueError(words)
        return cls(int(number), said)


def heads_outside() -> list[KnownHead]:
    """Those that PAFYLL_HISTORY_HEADS has been given night by night."""
    file = Path(settings.HISTORY_HEADS) if settings.HISTORY_HEADS else None
    lines = file.read_text(encoding="utf-8").splitlines() if file and file.exists() else []
    return [KnownHead.read(line) for line in lines if line.strip() and not line.endswith(f"{'0' * 64}")]


def broken_history(*, known: Iterable[KnownHead] = ()) -> Iterator[str]:
    """One line for each fault, and none where everything is whole. Reads every event once."""
    waited = {one.number: one.hash for one in known}
    number, previous, newest = 0, FIRST, None
    for link in HistoryLink.objects.select_related("event").order_by("number").iterator(CHUNK):
        yield from _gap(number, link.number)
        key = _key_of(link)
        yield from _faults(link, key, previous, waited.pop(link.number, None))
        yield from _put_away(link, key, newest)
        number, previous, newest = link.number, link.hash, key if newest is None or key is None else min(key, newest)
    yield from _end(number, previous)
    yield from (f"link {one}: gone, it was written down outside" for one in sorted(waited))
    yield from _outside_the_chain()


def _gap(last: int, number: int) -> Iterator[str]:
    if number != last + 1:
        yield f"link {last + 1}{f'–{number - 1}' if number > last + 2 else ''}: gone, with its event"


def _faults(link: HistoryLink, key: int | None, previous: str, waited: str | None) -> Iterator[str]:
    event = link.event
    if key_that_sealed(event) is None:
        yield f"event {event.pk} ({event.about}): altered"
    if link.previous != previous:
        yield f"link {link.number}: does not hang on the one before it"
    if key is None or waited not in (None, link.hash):
        yield f"link {link.number}: altered"


def _key_of(link: HistoryLink) -> int | None:
    return key_that_linked(
        made=link.hash, previous=link.previous, number=link.number, event_id=link.event_id, seal=link.event.seal
    )


def _put_away(link: HistoryLink, key: int | None, newest: int | None) -> Iterator[str]:
    """Whoever has an older key cannot add to the end: a newer one has already made links before it."""
    if key is not None and newest is not None and key > newest:
        yield f"link {link.number}: made with a key that was put away before it"


def _end(number: int, previous: str) -> Iterator[str]:
    last = head()
    if (last.number, last.hash) != (number, previous):
        yield f"the end: the chain should end in link {last.number}, and ends in {number}"


def _outside_the_chain() -> Iterator[str]:
    """What is not linked yet has its own seal; what somebody has put in without the key has none that is right."""
    for event in Event.objects.filter(link__isnull=True).order_by("pk").iterator(CHUNK):
        if key_that_sealed(event) is None:
            yield f"event {event.pk} ({event.about}): not written by Påfyll"
