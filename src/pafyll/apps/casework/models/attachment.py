"""A file that the party sent with her appeal. It can be about health, so it is read by those who read her words."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from pafyll.apps.casework.models.appeal import Appeal
from pafyll.domain.rules.attachments import IN_APPEALS, FileKind


class AppealAttachment(models.Model):
    """The bytes as they came, in the database. Never altered and never taken away: it is part of the case."""

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=5, choices=[(one.code, one.label) for one in IN_APPEALS.values()])
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["appeal", "sha256"], name="the_same_file_once_per_appeal")]

    def __str__(self) -> str:
        return self.name

    @property
    def what(self) -> FileKind:
        return IN_APPEALS[self.kind]

    @property
    def kilobytes(self) -> int:
        """Whole kilobytes, at least one."""
        return max(1, (self.size + 512) // 1024)
