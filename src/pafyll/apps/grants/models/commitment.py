"""What the state has promised for one semester of one participation, and what has become of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from pafyll.domain.values import Kroner


class Commitment(models.Model):
    """Reserved when the place was awarded. The database refuses to pay or release more than was promised."""

    term = models.OneToOneField("applications.ParticipationTerm", on_delete=models.PROTECT, related_name="commitment")
    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="commitments")
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="commitments")
    budget_year = models.PositiveSmallIntegerField()
    amount = models.PositiveIntegerField()
    paid = models.PositiveIntegerField(default=0)  # sent to the bank and not rejected
    released = models.PositiveIntegerField(default=0)  # back to the frame, never paid
    recovered = models.PositiveIntegerField(default=0)  # of what was paid: demanded back

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["round", "budget_year"]), models.Index(fields=["owner", "budget_year"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=F("paid") + F("released")), name="never_more_than_was_promised"
            ),
            models.CheckConstraint(condition=Q(paid__gte=F("recovered")), name="never_back_more_than_was_paid"),
        ]

    @property
    def about(self) -> str:
        return f"commitment:{self.pk}"

    @property
    def left(self) -> Kroner:
        """Promised, and neither paid nor released."""
        return Kroner(self.amount - self.paid - self.released)
