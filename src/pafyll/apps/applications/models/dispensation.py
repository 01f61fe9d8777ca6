"""Dispensation from a round's deadline: for one person or one owner, registered as a decision with grounds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.dispensation import DispensationStatus

TEACHER, OWNER = "teacher", "owner"


class Dispensation(models.Model):
    """A later deadline in a round. closes_before is the first moment that is too late."""

    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="dispensations")
    deadline = models.CharField(
        max_length=10, choices=[(TEACHER, _("lærerens søknadsfrist")), (OWNER, _("skoleeierens frist"))]
    )
    person = models.ForeignKey(
        "organisations.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="dispensations"
    )
    owner = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="dispensations"
    )
    closes_before = models.DateTimeField()
    grounds = models.TextField(max_length=2000)
    outage = models.ForeignKey("casework.Outage", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=DispensationStatus.choices(), default=DispensationStatus.PREPARED)
    case_number = models.CharField(max_length=30, unique=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    refused_why = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-prepared_at", "-pk"]
        indexes = [models.Index(fields=["round", "deadline", "status"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline=TEACHER, person__isnull=False, owner__isnull=True)
                | Q(deadline=OWNER, owner__isnull=False, person__isnull=True),
                name="dispensation_is_for_a_teacher_or_an_owner",
            ),
            # Owners' deadlines are about money: one prepares and another decides.
            models.CheckConstraint(
                condition=~Q(deadline=OWNER) | Q(decided_by__isnull=True) | ~Q(decided_by=models.F("prepared_by")),
                name="an_owners_dispensation_takes_two",
            ),
        ]

    def __str__(self) -> str:
        return self.case_number

    @property
    def about(self) -> str:
        return f"dispensation:{self.pk}"

    @property
    def concerns_money(self) -> bool:
        """Whether it lets an owner spend money after the others' deadline."""
        return self.deadline == OWNER

    @property
    def is_for(self) -> str:
        return str(self.person or self.owner)
