"""Addresses that are told: registered, paused, taken up again, given a new secret, tried, and ended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.accounts.sealing import seal
from pafyll.apps.casework.services import Refusal, advance, record, require
from pafyll.apps.connections.models import AccessToken, HookDelivery, Webhook
from pafyll.apps.connections.permissions import may_keep_webhook, may_register_webhook
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.webhook import HOOK_DELIVERY, WEBHOOK, HookDeliveryStatus, WebhookStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.webhooks import MOST_HOOKS, OVERLAP, TEST, may_be_address, may_be_told
from pafyll.integrations.webhooks.signing import new_secret


@transaction.atomic
def register_webhook(
    *, token: AccessToken, address: str, kinds: Collection[str], by: User, at: datetime
) -> tuple[Webhook, str]:
    """An address that is told from now on, and the secret that signs, which is told now and never again."""
    require(may_register_webhook(viewer_of(by, day=norwegian_day(at)), token, at))
    require(may_be_address(address, loopback=settings.WEBHOOKS == "loopback"))
    require(may_be_told(kinds, scopes=token.scopes))
    AccessToken.objects.select_for_update().get(pk=token.pk)  # so that two at once are counted
    going = token.webhooks.exclude(status=WebhookStatus.ENDED)
    if going.filter(address=address).exists():
        remedy = "Avslutt den som er der, eller lag en ny hemmelighet til den."
        raise Refusal(no("webhook_exists", "Adressen er registrert for nøkkelen fra før.", remedy=remedy))
    if going.count() >= MOST_HOOKS:
        text, remedy = "En nøkkel kan ha {most} adresser.", "Avslutt en av dem først."
        raise Refusal(no("too_many_webhooks", text, remedy=remedy, most=MOST_HOOKS))
    secret = new_secret()
    told = {"address": address, "kinds": sorted(set(kinds)), "sealed": seal(secret)}
    hook = Webhook.objects.create(token=token, made_at=at, made_by=by, **told)
    record(about=hook.about, verb="registered", after=hook.status, by=by, at=at, address=address, kinds=told["kinds"])
    return hook, secret


@transaction.atomic
def renew_secret(*, webhook: Webhook, by: User, at: datetime, machine: datetime) -> tuple[Webhook, str]:
    """A new secret, which is told now. The old one signs too for a day more, so that the receiver can change over."""
    hook = _kept(webhook, by, at)
    _require_going(hook)
    secret = new_secret()
    hook.earlier_sealed, hook.earlier_until, hook.sealed = hook.sealed, machine + OVERLAP, seal(secret)
    hook.save(update_fields=["earlier_sealed", "earlier_until", "sealed"])
    record(about=hook.about, verb="secret_renewed", by=by, at=at)
    return hook, secret


@transaction.atomic
def pause_webhook(*, webhook: Webhook, by: User, at: datetime) -> Webhook:
    """What happens meanwhile is written, and sent when the address is taken up again."""
    hook = _kept(webhook, by, at)
    advance(hook, lifecycle=WEBHOOK, to=WebhookStatus.PAUSED, by=by, at=at)
    return hook


@transaction.atomic
def resume_webhook(*, webhook: Webhook, by: User, at: datetime, machine: datetime) -> Webhook:
    """Tells it again, what has waited first."""
    hook = _kept(webhook, by, at)
    advance(hook, lifecycle=WEBHOOK, to=WebhookStatus.ACTIVE, by=by, at=at)
    hook.failing_since = hook.rests_until = None
    hook.save(update_fields=["failing_since", "rests_until"])
    hook.deliveries.filter(status=HookDeliveryStatus.WAITING).update(next_try_at=machine)
    return hook


@transaction.atomic
def end_webhook(*, webhook: Webhook, by: User, at: datetime) -> Webhook:
    """Nothing more is sent there, and the secrets are forgotten."""
    hook = _kept(webhook, by, at)
    end(hook, by=by, at=at)
    return hook


def end(hook: Webhook, *, by: User, at: datetime) -> None:
    """Ends it, for one who may. With the key that it belongs to, too."""
    advance(hook, lifecycle=WEBHOOK, to=WebhookStatus.ENDED, by=by, at=at)
    hook.sealed, hook.earlier_sealed, hook.earlier_until = "", "", None
    hook.save(update_fields=["sealed", "earlier_sealed", "earlier_until"])
    hook.deliveries.filter(status=HookDeliveryStatus.WAITING).update(status=HookDeliveryStatus.FAILED)


@transaction.atomic
def try_webhook(*, webhook: Webhook, by: User, at: datetime, machine: datetime) -> HookDelivery:
    """A telling about nothing, so that one sees whether the address takes it."""
    hook = _kept(webhook, by, at)
    _require_going(hook)
    given = {"event": TEST, "happened_at": at, "made_at": at, "next_try_at": machine}
    return HookDelivery.objects.create(webhook=hook, **given)


@transaction.atomic
def tell_again(*, delivery: HookDelivery, by: User, at: datetime, machine: datetime) -> HookDelivery:
    """Sends one telling once more, by the same name, so that who has taken it before can see that."""
    hook = _kept(delivery.webhook, by, at)
    _require_going(hook)
    one = HookDelivery.objects.select_for_update().get(pk=delivery.pk)
    require(HOOK_DELIVERY.may_become(one.status, HookDeliveryStatus.WAITING))
    HookDelivery.objects.filter(pk=one.pk).update(**_from_the_start(machine))
    record(about=hook.about, verb="told_again", by=by, at=at, event=one.event, name=one.name)
    one.refresh_from_db()
    return one


@transaction.atomic
def tell_all_since(*, webhook: Webhook, since: datetime, by: User, at: datetime, machine: datetime) -> int:
    """Sends everything that has happened since the moment once more; how many. What waits already, waits."""
    hook = _kept(webhook, by, at)
    _require_going(hook)
    rows = hook.deliveries.filter(happened_at__gte=since).exclude(status=HookDeliveryStatus.WAITING)
    count = rows.update(**_from_the_start(machine))
    record(about=hook.about, verb="all_told_again", by=by, at=at, since=since.isoformat(), deliveries=count)
    return count


def _from_the_start(machine: datetime) -> dict[str, object]:
    return {"status": HookDeliveryStatus.WAITING, "tries": 0, "next_try_at": machine}


def _kept(webhook: Webhook, by: User, at: datetime) -> Webhook:
    """The address as it stands, locked, for one who may keep it."""
    rows = Webhook.objects.select_for_update(of=("self",)).select_related("token__organisation", "token__holder")
    hook = rows.get(pk=webhook.pk)
    require(may_keep_webhook(viewer_of(by, day=norwegian_day(at)), hook))
    return hook


def _require_going(hook: Webhook) -> None:
    if hook.status == WebhookStatus.ENDED:
        raise Refusal(no("webhook_is_ended", "Adressen er avsluttet.", remedy="Registrer den på nytt."))
