"""Addresses that are told when something happens: what shall be told, and each telling on its way."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.connections.models.token import AccessToken
from pafyll.domain.lifecycles.webhook import HookDeliveryStatus, WebhookStatus
from pafyll.domain.rules.webhooks import LONGEST_ADDRESS


class Webhook(models.Model):
    """An address that belongs to a key: it is told of what the key may read, as long as the key works.

    kinds are things ("application") or single events ("application.approved"). Secrets are sealed; the earlier one
    signs too, until earlier_until. failing_since is when the first of the tries failed that no yes has come after.
    """

    token = models.ForeignKey(AccessToken, on_delete=models.PROTECT, related_name="webhooks")
    address = models.CharField(_("adresse"), max_length=LONGEST_ADDRESS)
    kinds = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=WebhookStatus.choices(), default=WebhookStatus.ACTIVE)
    sealed = models.TextField()
    earlier_sealed = models.TextField(blank=True)
    earlier_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)  # the machine's clock, as next_try_at

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["status"], condition=~Q(status="ended"), name="webhook_not_ended")]
        constraints = [
            models.CheckConstraint(
                condition=Q(earlier_sealed="", earlier_until__isnull=True)
                | (~Q(earlier_sealed="") & Q(earlier_until__isnull=False)),
                name="earlier_secret_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(status="stopped") | Q(failing_since__isnull=False), name="stopped_webhook_says_since_when"
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def about(self) -> str:
        return f"webhook:{self.pk}"


class HookNotice(models.Model):
    """Something that happened and that somebody may want to be told: written with the event, gone when it is spread."""

    event = models.OneToOneField("casework.Event", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class HookDelivery(models.Model):
    """One telling to one address. key is its name on the net, the same however often it is sent.

    event is a type such as "application.approved"; thing and name are what it is about, as the API calls it. It holds
    nothing more: what has happened to whom, the receiver asks the API, which judges anew who may read it.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.BigIntegerField(null=True)  # the event's key, so that nobody is told of it twice; null for a trial
    event = models.CharField(max_length=60)
    name = models.CharField(max_length=60, blank=True)
    path = models.CharField(max_length=200)  # where the API tells of it
    happened_at = models.DateTimeField()
    made_at = models.DateTimeField(db_index=True)
    status = models.CharField(max_length=10, choices=HookDeliveryStatus.choices(), default=HookDeliveryStatus.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    answer = models.PositiveSmallIntegerField(null=True)  # the status that was answered the last time
    error = models.CharField(max_length=20, blank=True)  # why there was no answer: a code of integrations.webhooks

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(status="waiting"), name="hook_delivery_to_be_sent"),
            models.Index(fields=["webhook", "-made_at"], name="hook_delivery_of_a_webhook"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "notice"], name="told_once_of_an_event"),
            models.CheckConstraint(
                condition=~Q(status="sent") | Q(tried_at__isnull=False, answer__isnull=False),
                name="sent_delivery_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.name}".strip()
