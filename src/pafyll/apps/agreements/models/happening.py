"""What happens to an agreement: who signed it, and what came in the way."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.agreements.models.agreement import Agreement, AgreementVersion

USER = settings.AUTH_USER_MODEL


class AgreementSignature(models.Model):
    """One party's signature under a version: who, in which role, when, and the fingerprint of what was signed."""

    class Side(models.TextChoices):
        PROVIDER = "provider", _("tilbyder")
        COUNTERPART = "counterpart", _("oppdragsgiver")

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=11, choices=Side.choices)
    role = models.CharField(max_length=30)  # a code of organisations' roles, as it was that day
    is_delegated = models.BooleanField(default=False)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["version", "at"]
        constraints = [
            models.UniqueConstraint(fields=["version", "side"], name="one_signature_per_party"),
            models.UniqueConstraint(fields=["version", "by"], name="nobody_signs_for_both_parties"),
        ]


class AgreementIncident(models.Model):
    """Force majeure or a termination, as one of the parties registered it. Never deleted.

    Force majeure holds the invoices back while it lasts; a termination drops those after its last day.
    """

    class Kind(models.TextChoices):
        FORCE_MAJEURE = "force_majeure", _("force majeure")
        TERMINATION = "termination", _("oppsigelse")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=13, choices=Kind.choices)
    starts_on = models.DateField(_("fra"))
    ends_on = models.DateField(_("til og med"), null=True, blank=True)
    reason = models.TextField(_("hva som har skjedd"), max_length=2000)
    registered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["agreement", "-registered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="an_incident_ends_after_start"
            ),
        ]
