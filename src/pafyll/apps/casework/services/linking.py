"""Putting what has happened into the chain: in batches, by one at a time, so that those who write never wait.

An event that was under way when a batch was made has a lower key than some that are linked already: it is looked for
among the last LOOK_BACK keys, and comes in the next batch. The order of the chain is the order of linking.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.casework.models import Event, HistoryHead, HistoryLink
from pafyll.apps.casework.sealing_events import FIRST, link_hash

BATCH = 2000
LOOK_BACK = 50_000  # keys: far more than are ever under way at once


def link_history(*, at: datetime) -> HistoryHead:
    """Links everything that is not linked, and gives the head. Safe to run at any time and by several at once."""
    while _link_batch(at):
        pass
    return head()


def head() -> HistoryHead:
    """The last link. Number 0 where nothing is linked."""
    return HistoryHead.objects.order_by("pk").first() or HistoryHead(pk=1, hash=FIRST)


@transaction.atomic
def _link_batch(at: datetime) -> int:
    HistoryHead.objects.get_or_create(pk=1, defaults={"hash": FIRST})
    last = HistoryHead.objects.select_for_update().get(pk=1)
    events = _not_linked(last.reached)
    links, previous = [], last.hash
    for number, event in enumerate(events, start=last.number + 1):
        made = link_hash(previous=previous, number=number, event_id=event.pk, seal=event.seal)
        links.append(HistoryLink(number=number, event=event, previous=previous, hash=made))
        previous = made
    if links:
        HistoryLink.objects.bulk_create(links)
        _move_head(last, links[-1], reached=max(event.pk for event in events), at=at)
    return len(links)


def _not_linked(reached: int) -> list[Event]:
    rows = Event.objects.filter(pk__gt=reached - LOOK_BACK, link__isnull=True)
    return list(rows.only("pk", "seal").order_by("pk")[:BATCH])


def _move_head(last: HistoryHead, link: HistoryLink, *, reached: int, at: datetime) -> None:
    last.number, last.hash, last.linked_at = link.number, link.hash, at
    last.reached = max(last.reached, reached)
    last.save()
