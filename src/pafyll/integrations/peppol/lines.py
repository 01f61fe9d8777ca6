"""Lines, allowances, charges and tax, as UBL has them."""

from __future__ import annotations

from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from pafyll.domain.invoicing.bills import Adjustment, BillLine
from pafyll.domain.invoicing.totals import Totals
from pafyll.domain.invoicing.vat import NEEDS_REASON, VatCategory
from pafyll.integrations.peppol.words import aggregate, money, number, text


def line(root: Element, at: int, one: BillLine, *, is_credit: bool) -> None:
    """A line with its own number in the bill."""
    element = aggregate(root, "CreditNoteLine" if is_credit else "InvoiceLine")
    text(element, "ID", str(at))
    quantity = SubElement(element, "cbc:CreditedQuantity" if is_credit else "cbc:InvoicedQuantity")
    quantity.set("unitCode", one.unit)
    quantity.text = number(one.quantity)
    money(element, "LineExtensionAmount", one.net)
    item = aggregate(element, "Item")
    text(item, "Description", one.description)
    text(item, "Name", one.name)
    _category(item, "ClassifiedTaxCategory", one.vat.category, one.vat.percent)
    price = SubElement(aggregate(element, "Price"), "cbc:PriceAmount", {"currencyID": "NOK"})
    price.text = number(one.price)


def adjustment(root: Element, one: Adjustment) -> None:
    """An allowance or a charge for the whole bill."""
    element = aggregate(root, "AllowanceCharge")
    text(element, "ChargeIndicator", "true" if one.is_charge else "false")
    text(element, "AllowanceChargeReason", one.reason)
    money(element, "Amount", one.amount)
    _category(element, "TaxCategory", one.vat.category, one.vat.percent)


def tax_total(root: Element, totals: Totals) -> None:
    """The tax, and how it comes about group by group."""
    total = aggregate(root, "TaxTotal")
    money(total, "TaxAmount", totals.vat)
    for group in totals.groups:
        part = aggregate(total, "TaxSubtotal")
        money(part, "TaxableAmount", group.taxable)
        money(part, "TaxAmount", group.tax)
        _category(part, "TaxCategory", group.category, group.percent, group.reason)


def _category(parent: Element, name: str, category: VatCategory, percent: Decimal, reason: str = "") -> None:
    element = aggregate(parent, name)
    text(element, "ID", category.value)
    if category != VatCategory.OUTSIDE:  # BR-O-05: no rate, not even zero
        text(element, "Percent", number(percent))
    if category in NEEDS_REASON:
        text(element, "TaxExemptionReason", reason)
    text(aggregate(element, "TaxScheme"), "ID", "VAT")
