"""From what is kept to a bill that can be issued: seller, buyer, line and tax."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pafyll.apps.agreements.models import AgreementVersion, Invoice, ProviderSeries
from pafyll.domain.invoicing.amounts import from_ore
from pafyll.domain.invoicing.bills import Address, Bill, BillLine, BillParty, CreditBill, InvoiceBill
from pafyll.domain.invoicing.kid import kid_of
from pafyll.domain.invoicing.vat import Vat, VatCategory, exempt_teaching, ordinary

DIGITS = 7  # of the number in the KID, with zeros in front
NOT_REGISTERED = "Selgeren er ikke registrert i Merverdiavgiftsregisteret"


def tax_of(version: AgreementVersion, series: ProviderSeries, *, day: date) -> Vat:
    """How the version's invoices are taxed on the day. A seller outside the register takes no tax at all."""
    if not series.is_vat_registered:
        return Vat(VatCategory.OUTSIDE, reason=NOT_REGISTERED)
    return exempt_teaching() if version.tax == AgreementVersion.Tax.EXEMPT else ordinary(day)


def kid_for(number: int, series: ProviderSeries) -> str:
    """The KID of the invoice with the number."""
    return kid_of(str(number).zfill(DIGITS), modulus=series.kid_modulus)


def bill_for(invoice: Invoice, series: ProviderSeries, *, number: int, day: date) -> Bill:
    """What is issued on the day under the number."""
    version = invoice.version
    tax = tax_of(version, series, day=day)
    common: dict[str, Any] = {
        "number": str(number),
        "issued_on": day,
        "seller": _seller(invoice, series),
        "buyer": _buyer(invoice),
        "lines": (BillLine(invoice.text, from_ore(invoice.net_ore), tax),),
        "buyer_reference": invoice.buyer_reference,
        "contract": invoice.agreement.number,
    }
    if invoice.credits is not None:
        about = invoice.credits
        return CreditBill(**common, note=invoice.why, credits=str(about.number), credits_issued_on=about.issued_on)
    due_on = day + timedelta(days=version.due_days)
    return InvoiceBill(**common, account=series.account, kid=kid_for(number, series), due_on=due_on)


def _seller(invoice: Invoice, series: ProviderSeries) -> BillParty:
    return BillParty(
        invoice.provider.name,
        invoice.provider.number,
        Address(series.street, series.postal_code, series.city),
        series.contact,
        series.email,
        is_vat_registered=series.is_vat_registered,
        in_business_register=series.in_business_register,
    )


def _buyer(invoice: Invoice) -> BillParty:
    contact = invoice.version.counterpart_contact
    return BillParty(invoice.recipient.name, invoice.recipient.number, Address(invoice.version.invoice_to), contact)
