"""Assignments, and who works in them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.assignment import AssignmentStatus


class Assignment(models.Model):
    """Work that a unit does together with a school, an owner or a network, from plan to evaluation.

    funding says whether it is commissioned or a contribution (circular F-07-13); empty until it is assessed.
    """

    class Funding(models.TextChoices):
        COMMISSIONED = "commissioned", _("oppdrag")
        CONTRIBUTION = "contribution", _("bidrag")

    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey("assignments.Unit", on_delete=models.PROTECT, related_name="assignments")
    counterpart = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="assignments_with_providers"
    )
    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(_("tittel"), max_length=200)
    description = models.TextField(_("hva det går ut på"), max_length=5000, blank=True)
    area = models.CharField(_("område"), max_length=40, blank=True)  # a code of domain.assignments.areas
    funding = models.CharField(_("type"), max_length=12, choices=Funding.choices, blank=True)
    status = models.CharField(max_length=10, choices=AssignmentStatus.choices(), default=AssignmentStatus.PLANNED)
    starts_on = models.DateField(_("starter"))
    ends_on = models.DateField(_("avsluttes"))
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "number"]
        indexes = [
            models.Index(fields=["provider", "status"]),
            models.Index(fields=["counterpart", "status"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="an_assignment_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def about(self) -> str:
        return f"assignment:{self.pk}"


class AssignmentMember(models.Model):
    """A person's part in an assignment. UP1 is the contact towards the network, UP2 takes part when it runs."""

    class Part(models.TextChoices):
        MANAGER = "manager", _("prosjektleder")
        UP1 = "up1", _("utviklingspartner 1")
        UP2 = "up2", _("utviklingspartner 2")
        EXPERT = "expert", _("fagperson")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="assignment_parts")
    part = models.CharField(max_length=10, choices=Part.choices)
    is_new = models.BooleanField(_("ny i slikt arbeid"), default=False)
    percent = models.PositiveSmallIntegerField(_("prosent av stillingen"), default=0)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["assignment", "part", "person__last_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "person", "part", "starts_on"], name="one_part_per_person_and_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on")),
                name="assignment_part_ends_after_start",
            ),
        ]
