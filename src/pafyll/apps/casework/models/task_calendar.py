"""The address of a calendar with the deadlines of somebody's tasks in one role."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_nonce() -> str:
    """What the address rests on. A new one makes the old address dead."""
    return secrets.token_hex(16)


class TaskCalendar(models.Model):
    """One for each desk that somebody works at. Without a row there is no address."""

    class Desk(models.TextChoices):
        TEACHER = "teacher", _("lærer")
        SCHOOL = "school", _("rektor")
        OWNER = "owner", _("skoleeier")
        PROVIDER = "provider", _("tilbyder")
        AUTHORITY = "authority", _("direktorat, statsforvalter eller klageinstans")
        REPRESENTATIVE = "representative", _("tillitsvalgt")
        SUPPORT = "support", _("brukerstøtte")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="task_calendars")
    desk = models.CharField(max_length=15, choices=Desk.choices)
    nonce = models.CharField(max_length=32, default=new_nonce)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "desk"], name="one_task_calendar_per_desk")]

    def __str__(self) -> str:
        return f"{self.desk} {self.user_id}"
