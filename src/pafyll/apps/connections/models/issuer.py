"""The public keys of Maskinporten, kept so that nobody asks for them while a system waits."""

from __future__ import annotations

from django.db import models


class IssuerKeys(models.Model):
    """An issuer's keys, and when we got them, last asked, and last met a token with another. The machine's clock."""

    issuer = models.CharField(max_length=200, unique=True)
    keys = models.JSONField(default=list)
    known_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    wanted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.issuer
