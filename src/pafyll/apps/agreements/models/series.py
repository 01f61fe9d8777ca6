"""How a provider invoices, and the numbers that come next: one row per provider, locked by whoever takes a number."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProviderSeries(models.Model):
    """The account to pay to, the provider's post, the control of its KID, and the next numbers without gaps."""

    class Modulus(models.IntegerChoices):
        TEN = 10, _("modulus 10")
        ELEVEN = 11, _("modulus 11")

    provider = models.OneToOneField(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="agreement_series"
    )
    next_agreement = models.PositiveIntegerField(default=1)
    next_invoice = models.PositiveIntegerField(_("neste fakturanummer"), default=1)
    account = models.CharField(_("kontonummer"), max_length=11, blank=True)
    kid_modulus = models.PositiveSmallIntegerField(_("kontroll av KID"), choices=Modulus.choices, default=Modulus.TEN)
    is_vat_registered = models.BooleanField(_("registrert i Merverdiavgiftsregisteret"), default=True)
    in_business_register = models.BooleanField(_("aksjeselskap i Foretaksregisteret"), default=False)
    street = models.CharField(_("gateadresse"), max_length=100, blank=True)
    postal_code = models.CharField(_("postnummer"), max_length=4, blank=True)
    city = models.CharField(_("poststed"), max_length=60, blank=True)
    contact = models.CharField(_("kontakt for faktura"), max_length=100, blank=True)
    email = models.EmailField(_("e-post for faktura"), blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["provider"]
        constraints = [
            models.CheckConstraint(condition=Q(kid_modulus__in=[10, 11]), name="a_kid_is_controlled_by_10_or_11"),
            models.CheckConstraint(condition=Q(next_invoice__gte=1, next_agreement__gte=1), name="numbers_from_one"),
        ]
