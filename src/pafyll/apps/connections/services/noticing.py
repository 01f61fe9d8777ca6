"""Noting, with the change itself, that something happened which an address may want to be told of."""

from __future__ import annotations

from collections.abc import Sequence

from pafyll.apps.casework.models import Event
from pafyll.apps.connections.models import HookNotice, Webhook
from pafyll.domain.lifecycles.webhook import WebhookStatus
from pafyll.domain.rules.webhooks import BY_LIFECYCLE, EVENTS

BATCH = 2000


def notice(events: Sequence[Event]) -> None:
    """Leaves a note of each event that anybody could be told of. Nobody who does something waits for more than that.

    One query where nothing is told to anybody, two where something is, none for what is never told.
    """
    told = [one for one in events if type_of(one)]
    if told and Webhook.objects.exclude(status=WebhookStatus.ENDED).exists():
        HookNotice.objects.bulk_create([HookNotice(event=one) for one in told], batch_size=BATCH)


def type_of(event: Event) -> str:
    """What the event is called outside, such as "application.approved"; "" for what is never told."""
    kind, _colon, key = event.about.partition(":")
    thing = BY_LIFECYCLE.get(kind)
    if thing is None or not key.isdigit() or not event.after or event.after == event.before:
        return ""
    found = f"{thing.code}.{event.after}"
    return found if found in EVENTS else ""
