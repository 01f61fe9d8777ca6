"""Addresses that are told in the story: the student system takes its messages, the personnel system is silent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Event
from pafyll.apps.connections.models import AccessToken, HookDelivery, HookNotice, Webhook
from pafyll.apps.connections.services.noticing import type_of
from pafyll.apps.connections.services.spreading import spread
from pafyll.apps.connections.services.telling import tell
from pafyll.apps.connections.services.webhooks import end_webhook, pause_webhook, register_webhook
from pafyll.domain.lifecycles.webhook import HookDeliveryStatus
from pafyll.integrations.webhooks.sending import NotSent

FEW = 12
REGISTERED = timedelta(minutes=20)  # after the key was made
HOOKS = (
    ("Studentsystemet", "https://studentsystem.example.no/pafyll", ("admission",)),
    ("Studentsystemet", "https://proving.example.no/pafyll", ("admission.accepted", "admission.declined")),
    ("Studentsystemet", "https://gammelt.example.no/", ("admission",)),
    ("Personalsystemet", "https://personal.example.no/api/pafyll", ("need",)),
)


def plant_webhooks() -> None:
    """Nobody knows the secrets. What was told is about things of the story, as it happened there."""
    _student, trial, old, personnel = (_registered(*one) for one in HOOKS)
    end_webhook(webhook=old, by=old.made_by, at=old.made_at + REGISTERED)
    told = [*_latest("admission", FEW), *_latest("needs_notification", FEW)]
    HookNotice.objects.bulk_create(HookNotice(event=one) for one in told)
    at = personnel.made_at + timedelta(days=20)
    spread(at=at, machine=at)
    tell(at=at, machine=at, send=_answered)
    _silent(personnel, at)
    HookDelivery.objects.filter(webhook=trial, status=HookDeliveryStatus.WAITING).delete()
    pause_webhook(webhook=trial, by=trial.made_by, at=at)
    for number, one in enumerate(
        HookDelivery.objects.select_related("webhook").order_by("pk")
    ):  # alike in each planting
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{one.webhook.address} {number}")
        HookDelivery.objects.filter(pk=one.pk).update(key=key)
    HookNotice.objects.create(event=told[-1])  # one is on its way, whenever one looks


def _registered(key: str, address: str, kinds: tuple[str, ...]) -> Webhook:
    token = AccessToken.objects.select_related("holder", "organisation").get(name=key, revoked_at=None)
    by = User.objects.get(pk=token.holder_id)
    return register_webhook(token=token, address=address, kinds=kinds, by=by, at=token.made_at + REGISTERED)[0]


def _latest(kind: str, count: int) -> list[Event]:
    rows = Event.objects.filter(about__startswith=f"{kind}:").exclude(after="").order_by("-at", "-pk")
    return [one for one in rows[: 5 * count] if type_of(one)][:count]


def _answered(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """What the addresses of the story answer."""
    if "personal" in address:
        raise NotSent("unreachable")
    return 204


def _silent(hook: Webhook, at: datetime) -> None:
    """The personnel system has not answered for three days: it is tried for the last time, and stopped."""
    Webhook.objects.filter(pk=hook.pk).update(failing_since=at - timedelta(days=3), rests_until=None)
    HookDelivery.objects.filter(webhook=hook).update(next_try_at=at)
    tell(at=at, machine=at, send=_answered)
    last = hook.deliveries.earliest("pk")
    HookDelivery.objects.filter(pk=last.pk).update(status=HookDeliveryStatus.FAILED, tries=9)
