"""Where the money comes from: what was appropriated for a year, and what of it a round may use."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.money_proposal import MoneyProposalStatus


class Appropriation(models.Model):
    """Money that the Storting gave for a budget year, with where it says so. A change is a new row, also below zero."""

    budget_year = models.PositiveSmallIntegerField(_("budsjettår"))
    amount = models.BigIntegerField(_("kroner"))
    item = models.CharField(_("kapittel og post"), max_length=60)
    source = models.CharField(_("kilde"), max_length=300)
    entry = models.OneToOneField("grants.Entry", on_delete=models.PROTECT, related_name="appropriation")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-budget_year", "pk"]


class Frame(models.Model):
    """What a round may commit in a budget year. amount is what it was last set to; the ledger has the way there."""

    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="money_frames")
    budget_year = models.PositiveSmallIntegerField(_("budsjettår"))
    amount = models.PositiveBigIntegerField(_("kroner"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["budget_year", "round"]
        constraints = [models.UniqueConstraint(fields=["round", "budget_year"], name="one_frame_per_round_and_year")]

    @property
    def about(self) -> str:
        return f"frame:{self.pk}"


class MoneyProposal(models.Model):
    """An appropriation, or a frame where there is a round, that one has prepared and another decides.

    before is the frame as it was when it was prepared: what is decided is what was looked at.
    """

    status = models.CharField(
        max_length=10, choices=MoneyProposalStatus.choices(), default=MoneyProposalStatus.PREPARED
    )
    budget_year = models.PositiveSmallIntegerField(_("budsjettår"))
    amount = models.BigIntegerField(_("kroner"))
    round = models.ForeignKey(
        "applications.Round", null=True, blank=True, on_delete=models.PROTECT, related_name="money_proposals"
    )
    before = models.PositiveBigIntegerField(default=0)
    item = models.CharField(_("kapittel og post"), max_length=60, blank=True)
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    booked_on = models.DateField(null=True, blank=True)
    why = models.CharField(_("begrunnelse"), max_length=300, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    returned_why = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["prepared_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "budget_year"],
                condition=Q(status=MoneyProposalStatus.PREPARED, round__isnull=False),
                name="one_prepared_frame_per_round_and_year",
            )
        ]

    @property
    def about(self) -> str:
        return f"money_proposal:{self.pk}"

    @property
    def is_frame(self) -> bool:
        return self.round_id is not None

    @property
    def difference(self) -> int:
        """What it adds, or takes when below zero."""
        return self.amount - self.before
