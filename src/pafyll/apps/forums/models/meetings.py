"""Meetings of a forum: the agenda, who came, and the minutes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from pafyll.apps.forums.models.forum import Forum, ForumMembership
from pafyll.domain.lifecycles.forum_meeting import ForumMeetingStatus


class ForumMeeting(models.Model):
    """One meeting. The minutes are words here and with each item of the agenda; approved, they stand."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20, choices=ForumMeetingStatus.choices(), default=ForumMeetingStatus.PLANNED)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    invitation = models.TextField(max_length=4000, blank=True)
    minutes = models.TextField(max_length=10000, blank=True)  # what is not about one item
    called_at = models.DateTimeField(null=True)
    minutes_approved_at = models.DateTimeField(null=True)
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["forum", "status"])]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"forum_meeting:{self.pk}"


class AgendaItem(models.Model):
    """One matter on the agenda. about is what it concerns ("scheme_year:3"), or empty when it is only this item."""

    meeting = models.ForeignKey(ForumMeeting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    words = models.TextField(max_length=10000, blank=True)  # what the members read before the meeting
    proposal = models.TextField(max_length=4000, blank=True)  # what the forum is asked to agree on; empty: nothing
    about = models.CharField(max_length=80, blank=True, db_index=True)
    minutes = models.TextField(max_length=10000, blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_item_per_number")]

    def __str__(self) -> str:
        return self.title

    @property
    def matter(self) -> str:
        """The key that impartiality uses: what the item is about, or the item itself."""
        return self.about or f"agenda_item:{self.pk}"


class Attendance(models.Model):
    """Somebody who met for a body: the member or a substitute."""

    meeting = models.ForeignKey(ForumMeeting, on_delete=models.PROTECT, related_name="attendances")
    membership = models.ForeignKey(ForumMembership, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="one_attends_for_a_body")]
