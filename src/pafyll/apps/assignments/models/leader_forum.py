"""Meetings of a department: agenda, who came, and what the leader forum decided about inquiries."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.unit_meeting import UnitMeetingStatus

USER = settings.AUTH_USER_MODEL


class UnitMeeting(models.Model):
    """A meeting of the leader forum (every second week), or of the council of development partners (UP1)."""

    class Body(models.TextChoices):
        LEADER_FORUM = "leader_forum", _("lederforum")
        UP_COUNCIL = "up_council", _("UP-råd")

    unit = models.ForeignKey("assignments.Unit", on_delete=models.PROTECT, related_name="meetings")
    body = models.CharField(max_length=12, choices=Body.choices)
    title = models.CharField(_("tittel"), max_length=150)  # the documents put a word before it
    status = models.CharField(max_length=10, choices=UnitMeetingStatus.choices(), default=UnitMeetingStatus.PLANNED)
    starts_at = models.DateTimeField()
    place = models.CharField(_("sted"), max_length=200, blank=True)
    minutes = models.TextField(_("referat"), max_length=10000, blank=True)  # what is not about one matter
    agenda_document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    minutes_document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["unit", "body", "status"])]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"unit_meeting:{self.pk}"


class MeetingItem(models.Model):
    """A matter, in its place on the agenda: an inquiry, or something else with a title of its own."""

    meeting = models.ForeignKey(UnitMeeting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    inquiry = models.ForeignKey("assignments.Inquiry", null=True, on_delete=models.PROTECT, related_name="items")
    title = models.CharField(_("tittel"), max_length=200)
    words = models.TextField(_("til saken"), max_length=4000, blank=True)
    minutes = models.TextField(_("referat"), max_length=10000, blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_matter_per_number"),
            models.UniqueConstraint(fields=["meeting", "inquiry"], name="an_inquiry_once_on_an_agenda"),
        ]

    def __str__(self) -> str:
        return self.title


class MeetingAttendance(models.Model):
    """Somebody who was there."""

    meeting = models.ForeignKey(UnitMeeting, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["person__last_name", "person__first_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="attends_a_unit_meeting_once")]


class InquiryDecision(models.Model):
    """The forum's yes or no, with grounds and the day. proposal is the team that was considered; never changed."""

    class Result(models.TextChoices):
        YES = "yes", _("ja")
        NO = "no", _("nei")

    item = models.OneToOneField(MeetingItem, on_delete=models.PROTECT, related_name="decision")
    inquiry = models.OneToOneField("assignments.Inquiry", on_delete=models.PROTECT, related_name="decision")
    result = models.CharField(max_length=3, choices=Result.choices)
    grounds = models.TextField(_("begrunnelse"), max_length=4000)
    proposal = models.ForeignKey("assignments.TeamProposal", null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
