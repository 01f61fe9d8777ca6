"""Whether the history is as it was written: what is altered, gone, or put in from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from pafyll.apps.casework.models import Event, HistoryLink
from pafyll.apps.casework.sealing_events import FIRST, link_hash, seal_of
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
    number, previous = 0, FIRST
    for link in HistoryLink.objects.select_related("event").order_by("number").iterator(CHUNK):
        yield from _gap(number, link.number)
        yield from _faults(link, previous, waited.pop(link.number, None))
        number, previous = link.number, link.hash
    yield from _end(number, previous)
    yield from (f"link {one}: gone, it was written down outside" for one in sorted(waited))
    yield from _outside_the_chain()


def _gap(last: int, number: int) -> Iterator[str]:
    if number != last + 1:
        yield f"link {last + 1}{f'–{number - 1}' if number > last + 2 else ''}: gone, with its event"


def _faults(link: HistoryLink, previous: str, waited: str | None) -> Iterator[str]:
    event = link.event
    if seal_of(event) != event.seal:
        yield f"event {event.pk} ({event.about}): altered"
    if link.previous != previous:
        yield f"link {link.number}: does not hang on the one before it"
    made = link_hash(previous=link.previous, number=link.number, event_id=event.pk, seal=event.seal)
    if made != link.hash or waited not in (None, link.hash):
        yield f"link {link.number}: altered"


def _end(number: int, previous: str) -> Iterator[str]:
    last = head()
    if (last.number, last.hash) != (number, previous):
        yield f"the end: the chain should end in link {last.number}, and ends in {number}"


def _outside_the_chain() -> Iterator[str]:
    """What is not linked yet has its own seal; what somebody has put in without the key has none that is right."""
    for event in Event.objects.filter(link__isnull=True).order_by("pk").iterator(CHUNK):
        if seal_of(event) != event.seal:
            yield f"event {event.pk} ({event.about}): not written by Påfyll"
