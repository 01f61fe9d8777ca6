"""A change after the award, from the report to what was carried out, and the owner's choice about paid money."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.change import ChangeStatus
from pafyll.domain.rules.changes import CHANGES, REASONS, ChangeKind
from pafyll.domain.values import Semester

USER = settings.AUTH_USER_MODEL
OPEN = [ChangeStatus.REPORTED, ChangeStatus.PROPOSED, ChangeStatus.PREPARED]


class Change(models.Model):
    """What is to change in a participation, why, who has said what, and the money lines as they were carried out."""

    participation = models.ForeignKey("applications.Participation", on_delete=models.PROTECT, related_name="changes")
    # Whose the case is, also after the teacher has got another owner: the words in it are for the one who asked.
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind.value, CHANGES[kind].label) for kind in ChangeKind])
    since = models.CharField(_("fra semester"), max_length=5)
    reason = models.CharField(max_length=30, choices=[(code, one.text) for code, one in REASONS.items()])
    words = models.TextField(max_length=1000, blank=True)
    to_semester = models.CharField(max_length=5, blank=True)
    to_scheme = models.CharField(max_length=30, blank=True)
    to_offer = models.ForeignKey(
        "catalogue.StudyOffer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_school = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    holds_money = models.BooleanField(default=False)  # a deferral: unpaid money stays promised
    status = models.CharField(max_length=12, choices=ChangeStatus.choices(), default=ChangeStatus.REPORTED)
    # Nobody when an offer of admission lapsed: the deadline did it.
    reported_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    handled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)  # by the owner
    owner_words = models.TextField(max_length=1000, blank=True)
    recommends = models.BooleanField(null=True, blank=True)
    assessment = models.TextField(max_length=2000, blank=True)
    prepared_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.OneToOneField(
        "casework.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="change"
    )
    lines = models.JSONField(default=list)  # what it did to the money, as stored lines

    class Meta:
        ordering = ["reported_at", "pk"]
        indexes = [models.Index(fields=["status", "kind"])]
        constraints = [
            models.UniqueConstraint(
                fields=["participation"], condition=Q(status__in=OPEN), name="one_open_change_per_participation"
            )
        ]

    @property
    def about(self) -> str:
        return f"change:{self.pk}"

    @property
    def what(self) -> ChangeKind:
        return ChangeKind(self.kind)

    @property
    def first_semester(self) -> Semester:
        return Semester(self.since)


class OwnerChoice(models.Model):
    """What the owner does with money that was paid for someone who stopped: repays it, or redirects it."""

    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="choice")
    repays = models.BooleanField()
    purpose = models.CharField(_("hva pengene brukes til"), max_length=300, blank=True)
    grounds = models.TextField(_("begrunnelse"), max_length=2000)
    decision = models.OneToOneField("casework.Decision", on_delete=models.PROTECT, related_name="owner_choice")
    chosen_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["chosen_at", "pk"]


class ChosenAmount(models.Model):
    """The kroner of one commitment that an owner's choice is about."""

    choice = models.ForeignKey(OwnerChoice, on_delete=models.PROTECT, related_name="amounts")
    commitment = models.ForeignKey("grants.Commitment", on_delete=models.PROTECT, related_name="chosen")
    amount = models.PositiveIntegerField(_("kroner"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["choice", "commitment"], name="one_amount_per_choice_and_commitment"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_chosen_amount_is_something"),
        ]
