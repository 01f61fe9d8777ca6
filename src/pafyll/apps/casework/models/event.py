"""The history: who did what, when, from what, to what and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Event(models.Model):
    """One thing that happened. Written in the same transaction as the change, never altered."""

    about = models.CharField(max_length=80)  # e.g. "application:42", "round:3", "ranking:7"
    verb = models.CharField(max_length=40)  # the status word as a verb: submit, endorse, rank …
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    why = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["about", "at"])]
