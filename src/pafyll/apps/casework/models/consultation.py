"""Consultations with the unions: invitation, who took part, minutes, and what each union says, point by point."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.models.case import Case
from pafyll.domain.lifecycles.case import ConsultationStatus


class Consultation(models.Model):
    """One meeting with one union about a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consultations")
    union = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="consultations")
    status = models.CharField(max_length=20, choices=ConsultationStatus.choices(), default=ConsultationStatus.INVITED)
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    invitation = models.TextField(max_length=3000)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    minutes = models.TextField(max_length=10000, blank=True)
    minutes_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    minutes_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["meets_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "union"],
                condition=models.Q(status__in=["invited", "held"]),
                name="one_open_consultation_per_union",
            )
        ]

    def __str__(self) -> str:
        return f"{self.union}, {self.case}"

    @property
    def about(self) -> str:
        return f"consultation:{self.pk}"


class ConsultationParticipant(models.Model):
    """Who sat at the table, and for whom. Never shown in public."""

    class Side(models.TextChoices):
        EMPLOYER = "employer", _("arbeidsgiver")
        EMPLOYEES = "employees", _("arbeidstakere")

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(max_length=200)
    side = models.CharField(max_length=10, choices=Side.choices)

    class Meta:
        ordering = ["side", "pk"]


class ConsultationStatement(models.Model):
    """What a union says about the case: in its own words, and whether it agrees with each point of the proposal."""

    class Stance(models.TextChoices):
        AGREES = "agrees", _("er enig")
        DISSENTS = "dissents", _("er uenig")
        SILENT = "silent", _("har ikke merknader")

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="statement")
    words = models.TextField(max_length=5000)
    stances = models.JSONField(default=dict)  # the point's number as text -> one of Stance
    points = models.JSONField(default=list)  # the points as they read when the union answered
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at"]

    @property
    def by_point(self) -> list[tuple[int, str, str]]:
        """(number, text, stance) of each point as it read then."""
        names = dict(self.Stance.choices)
        return [(n, text, str(names[self.stances.get(str(n), "silent")])) for n, text in enumerate(self.points, 1)]

    @property
    def dissents_on(self) -> list[int]:
        return [int(number) for number, stance in self.stances.items() if stance == self.Stance.DISSENTS]
