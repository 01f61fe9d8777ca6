"""Where the money comes from: what was appropriated for a year, and what of it a round may use."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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
