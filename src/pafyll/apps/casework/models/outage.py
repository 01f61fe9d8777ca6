"""The outage ledger: when something did not work, why, and whom it hit."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Outage(models.Model):
    """One outage. Its end is written when it is over; a row is never removed."""

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    cause = models.TextField(max_length=1000)
    desks = models.JSONField(default=list)  # codes of the desks that did not work
    rounds = models.JSONField(default=list)  # keys of rounds with a deadline that it came near
    consequence = models.TextField(max_length=1000, blank=True)  # what people could not do
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="outage_ends_after_start"
            )
        ]

    @property
    def about(self) -> str:
        return f"outage:{self.pk}"
