"""Invoices and credit notes: prepared by one, issued by another, and from then on the same bytes."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.agreements.models.agreement import Agreement, AgreementVersion
from pafyll.domain.invoicing.amounts import from_ore
from pafyll.domain.lifecycles.agreement import InvoiceStatus

USER = settings.AUTH_USER_MODEL
NUMBERED = [InvoiceStatus.ISSUED, InvoiceStatus.PAID, InvoiceStatus.CREDITED]
STANDING = [InvoiceStatus.PREPARED, InvoiceStatus.ISSUED, InvoiceStatus.PAID]


class Invoice(models.Model):
    """An invoice of one planned interval, or a credit note for the whole or a part of an invoice. Amounts in øre.

    version is the one that was in force when it was prepared. content is the bill as it was issued.
    """

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("faktura")
        CREDIT_NOTE = "credit_note", _("kreditnota")

    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="invoices_issued")
    recipient = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="invoices")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="invoices")
    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="invoices")
    kind = models.CharField(max_length=11, choices=Kind.choices, default=Kind.INVOICE)
    interval = models.PositiveSmallIntegerField(null=True, blank=True)
    credits = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="credit_notes")
    status = models.CharField(max_length=10, choices=InvoiceStatus.choices(), default=InvoiceStatus.PREPARED)
    number = models.PositiveIntegerField(_("nummer"), null=True, blank=True)
    text = models.CharField(_("hva den gjelder"), max_length=200)
    why = models.TextField(_("hvorfor det krediteres"), max_length=1000, blank=True)
    net_ore = models.PositiveBigIntegerField()  # before value added tax
    vat_ore = models.PositiveBigIntegerField(default=0)
    buyer_reference = models.CharField(max_length=80)
    kid = models.CharField(max_length=25, blank=True)
    content = models.JSONField(default=dict, blank=True)
    xml = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    prepared_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    issued_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)
    issued_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    paid_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-prepared_at", "-pk"]
        indexes = [models.Index(fields=["provider", "status"]), models.Index(fields=["recipient", "status"])]
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="one_invoice_per_number"),
            models.UniqueConstraint(
                fields=["agreement", "interval"],
                condition=Q(kind="invoice", status__in=STANDING),
                name="one_standing_invoice_per_interval",
            ),
            models.CheckConstraint(
                condition=Q(issued_by__isnull=True) | ~Q(issued_by=F("prepared_by")),
                name="nobody_issues_an_invoice_they_prepared",
            ),
            models.CheckConstraint(
                condition=Q(status__in=NUMBERED, number__isnull=False, issued_by__isnull=False, issued_on__isnull=False)
                | (~Q(status__in=NUMBERED) & Q(number__isnull=True)),
                name="what_is_issued_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(kind="credit_note", credits__isnull=False) | Q(kind="invoice", credits__isnull=True),
                name="a_credit_note_credits_an_invoice",
            ),
            models.CheckConstraint(condition=Q(net_ore__gt=0), name="an_invoice_is_of_something"),
        ]

    def __str__(self) -> str:
        return str(self.number or "")

    @property
    def key(self) -> str:
        return f"invoice:{self.pk}"

    @property
    def total_ore(self) -> int:
        return self.net_ore + self.vat_ore

    @property
    def total(self) -> Decimal:
        """Kroner with øre, tax included."""
        return from_ore(self.total_ore)

    @property
    def is_issued(self) -> bool:
        return self.number is not None
