"""Inquiries to a provider, what is written about them, and how often somebody may write."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.assignments.answering import ORDINARY, URGENCIES
from pafyll.domain.lifecycles.inquiry import InquiryStatus

USER = settings.AUTH_USER_MODEL


class Inquiry(models.Model):
    """What somebody asks, without logging in. The link to follow it holds a secret; only its hash is kept here."""

    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="inquiries")
    reference = models.CharField(max_length=20, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    form_key = models.CharField(max_length=64, unique=True)  # one for each form that was shown: sent twice, kept once
    status = models.CharField(max_length=20, choices=InquiryStatus.choices(), default=InquiryStatus.RECEIVED)
    name = models.CharField(_("navn"), max_length=120)
    email = models.EmailField(_("e-post"))
    workplace = models.CharField(_("arbeidssted"), max_length=120)
    area = models.CharField(_("område"), max_length=40, blank=True)  # a code of domain.assignments.areas
    text = models.TextField(_("hva det gjelder"), max_length=3000)
    language = models.CharField(max_length=2, default="nb")
    received_at = models.DateTimeField()
    due_on = models.DateField(_("svarfrist"))
    urgency = models.CharField(max_length=10, choices=list(URGENCIES.items()), default=ORDINARY)
    unit = models.ForeignKey("assignments.Unit", null=True, on_delete=models.PROTECT, related_name="inquiries")
    responsible = models.ForeignKey("organisations.Person", null=True, on_delete=models.PROTECT, related_name="+")
    counterpart = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="inquiries_sent"
    )
    answered_at = models.DateTimeField(null=True)
    assignment = models.OneToOneField(
        "assignments.Assignment", null=True, on_delete=models.PROTECT, related_name="inquiry"
    )

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["provider", "status", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="assignment_made", assignment__isnull=False)
                | (~Q(status="assignment_made") & Q(assignment__isnull=True)),
                name="an_assignment_is_made_of_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.workplace}"

    @property
    def about(self) -> str:
        return f"inquiry:{self.pk}"


class InquiryMessage(models.Model):
    """What passed between the inquirer and the provider. by is None for the inquirer's own words."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="messages")
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class InquiryNote(models.Model):
    """What the provider's own people write to each other."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class IntakeCount(models.Model):
    """How often one has written in a window. key is a keyed hash that changes with the day. Rows are removed."""

    key = models.CharField(max_length=64)
    window_starts_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window_starts_at"], name="one_count_per_window")]
