"""What the politicians said: a committee's statement, and the resolution point by point with what each point opened."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.models.case import Case, CaseBody


class CommitteeStatement(models.Model):
    """What a committee that hears the case said."""

    body = models.OneToOneField(CaseBody, on_delete=models.PROTECT, related_name="statement")
    number = models.CharField(max_length=30)  # the committee's own: "12/26"
    met_on = models.DateField()
    words = models.TextField(max_length=5000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["met_on", "pk"]


class Resolution(models.Model):
    """What was resolved in a case. Recorded once, never altered."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="resolution")
    body = models.ForeignKey(CaseBody, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=30)  # the politicians' own: "31/26"
    resolved_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-resolved_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.body} {self.number}"


class ResolutionPoint(models.Model):
    """One point: as proposed, with what happened to it, the votes, and what it opens ("quota" of "plan:7")."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("vedtatt som foreslått")
        AMENDED = "amended", _("vedtatt med endring")
        REJECTED = "rejected", _("ikke vedtatt")
        ADDED = "added", _("nytt punkt")

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    proposed = models.TextField(blank=True)
    text = models.TextField(blank=True)  # what was resolved; empty where the point was rejected
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    opens = models.CharField(max_length=30, blank=True)  # a kind of casework.resolving
    target = models.CharField(max_length=80, blank=True)
    quantity = models.PositiveIntegerField(null=True, blank=True)
    opened = models.JSONField(default=list)  # [{label, url}] of what the owning app opened
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["resolution", "number"], name="one_point_per_number")]

    @property
    def about(self) -> str:
        return f"resolution_point:{self.pk}"

    @property
    def is_adopted(self) -> bool:
        return self.outcome != self.Outcome.REJECTED
