"""A party's appeal against a decision, and her demand to be told the grounds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from pafyll.apps.casework.models.decision import Decision
from pafyll.domain.lifecycles.appeal import OPEN, AppealStatus


class GroundsDemand(models.Model):
    """A demand for grounds stops the deadline for appealing; the answer starts it anew."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="demands")
    demanded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    demanded_at = models.DateTimeField()
    answer = models.TextField(max_length=5000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["demanded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(answered_at__isnull=True), name="one_unanswered_demand_per_decision"
            )
        ]

    @property
    def about(self) -> str:
        return f"demand:{self.pk}"


class Appeal(models.Model):
    """One appeal. words may say things about health and family: who may read them is in permissions.may_read_words."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appeals")
    case_number = models.CharField(max_length=30, unique=True)
    status = models.CharField(max_length=20, choices=AppealStatus.choices(), default=AppealStatus.SUBMITTED)
    words = models.TextField(max_length=10000)
    content_hash = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    deadline_on = models.DateField(null=True)  # as it was when the appeal came; null while it stood still
    is_late = models.BooleanField(default=False)
    taken_late_why = models.TextField(max_length=2000, blank=True)
    # The first instance.
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_outcome = models.CharField(max_length=20, blank=True)
    effect = models.CharField(max_length=40, blank=True)  # which of the kind's effects an appeal in favour has
    grounds = models.TextField(max_length=10000, blank=True)  # the proposal's, then the decision's
    statement = models.TextField(max_length=10000, blank=True)  # to the appeals body, with a copy to the party
    preliminary_at = models.DateTimeField(null=True)
    expected_on = models.DateField(null=True)
    # The appeals body.
    appeals_body = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    forwarded_at = models.DateTimeField(null=True)
    # The end.
    outcome_decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="ends_appeal")
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        indexes = [models.Index(fields=["status", "submitted_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(status__in=[one.value for one in OPEN]),
                name="one_open_appeal_per_decision",
            )
        ]

    def __str__(self) -> str:
        return self.case_number

    @property
    def about(self) -> str:
        """The key that events and documents use for this appeal."""
        return f"appeal:{self.pk}"
