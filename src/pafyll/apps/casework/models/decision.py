"""Decisions with their grounds and explained lines."""

from __future__ import annotations

from django.conf import settings
from django.db import models


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
    notified_at = models.DateTimeField(null=True)  # when the party was told; by e-mail it is sent and arrives at once
    # What was decided anew after an appeal: the old decision stays as it was.
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_at", "-pk"]

    @property
    def key(self) -> str:
        """What letters that are about the decision itself, and not about its matter, call it."""
        return f"decision:{self.pk}"
