"""What an owner thinks that a study costs beside the rates: its own figures, for the round or for one application."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CostEstimate(models.Model):
    """Kroner per participant in the study year. Without an application: the owner's usual figures for the round."""

    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="cost_estimates")
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="cost_estimates")
    application = models.OneToOneField(
        "applications.Application", null=True, blank=True, on_delete=models.PROTECT, related_name="cost_estimate"
    )
    travel = models.PositiveIntegerField(_("reise"), null=True, blank=True)  # None: the teacher's own estimate
    stay = models.PositiveIntegerField(_("opphold"), default=0)
    materials = models.PositiveIntegerField(_("bøker og materiell"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "owner"], condition=Q(application=None), name="one_usual_estimate_per_round"
            )
        ]
