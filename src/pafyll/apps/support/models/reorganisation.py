"""Changes of organisations: who become whom from which day, and who goes where when one becomes several."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.reorganisation import ReorganisationStatus
from pafyll.domain.rules.reorganising import KIND_LABELS, ReorganisationKind

USER = settings.AUTH_USER_MODEL
ORGANISATION = "organisations.Organisation"


class Reorganisation(models.Model):
    """One change, from a day. One person proposes it, another approves it, and it carries itself out that day."""

    kind = models.CharField(max_length=10, choices=[(one.value, KIND_LABELS[one]) for one in ReorganisationKind])
    day = models.DateField(_("fra dag"))
    source = models.CharField(_("hvor det er vedtatt"), max_length=300)
    why = models.TextField(_("hva som skjer, og hvorfor"), max_length=2000, blank=True)
    status = models.CharField(
        max_length=12, choices=ReorganisationStatus.choices(), default=ReorganisationStatus.PLANNED
    )
    key = models.CharField(max_length=80, unique=True, null=True)  # of the row in a file: read twice, it is one
    planned_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    proposed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    carried_out_at = models.DateTimeField(null=True)
    # {round: {target: {limit: part}}}, where a split has said so
    frame_parts = models.JSONField(default=dict, db_default={})
    moved = models.JSONField(default=dict)  # {code of a right: how many}, when it is carried out
    stopped_by = models.JSONField(default=list)  # [[code, how many]] the last time that it could not be carried out

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["status", "day"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="nobody_approves_a_change_they_proposed",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "carried_out"]) | Q(decided_by__isnull=False),
                name="a_change_is_approved_before_it_is_carried_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"

    @property
    def about(self) -> str:
        return f"reorganisation:{self.pk}"


class ReorganisationSource(models.Model):
    """An organisation that the change is about."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="sources")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "organisation"], name="one_source_per_organisation")
        ]


class ReorganisationTarget(models.Model):
    """Whom they become. organisation is None for a new one until the day, when it is founded.

    The heir goes on with what cannot be shared out.
    """

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="targets")
    organisation = models.ForeignKey(ORGANISATION, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("navn"), max_length=200)
    number = models.CharField(_("organisasjonsnummer"), max_length=9)
    municipality_code = models.CharField(max_length=4, blank=True)
    county_code = models.CharField(max_length=2, blank=True)
    is_heir = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_heir", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "number"], name="one_target_per_number"),
            models.UniqueConstraint(
                fields=["reorganisation"], condition=Q(is_heir=True), name="one_heir_of_a_reorganisation"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReorganisationChoice(models.Model):
    """Where a school or a person goes when one becomes several: to exactly one."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="choices")
    school = models.ForeignKey(ORGANISATION, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("organisations.Person", null=True, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(ReorganisationTarget, on_delete=models.CASCADE, related_name="chosen")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "school"], name="a_school_goes_to_one"),
            models.UniqueConstraint(fields=["reorganisation", "person"], name="a_person_goes_to_one"),
            models.CheckConstraint(
                condition=Q(school__isnull=True, person__isnull=False) | Q(school__isnull=False, person__isnull=True),
                name="a_choice_is_of_a_school_or_a_person",
            ),
        ]
