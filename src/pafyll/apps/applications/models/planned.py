"""Applications that were opened because a plan says whose turn it is."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class PlannedApplication(models.Model):
    """An application that was opened for a line of a plan: which resolution pays for it. A line opens one at most."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="opened_from_plan"
    )
    line = models.OneToOneField("planning.PlanLine", on_delete=models.PROTECT, related_name="opened_application")
    point = models.CharField(max_length=60, blank=True)  # "resolution_point:12"; "" when opened by hand
    case_number = models.CharField(max_length=30, blank=True)
    resolution_number = models.CharField(max_length=60, blank=True)  # the politicians' own
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["case_number"])]
