"""Keys, and the addresses that are told, as those who make keys see them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from pafyll.apps.connections.models import AccessToken, HookDelivery, Webhook
from pafyll.apps.connections.permissions import makes_tokens_for
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.webhook import WebhookStatus


def visible_tokens(viewer: Viewer) -> QuerySet[AccessToken]:
    """Keys of the organisations that the viewer makes keys for, the newest first. One query."""
    rows = AccessToken.objects.filter(organisation__in=[one.pk for one in makes_tokens_for(viewer)])
    return rows.select_related("organisation", "holder", "revoked_by", "followed_by")


def visible_webhooks(viewer: Viewer) -> QuerySet[Webhook]:
    """Addresses that are told, of the organisations that the viewer makes keys for, the newest first. One query."""
    rows = Webhook.objects.filter(token__organisation__in=[one.pk for one in makes_tokens_for(viewer)])
    return rows.select_related("token__organisation", "token__holder", "made_by")


def webhooks_of_key(token: AccessToken) -> QuerySet[Webhook]:
    """The key's own that are not ended; those of the one that has followed it, too, while both work. One query."""
    rows = Webhook.objects.filter(Q(token=token) | Q(token__follows=token)).exclude(status=WebhookStatus.ENDED)
    return rows.select_related("token__organisation", "token__holder")


def deliveries_of(webhook: Webhook) -> QuerySet[HookDelivery]:
    """What it has been told, and is going to be, the newest first."""
    return HookDelivery.objects.filter(webhook=webhook).select_related("webhook")
