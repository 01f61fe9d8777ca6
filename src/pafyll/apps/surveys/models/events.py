"""Conferences and TeachMeets where what was learned is shared, and who has signed up."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.surveys.models.surveys import new_nonce
from pafyll.domain.lifecycles.survey import SharingEventStatus, SignUpStatus


class SharingEvent(models.Model):
    """One event of a provider. closes_at is the midnight after the last day for signing up."""

    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("Konferanse")
        TEACHMEET = "teachmeet", _("TeachMeet")

    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="sharing_events")
    kind = models.CharField(_("slag"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("tittel"), max_length=150)
    words = models.TextField(_("hva som skjer der"), max_length=3000)
    place = models.CharField(_("sted"), max_length=200)
    starts_at = models.DateTimeField(_("begynner"))
    ends_at = models.DateTimeField(_("slutter"))
    closes_at = models.DateTimeField(_("påmeldingsfrist"))
    capacity = models.PositiveIntegerField(_("plasser"))
    status = models.CharField(max_length=10, choices=SharingEventStatus.choices(), default=SharingEventStatus.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="event_has_room_for_somebody"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"sharing_event:{self.pk}"

    def takes_sign_ups(self, at: datetime) -> bool:
        """Whether one can sign up at the moment; a full event has a waiting list."""
        return self.status == SharingEventStatus.PUBLISHED and at < self.closes_at


class SignUp(models.Model):
    """Somebody wants to come. Counts when the address is confirmed by the link that was sent to it."""

    event = models.ForeignKey(SharingEvent, on_delete=models.PROTECT, related_name="sign_ups")
    name = models.CharField(_("navn"), max_length=120)
    email = models.EmailField(_("e-post"))
    workplace = models.CharField(_("arbeidssted"), max_length=150, blank=True)
    shares = models.CharField(_("hva jeg vil dele"), max_length=500, blank=True)
    language = models.CharField(max_length=2, default="nb")
    status = models.CharField(max_length=12, choices=SignUpStatus.choices(), default=SignUpStatus.UNCONFIRMED)
    nonce = models.CharField(max_length=24, default=new_nonce)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["confirmed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"], condition=~Q(status="cancelled"), name="signed_up_once_with_an_address"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["coming", "waiting"]) | Q(confirmed_at__isnull=False),
                name="only_a_confirmed_address_comes",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SignUpAttempt(models.Model):
    """Somebody filled in the form from an address that is not kept: only what it comes to with the day's own salt."""

    day = models.DateField()
    source_hash = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day", "source_hash"]
        constraints = [models.UniqueConstraint(fields=["day", "source_hash"], name="one_count_per_source_and_day")]
