"""A case that an owner puts before its politicians: what it is about, who hears it, and what it follows up."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.case import CaseStatus


class Case(models.Model):
    """One case. about is the plan or budget that it is about ("plan:7"), or empty."""

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="cases")
    case_number = models.CharField(max_length=30, unique=True)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20, choices=CaseStatus.choices(), default=CaseStatus.DRAFTED)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    deadline_on = models.DateField(null=True, blank=True)  # the day that the case must be resolved
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["owner", "status"])]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """The key that events and documents use for this case."""
        return f"case:{self.pk}"

    @property
    def slug(self) -> str:
        """The case number as it stands in an address."""
        return self.case_number.replace("/", "-")


class FollowUp(models.Model):
    """An earlier resolution that the case answers: one of ours, or another's number ("formannskapssak 151/10")."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="follow_ups")
    earlier = models.ForeignKey(
        "casework.Resolution", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_up_by"
    )
    earlier_text = models.CharField(max_length=100, blank=True)
    asked = models.TextField(max_length=1000)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(earlier__isnull=False) | ~models.Q(earlier_text=""), name="follow_up_names_what"
            )
        ]

    def __str__(self) -> str:
        return self.earlier_text or str(self.earlier)


class CaseBody(models.Model):
    """A political body that the case goes to: one that gives a statement, or the one that resolves."""

    class Part(models.TextChoices):
        HEARS = "hears", _("uttaler seg")
        RESOLVES = "resolves", _("vedtar")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(max_length=100)
    part = models.CharField(max_length=10, choices=Part.choices)
    meets_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["part", "meets_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "name"], name="one_row_per_body"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(part="resolves"), name="one_body_resolves_a_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name
