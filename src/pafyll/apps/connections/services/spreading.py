"""From what has happened to a telling for each address that asked for it and may read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from pafyll.apps.casework.models import Event
from pafyll.apps.connections.models import AccessToken, HookDelivery, HookNotice, Webhook
from pafyll.apps.connections.services.noticing import type_of
from pafyll.apps.connections.things import readable
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.lifecycles.webhook import WebhookStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.webhooks import THINGS, is_asked_for

AT_ONE_GO = 1000
Happened = dict[str, dict[int, list[tuple[str, Event]]]]  # thing → its key → what happened to it


def spread(*, at: datetime, machine: datetime) -> int:
    """Writes the tellings of what was noted, and removes the notes, in one transaction. How many notes.

    A crew that is killed has done both or neither; two at once take different notes.
    """
    if not HookNotice.objects.exists():
        return 0
    with transaction.atomic():
        rows = HookNotice.objects.select_for_update(skip_locked=True, of=("self",)).select_related("event")
        notices = list(rows.order_by("pk")[:AT_ONE_GO])
        happened = _by_thing(one.event for one in notices)
        deliveries = [one for hook in live_webhooks(at) for one in _tellings(hook, happened, at, machine)]
        deliveries.sort(key=lambda one: (one.webhook_id, one.notice))  # told in the order that it was written down
        HookDelivery.objects.bulk_create(deliveries, batch_size=AT_ONE_GO, ignore_conflicts=True)
        HookNotice.objects.filter(pk__in=[one.pk for one in notices]).delete()
    return len(notices)


def live_webhooks(at: datetime) -> QuerySet[Webhook]:
    """Those that are not ended, and whose key works. One that is paused is told later."""
    rows = Webhook.objects.exclude(status=WebhookStatus.ENDED).filter(_with_a_key_that_works(at))
    return rows.select_related("token__holder", "token__organisation")


def viewer_behind(token: AccessToken, at: datetime) -> Viewer:
    """What the key's system may see."""
    user = token.holder
    user.acts_only_for = token.organisation_id
    return viewer_of(user, day=norwegian_day(at))


def _with_a_key_that_works(at: datetime) -> Q:
    return Q(token__revoked_at=None, token__expires_at__gt=at, token__holder__is_active=True)


def _by_thing(events: Iterable[Event]) -> Happened:
    found: Happened = defaultdict(lambda: defaultdict(list))
    for event in events:
        kind = type_of(event)
        found[kind.partition(".")[0]][int(event.about.partition(":")[2])].append((kind, event))
    return found


def _tellings(hook: Webhook, happened: Happened, at: datetime, machine: datetime) -> Iterator[HookDelivery]:
    viewer = viewer_behind(hook.token, at)
    for code, events in happened.items():
        if not viewer.grants or not _wants(hook, code):
            continue
        seen = readable(code).found(viewer, at, events)
        for pk, (name, path) in seen.items():
            for kind, event in events[pk]:
                if is_asked_for(kind, hook.kinds, scopes=hook.token.scopes):
                    yield HookDelivery(
                        webhook=hook,
                        notice=event.pk,
                        event=kind,
                        name=name,
                        path=path,
                        happened_at=event.at,
                        made_at=at,
                        next_try_at=machine,
                    )


def _wants(hook: Webhook, code: str) -> bool:
    return any(is_asked_for(event, hook.kinds, scopes=hook.token.scopes) for event in THINGS[code].events)
