"""Who is disqualified in a case, and who stands in, between two days."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pafyll.apps.casework.models.case import Case
from pafyll.domain.rules.impartiality import GROUNDS


class ImpartialityDeclaration(models.Model):
    """An officer is disqualified in a case from a day, and until one where the ground passes. Never deleted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="declarations")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="declarations")
    ground = models.CharField(max_length=20, choices=[(code, text) for code, (text, _part) in GROUNDS.items()])
    law = models.CharField(max_length=100)  # as it stood the day it was declared
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        indexes = [models.Index(fields=["officer", "case"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="disqualified_for_a_period",
            )
        ]


class CaseSubstitute(models.Model):
    """Somebody who handles the case in an officer's place, between two days."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="substitutes")
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="substitutions")
    stands_in_for = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_before = models.DateField()
    reason = models.CharField(max_length=300)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_before__gt=F("starts_on")), name="substitute_for_a_period")
        ]
