"""Decisions with grounds, and the history: who did what, when, from what, to what and why."""

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


class Decision(models.Model):
    """An individual decision: its outcome, its grounds as stored steps, and its explained lines of money."""

    kind = models.CharField(max_length=30)  # registered by the app that owns it: casework.outcomes
    about = models.CharField(max_length=80, db_index=True)
    case_number = models.CharField(max_length=30, unique=True)
    outcome = models.CharField(max_length=30)
    grounds = models.JSONField()  # the reason chain as it stood, replayable
    lines = models.JSONField(default=list)  # [{label, amount, because, source}], whole kroner
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_at", "-pk"]
