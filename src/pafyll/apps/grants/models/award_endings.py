"""What becomes of awarded money that was not used: the settlement of an award, and demanding back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.after_award import AwardRecoveryStatus, AwardSettlementStatus

USER = settings.AUTH_USER_MODEL
R = AwardRecoveryStatus
OPEN = [R.FOREWARNED, R.COMMENTED, R.PREPARED]


class AwardSettlement(models.Model):
    """What became of every krone after the accepted final report: used, released, carried over, to be demanded back."""

    award = models.OneToOneField("grants.Award", on_delete=models.PROTECT, related_name="settlement")
    status = models.CharField(
        max_length=10, choices=AwardSettlementStatus.choices(), default=AwardSettlementStatus.PREPARED
    )
    used = models.PositiveBigIntegerField(_("brukt, kroner"))
    released = models.PositiveBigIntegerField(_("frigjøres, kroner"))
    carried_over = models.PositiveBigIntegerField(_("overføres til neste år, kroner"))
    to_recover = models.PositiveBigIntegerField(_("betales tilbake, kroner"))
    use_before = models.DateField(_("det som overføres, brukes senest"), null=True, blank=True)
    grounds = models.TextField(_("begrunnelse"), max_length=3000)
    returned_because = models.TextField(max_length=1000, blank=True)
    prepared_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.OneToOneField(
        "casework.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="award_settlement"
    )

    class Meta:
        ordering = ["award"]
        constraints = [
            models.CheckConstraint(
                condition=Q(carried_over=0) | Q(use_before__isnull=False), name="what_is_carried_over_is_used_by_a_day"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                name="nobody_decides_a_settlement_they_prepared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}"

    @property
    def about(self) -> str:
        return f"award_settlement:{self.pk}"


class AwardRecovery(models.Model):
    """A case about demanding back of an award. Nothing is demanded before the recipient could comment (fvl. § 16)."""

    award = models.ForeignKey("grants.Award", on_delete=models.PROTECT, related_name="recoveries")
    amount = models.PositiveBigIntegerField(_("kroner"))
    grounds = models.TextField(_("hvorfor"), max_length=2000)
    status = models.CharField(max_length=10, choices=AwardRecoveryStatus.choices(), default=R.FOREWARNED)
    comments_due_on = models.DateField(_("frist for å uttale seg"))
    forewarned_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    forewarned_at = models.DateTimeField()
    comments = models.TextField(_("uttalelse"), max_length=5000, blank=True)
    commented_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    commented_at = models.DateTimeField(null=True, blank=True)
    recommends = models.BooleanField(null=True, blank=True)
    assessment = models.TextField(_("vurdering"), max_length=3000, blank=True)
    pay_by = models.DateField(_("betales innen"), null=True, blank=True)
    prepared_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    paid_back_on = models.DateField(_("betalt tilbake"), null=True, blank=True)
    decision = models.OneToOneField(
        "casework.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="award_recovery"
    )

    class Meta:
        ordering = ["forewarned_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["award"], condition=Q(status__in=OPEN), name="one_open_recovery_per_award"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_recovery_of_an_award_demands_something"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                name="nobody_decides_a_recovery_they_prepared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}, {self.pk}"

    @property
    def about(self) -> str:
        return f"award_recovery:{self.pk}"
