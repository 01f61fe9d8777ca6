"""A key that works, of each desk that has keys, and an address that it has told: Nina's and Marit's systems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from pafyll.apps.connections.models import AccessToken, HookDelivery, Webhook

TOLD = ("sent", "failed")


def token(username: str) -> Callable[[], int]:
    return lambda: AccessToken.objects.filter(holder__username=username, revoked_at=None).earliest("pk").pk


def hook(username: str) -> Callable[[], int]:
    return lambda: live_hooks(username).earliest("pk").pk


def message(username: str) -> Callable[[], int]:
    return lambda: HookDelivery.objects.filter(webhook=hook(username)(), status__in=TOLD).earliest("pk").pk


def live_hooks(username: str) -> QuerySet[Webhook]:
    return Webhook.objects.filter(token__holder__username=username, token__revoked_at=None).exclude(status="ended")


HOOK_PAGES = ("webhook", "pause_webhook", "resume_webhook", "try_webhook", "renew_webhook_secret", "end_webhook")
DESKS = (("provider", "nina"), ("owner", "marit"))
WITH_KEYS = (*DESKS, ("authority", "rolf"))
TOKENS: dict[str, Callable[[], Any]] = (
    {f"{desk}:{name}_token.pk": token(holder) for desk, holder in WITH_KEYS for name in ("renew", "revoke")}
    | {
        f"{desk}:{name}.pk": hook(holder)
        for desk, holder in DESKS
        for name in (*HOOK_PAGES, "tell_all_again", "tell_again")
    }
    | {f"{desk}:tell_again.delivery": message(holder) for desk, holder in DESKS}
)
