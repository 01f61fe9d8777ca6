"""What confirming leaves behind: receipts, reminders, and cases about what was confirmed too late."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.change import LateStatus

USER = settings.AUTH_USER_MODEL


class ConfirmationReceipt(models.Model):
    """What an owner confirmed in one go: the people, the semester and the kroner, as they stood, with a fingerprint."""

    number = models.CharField(_("kvitteringsnummer"), max_length=20, unique=True)  # "2026V-00007"
    owner = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="confirmation_receipts"
    )
    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="confirmation_receipts")
    semester = models.CharField(max_length=5)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    confirmed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["-confirmed_at", "-pk"]

    @property
    def about(self) -> str:
        return f"confirmation:{self.pk}"


class ConfirmationReminder(models.Model):
    """A reminder that was sent to an owner: for which day, how many were missing, and the kroner at stake."""

    window = models.ForeignKey("applications.ConfirmationWindow", on_delete=models.PROTECT, related_name="reminders")
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    days_before = models.PositiveSmallIntegerField()
    missing = models.PositiveIntegerField()
    amount = models.PositiveBigIntegerField(_("kroner"))
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["window", "owner", "days_before"], name="one_reminder_per_owner_and_day")
        ]


class LateConfirmation(models.Model):
    """An owner asks to confirm a semester after the window, with grounds. Two in the directorate prepare and decide."""

    term = models.ForeignKey(
        "applications.ParticipationTerm", on_delete=models.PROTECT, related_name="late_confirmations"
    )
    status = models.CharField(max_length=10, choices=LateStatus.choices(), default=LateStatus.ASKED)
    grounds = models.TextField(_("hvorfor fristen ikke ble holdt"), max_length=2000)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    recommends = models.BooleanField(null=True, blank=True)
    assessment = models.TextField(_("vurdering"), max_length=2000, blank=True)
    prepared_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.OneToOneField(
        "casework.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="late_confirmation"
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term"],
                condition=Q(status__in=[LateStatus.ASKED, LateStatus.PREPARED]),
                name="one_open_late_case_per_term",
            )
        ]

    @property
    def about(self) -> str:
        return f"late:{self.pk}"
