"""What an owner assumes about the years to come, for the risk in the needs map."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class NeedsAssumption(models.Model):
    """The owner's own assumption about who leaves for good, and when. The newest counts; a row is never altered."""

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    retirement_age = models.PositiveSmallIntegerField()
    years_ahead = models.PositiveSmallIntegerField()
    turnover_percent = models.PositiveSmallIntegerField(null=True)  # leave each year; null: as was measured last
    grounds = models.CharField(max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at", "-pk"]
