"""A case about demanding money back: forewarned, commented, prepared by one and decided by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.change import RecoveryCaseStatus

USER = settings.AUTH_USER_MODEL
OPEN = [RecoveryCaseStatus.FOREWARNED, RecoveryCaseStatus.COMMENTED, RecoveryCaseStatus.PREPARED]


class RecoveryCase(models.Model):
    """The owner was paid for a semester and may have to pay back. Nothing is demanded before it could comment."""

    commitment = models.ForeignKey("grants.Commitment", on_delete=models.PROTECT, related_name="recovery_cases")
    amount = models.PositiveIntegerField(_("kroner"))
    grounds = models.TextField(_("hvorfor"), max_length=2000)
    status = models.CharField(
        max_length=10, choices=RecoveryCaseStatus.choices(), default=RecoveryCaseStatus.FOREWARNED
    )
    comments_due_on = models.DateField(_("frist for å uttale seg"))
    forewarned_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    forewarned_at = models.DateTimeField()
    forewarning = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    comments = models.TextField(_("uttalelse"), max_length=5000, blank=True)
    commented_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    commented_at = models.DateTimeField(null=True, blank=True)
    recommends = models.BooleanField(null=True, blank=True)
    assessment = models.TextField(_("vurdering"), max_length=2000, blank=True)
    prepared_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.OneToOneField(
        "casework.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="recovery_case"
    )

    class Meta:
        ordering = ["forewarned_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(status__in=OPEN), name="one_open_recovery_per_commitment"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_recovery_demands_something"),
        ]

    @property
    def about(self) -> str:
        return f"recovery_case:{self.pk}"
