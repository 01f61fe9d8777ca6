"""The forum's long-term plan: its parts in every revision, and the decision that each revision rests on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pafyll.apps.forums.models.decisions import ForumDecision
from pafyll.apps.forums.models.forum import Forum


class LongTermPlan(models.Model):
    """A plan for some years. What it says is in its revisions."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=200)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-first_year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="long_term_plan_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"long_term_plan:{self.pk}"


class PlanRevision(models.Model):
    """The plan's parts at one time. It is a draft until the forum has adopted it; then it stands as it is."""

    plan = models.ForeignKey(LongTermPlan, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300, blank=True)  # what is new since the one before
    adopted_by = models.ForeignKey(ForumDecision, null=True, on_delete=models.PROTECT, related_name="adopted_revisions")
    adopted_on = models.DateField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_revision_per_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(adopted_by__isnull=True), name="one_draft_revision_per_plan"
            ),
            models.CheckConstraint(
                condition=Q(adopted_by__isnull=True, adopted_on__isnull=True)
                | Q(adopted_by__isnull=False, adopted_on__isnull=False),
                name="an_adopted_revision_has_its_day",
            ),
        ]


class PlanPart(models.Model):
    """One part of a revision: its heading and its words."""

    revision = models.ForeignKey(PlanRevision, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=10000, blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["revision", "number"], name="one_part_per_number")]
