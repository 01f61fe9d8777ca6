"""A control sample of a scheme year's awards, what each drawn award is asked for, and what it showed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.after_award import ControlSampleStatus, ControlStatus
from pafyll.domain.rules.attachments import KINDS

USER = settings.AUTH_USER_MODEL


class ControlSample(models.Model):
    """The seed is published first; numbers is every award that it was drawn among, so that anybody can draw again."""

    scheme_year = models.OneToOneField("forums.SchemeYear", on_delete=models.PROTECT, related_name="control_sample")
    seed = models.CharField(_("loddtall"), max_length=100)
    percent = models.PositiveSmallIntegerField(_("prosent av tildelingene"))
    asks = models.TextField(_("hva det bes om"), max_length=3000)
    status = models.CharField(
        max_length=10, choices=ControlSampleStatus.choices(), default=ControlSampleStatus.ANNOUNCED
    )
    reports_in = models.PositiveIntegerField(default=0)  # sent when the seed was published
    announced_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()
    numbers = models.JSONField(default=list, blank=True)
    drawn_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["scheme_year"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="a_sample_of_some_of_the_awards")
        ]

    def __str__(self) -> str:
        return f"{self.scheme_year}"

    @property
    def about(self) -> str:
        return f"control_sample:{self.pk}"

    @property
    def example(self) -> str:
        """A number to show how one draws again: the first award's, or one of its shape before anything is drawn."""
        return str(self.numbers[0]) if self.numbers else f"{self.scheme_year.year}-{self.scheme_year_id}-001"


class Control(models.Model):
    """An award that was drawn: what the recipient sends, and the result."""

    sample = models.ForeignKey(ControlSample, on_delete=models.PROTECT, related_name="controls")
    award = models.OneToOneField("grants.Award", on_delete=models.PROTECT, related_name="control")
    place = models.PositiveSmallIntegerField()  # the order in which it was drawn
    status = models.CharField(max_length=10, choices=ControlStatus.choices(), default=ControlStatus.ASKED)
    due_on = models.DateField(_("frist for å sende dokumentasjon"))
    asks = models.TextField(_("hva det bes om"), max_length=3000)
    answer = models.TextField(_("svar"), max_length=5000, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(_("hva kontrollen viste"), max_length=3000, blank=True)
    closed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sample", "place"]
        constraints = [models.UniqueConstraint(fields=["sample", "place"], name="one_control_per_place")]

    def __str__(self) -> str:
        return f"{self.award}"

    @property
    def about(self) -> str:
        return f"control:{self.pk}"


class ControlFile(models.Model):
    """Documentation, kept as it came. Never altered and never taken away: the result rests on it."""

    control = models.ForeignKey(Control, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=5, choices=[(one.code, one.label) for one in KINDS.values()])
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["control", "sha256"], name="the_same_file_once_per_control")]

    def __str__(self) -> str:
        return self.name

    @property
    def media_type(self) -> str:
        return KINDS[self.kind].media_type

    @property
    def kilobytes(self) -> int:
        """Whole kilobytes, at least one."""
        return max(1, (self.size + 512) // 1024)


class AwardReminder(models.Model):
    """A recipient was reminded of its final report: once for each reminder day."""

    award = models.ForeignKey("grants.Award", on_delete=models.PROTECT, related_name="reminders")
    days_before = models.SmallIntegerField()  # below zero: after the deadline
    report_due = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["award", "sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "report_due", "days_before"], name="one_reminder_per_award_and_day"
            )
        ]
