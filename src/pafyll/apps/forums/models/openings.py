"""Who wants to be told when a grant opens, what they have been told, and the calendar that a role can subscribe to."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_nonce() -> str:
    """What an address of a calendar rests on. A new one makes the old address dead."""
    return secrets.token_hex(8)


class OpeningSubscription(models.Model):
    """A person wants mail when something opens to the organisation: one scheme by its code, or everything (empty)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="opening_subscriptions")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    scheme = models.CharField(max_length=30, blank=True)
    since = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "scheme"], name="one_subscription_per_scheme")
        ]


class OpeningNotice(models.Model):
    """The subscriber has been told of one opening ("scheme_year:4", "round:2"). Once is enough."""

    subscription = models.ForeignKey(OpeningSubscription, on_delete=models.CASCADE, related_name="notices")
    about = models.CharField(max_length=80)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["subscription", "about"], name="told_of_an_opening_once")]


class CalendarFeed(models.Model):
    """The address of a calendar with the deadlines of one organisation in one role. It says nothing of any person."""

    class Desk(models.TextChoices):
        OWNER = "owner", _("skoleeier")
        AUTHORITY = "authority", _("statsforvalter")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    desk = models.CharField(max_length=10, choices=Desk.choices)
    nonce = models.CharField(max_length=32, default=new_nonce)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "organisation", "desk"], name="one_calendar_per_desk")]
