"""Sending what is written to the addresses: one at a time, tried until there is a yes, and never twice by two names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from pafyll.apps.accounts.sealing import opened
from pafyll.apps.casework.services import advance
from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.connections.models import HookDelivery, Webhook
from pafyll.apps.connections.services.spreading import live_webhooks, spread
from pafyll.domain.lifecycles.webhook import WEBHOOK, HookDeliveryStatus, WebhookStatus
from pafyll.domain.rules.webhooks import GIVE_UP, WAITS
from pafyll.integrations.clock import machine_now, now
from pafyll.integrations.webhooks import sending
from pafyll.integrations.webhooks.signing import headers_of

AT_ONE_GO = 50
REST = timedelta(minutes=1)  # an address that failed is left alone so long, so that it does not hold up the others
GONE = 410
Send = Callable[[str, bytes, Mapping[str, str]], int]


def tell(*, at: datetime, machine: datetime, send: Send | None = None) -> int:
    """Sends the tellings whose turn it is; how many got a yes. machine: the machine's own clock."""
    hooks = live_webhooks(at).filter(status=WebhookStatus.ACTIVE)
    hooks = hooks.filter(Q(rests_until=None) | Q(rests_until__lte=machine))
    waiting = HookDelivery.objects.filter(status=HookDeliveryStatus.WAITING, next_try_at__lte=machine)
    keys = waiting.filter(webhook__in=hooks.values("pk")).order_by("next_try_at", "pk").values_list("pk", "webhook")
    said = send or partial(sending.send, loopback=settings.WEBHOOKS == "loopback")
    resting: set[int] = set()
    done = 0
    for pk, hook in list(keys[:AT_ONE_GO]):
        if hook not in resting and (one := _take(pk, machine)):
            is_yes = _try(one, said, at, machine)
            done += is_yes
            resting |= set() if is_yes else {hook}
    return done


def message_of(one: HookDelivery) -> bytes:
    """The body: what kind, when, and where to read of it. Nothing about anybody."""
    told: dict[str, Any] = {"type": one.event, "timestamp": one.happened_at.isoformat(), "data": {}}
    if one.path:
        told["data"] = {"id": one.name, "url": f"{settings.SITE_ADDRESS}{one.path}"}
    return json.dumps(told, separators=(",", ":")).encode()


def _take(pk: int, machine: datetime) -> HookDelivery | None:
    """The telling, now ours for a lease; None when somebody else has it. After a kill, another takes it then."""
    free = HookDelivery.objects.filter(pk=pk, status=HookDeliveryStatus.WAITING, next_try_at__lte=machine)
    if not free.update(next_try_at=machine + timedelta(seconds=settings.JOB_LEASE_SECONDS)):
        return None
    return HookDelivery.objects.select_related("webhook__token__holder").get(pk=pk)


def _try(one: HookDelivery, send: Send, at: datetime, machine: datetime) -> bool:
    """Whether the address said yes. What it said is stored either way."""
    hook, body = one.webhook, message_of(one)
    headers = headers_of(name=str(one.key), at=machine, body=body, with_secrets=_secrets(hook, machine))
    try:
        one.answer, one.error = send(hook.address, body, headers), ""
    except sending.NotSent as error:
        one.answer, one.error = None, error.kind
    is_yes = one.answer is not None and 200 <= one.answer < 300
    one.tries, one.tried_at = one.tries + 1, at
    one.status = HookDeliveryStatus.SENT if is_yes else HookDeliveryStatus.WAITING
    if not is_yes:
        one.next_try_at = machine + WAITS[min(one.tries, len(WAITS)) - 1]
        if one.tries > len(WAITS):
            one.status = HookDeliveryStatus.FAILED
    one.save(update_fields=["status", "tries", "tried_at", "next_try_at", "answer", "error"])
    if is_yes:
        Webhook.objects.filter(pk=hook.pk).update(answered_at=at, failing_since=None, rests_until=None)
    else:
        _note_failure(hook.pk, at, machine, is_gone=one.answer == GONE)
    return is_yes


def _secrets(hook: Webhook, machine: datetime) -> Iterable[str]:
    is_both = hook.earlier_until is not None and hook.earlier_until > machine
    return [opened(one) for one in (hook.sealed, hook.earlier_sealed if is_both else "") if one]


@transaction.atomic
def _note_failure(pk: int, at: datetime, machine: datetime, *, is_gone: bool) -> None:
    """Leaves the address alone for a moment; for good, until its owner has seen to it, when it has failed for days."""
    hook = Webhook.objects.select_for_update(of=("self",)).select_related("token__holder").get(pk=pk)
    since = hook.failing_since = hook.failing_since or machine
    hook.rests_until = machine + REST
    hook.save(update_fields=["failing_since", "rests_until"])
    if hook.status == WebhookStatus.ACTIVE and (is_gone or machine - since >= GIVE_UP):
        why = "gone" if is_gone else "silent"
        advance(hook, lifecycle=WEBHOOK, to=WebhookStatus.STOPPED, by=None, at=at, why=why)
        readers = [Reader.of_user(hook.token.holder)]
        post(
            "connections/webhook_stopped", readers, webhook=hook, token=hook.token, silent_since=since, is_gone=is_gone
        )


def errand() -> int:
    """What the crew does all the time: spreads what has happened, and tells it. How much it did."""
    if settings.WEBHOOKS == "off":
        return 0
    return spread(at=now(), machine=machine_now()) + tell(at=now(), machine=machine_now())
