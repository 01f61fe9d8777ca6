"""How an assignment is classified, its two checklists in versions, who signed them, and what it was started on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.assignments.models.assignment import Assignment
from pafyll.domain.assignments.checklists import PROJECT, UNIT
from pafyll.domain.lifecycles.assignment_papers import ChecklistStatus

USER = settings.AUTH_USER_MODEL


class Classification(models.Model):
    """That an assignment is commissioned or a contribution, and why. The latest stands; the earlier stay readable."""

    assignment = models.ForeignKey("assignments.Assignment", on_delete=models.PROTECT, related_name="classifications")
    funding = models.CharField(max_length=12, choices=Assignment.Funding.choices)
    because = models.TextField(_("begrunnelse"), max_length=2000)
    reference = models.CharField(max_length=40)  # the circular that it is judged by
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["assignment", "-decided_at", "-pk"]


class Checklist(models.Model):
    """One version of the project's or the unit's list. What is signed is never altered: it is opened as a new version.

    questions is the version of the questions. budget and project_list are what the unit head had in front of them.
    """

    class Kind(models.TextChoices):
        PROJECT = PROJECT, _("prosjektlederens sjekkliste")
        UNIT = UNIT, _("enhetslederens sjekkliste")

    assignment = models.ForeignKey("assignments.Assignment", on_delete=models.PROTECT, related_name="checklists")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=ChecklistStatus.choices(), default=ChecklistStatus.DRAFT)
    questions = models.CharField(max_length=20)
    answers = models.JSONField(default=dict, blank=True)  # code of a question → answer
    edition = models.PositiveIntegerField(default=1)  # goes up with every save
    budget = models.ForeignKey(
        "assignments.AssignmentBudget", null=True, on_delete=models.PROTECT, related_name="checklists"
    )
    project_list = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="unit_lists")
    reopened_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["assignment", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "kind", "version"], name="one_checklist_per_version"),
            models.UniqueConstraint(
                fields=["assignment", "kind"],
                condition=~Q(status="reopened"),
                name="one_checklist_of_a_kind_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.get_kind_display()} {self.version}"

    @property
    def about(self) -> str:
        return f"checklist:{self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.status == ChecklistStatus.DRAFT


class ChecklistSignature(models.Model):
    """Somebody signed a list: who, as what, when, and the fingerprint of what they signed."""

    class Role(models.TextChoices):
        PROJECT_LEADER = "project_leader", _("prosjektleder")
        ECONOMIST = "economist", _("prosjektøkonom")
        UNIT_HEAD = "unit_head", _("enhetsleder")

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=15, choices=Role.choices)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["checklist", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "role"], name="one_signature_per_role"),
            models.UniqueConstraint(fields=["checklist", "by"], name="nobody_signs_a_list_twice"),
        ]


class AssignmentStart(models.Model):
    """What an assignment was started on. The database lets no assignment start without one, with all of it signed."""

    assignment = models.OneToOneField("assignments.Assignment", on_delete=models.PROTECT, related_name="start")
    budget = models.ForeignKey("assignments.AssignmentBudget", on_delete=models.PROTECT, related_name="+")
    project_list = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    unit_list = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    agreement = models.CharField(max_length=40)  # its number
    agreement_version = models.PositiveSmallIntegerField()
    agreed = models.BigIntegerField()  # kroner
    started_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(agreement=""), name="an_assignment_is_started_on_an_agreement"),
        ]
