"""Issued documents: the bytes that were sent, never changed afterwards."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Document(models.Model):
    """One issued document. A correction is a new version that points at the one it replaces."""

    kind = models.CharField(max_length=60)  # a folder under documents/types/
    language = models.CharField(max_length=2, default="nb")
    title = models.CharField(max_length=200)
    context = models.JSONField()
    pdf = models.BinaryField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    about = models.CharField(max_length=80, db_index=True)  # e.g. "application:42"; documents never read upper apps
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return self.title
