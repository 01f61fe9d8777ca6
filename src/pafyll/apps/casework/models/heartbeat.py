"""Signs of life of what runs beside the pages."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When somebody was last heard from: a crew of workers ("crew:machine"), the night, or a backup that was taken."""

    name = models.CharField(max_length=80, unique=True)
    beat_at = models.DateTimeField()  # by the machine's clock

    class Meta:
        ordering = ["name"]
