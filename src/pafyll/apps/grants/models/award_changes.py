"""A change of an award: what the recipient applies for, what is assessed, and what is decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.grants.collective.changing import Verdict
from pafyll.domain.lifecycles.after_award import AwardChangeStatus
from pafyll.domain.values import Kroner

USER = settings.AUTH_USER_MODEL
OPEN = [AwardChangeStatus.SENT, AwardChangeStatus.PREPARED]
ASKS = Q(wanted_amount__isnull=False) | Q(wanted_until__isnull=False) | ~Q(wanted_purpose="")


class AwardChange(models.Model):
    """What is empty of what is wanted stays as it is. verdict, and what stands beside it, is what is to be decided."""

    class Verdict(models.TextChoices):
        ACCEPTED = Verdict.ACCEPTED.value, _("Godta")
        ACCEPTED_CHANGED = Verdict.ACCEPTED_CHANGED.value, _("Godta med endringer")
        REFUSED = Verdict.REFUSED.value, _("Avslå")

    award = models.ForeignKey("grants.Award", on_delete=models.PROTECT, related_name="changes")
    status = models.CharField(max_length=16, choices=AwardChangeStatus.choices(), default=AwardChangeStatus.SENT)
    wanted_amount = models.PositiveBigIntegerField(_("ønsket beløp, kroner"), null=True, blank=True)
    wanted_purpose = models.TextField(_("ønsket formål"), max_length=2000, blank=True)
    wanted_until = models.DateField(_("ønsket siste dag"), null=True, blank=True)
    reason = models.TextField(_("hvorfor"), max_length=3000)
    applied_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()
    verdict = models.CharField(max_length=16, choices=Verdict.choices, blank=True)
    amount = models.PositiveBigIntegerField(_("kroner"), null=True, blank=True)
    purpose = models.TextField(_("formål"), max_length=2000, blank=True)
    until = models.DateField(_("siste dag"), null=True, blank=True)
    report_due = models.DateField(_("rapportfrist"), null=True, blank=True)
    grounds = models.TextField(_("begrunnelse"), max_length=3000, blank=True)
    prepared_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.OneToOneField(
        "casework.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="award_change"
    )

    class Meta:
        ordering = ["-applied_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["award"], condition=Q(status__in=OPEN), name="one_open_change_per_award"),
            models.CheckConstraint(condition=ASKS, name="a_change_of_an_award_asks_for_something"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                name="nobody_decides_a_change_they_prepared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}, {self.pk}"

    @property
    def about(self) -> str:
        return f"award_change:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def wanted(self) -> Kroner:
        """The whole award as the recipient wants it, in kroner."""
        return Kroner(self.award.amount if self.wanted_amount is None else self.wanted_amount)
