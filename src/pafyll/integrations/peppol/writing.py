"""Writes an invoice or a credit note in UBL 2.1, as Peppol BIS Billing 3.0 has it.

Source: docs.peppol.eu, BIS Billing 3.0, and its Norwegian rules: organisation numbers in scheme 0192, VAT numbers as
NO…MVA, «Foretaksregisteret» for limited companies, KID as the payment's identification.
"""

from __future__ import annotations

from decimal import Decimal
from xml.etree.ElementTree import Element, tostring

from pafyll.domain.answers import require
from pafyll.domain.invoicing.bills import Bill, CreditBill, InvoiceBill
from pafyll.domain.invoicing.fitness import is_fit
from pafyll.domain.invoicing.totals import Totals, totals_of
from pafyll.integrations.peppol.lines import adjustment, line, tax_total
from pafyll.integrations.peppol.parties import CUSTOMER, SUPPLIER, party
from pafyll.integrations.peppol.words import CAC, CBC, UBL, aggregate, money, text

DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>\n"
CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
INVOICE_CODE, CREDIT_CODE = "380", "381"  # UNCL 1001
CREDIT_TRANSFER = "30"  # UNCL 4461


def bill_as_xml(bill: Bill) -> bytes:
    """The file: the same bill always gives the same bytes. Raises Refusal when the bill is not fit to be sent."""
    require(is_fit(bill))
    name = "CreditNote" if isinstance(bill, CreditBill) else "Invoice"
    root = Element(name, {"xmlns": UBL.format(name), "xmlns:cac": CAC, "xmlns:cbc": CBC})
    totals = totals_of(bill)
    _head(root, bill)
    _references(root, bill)
    party(root, SUPPLIER, bill.seller, taxed=_is_taxed(totals))
    party(root, CUSTOMER, bill.buyer, taxed=_is_taxed(totals))
    _payment(root, bill)
    for one in bill.adjustments:
        adjustment(root, one)
    tax_total(root, totals)
    _sums(root, totals)
    for number, one_line in enumerate(bill.lines, start=1):
        line(root, number, one_line, is_credit=isinstance(bill, CreditBill))
    written: str = tostring(root, encoding="unicode")
    return f"{DECLARATION}{written}".encode()


def _is_taxed(totals: Totals) -> bool:
    """BR-O-02: no VAT number where everything is outside the scope of the tax."""
    return any(group.category != "O" for group in totals.groups)


def _head(root: Element, bill: Bill) -> None:
    text(root, "CustomizationID", CUSTOMIZATION)
    text(root, "ProfileID", PROFILE)
    text(root, "ID", bill.number)
    text(root, "IssueDate", bill.issued_on.isoformat())
    if isinstance(bill, InvoiceBill) and bill.due_on:
        text(root, "DueDate", bill.due_on.isoformat())
    code = "CreditNoteTypeCode" if isinstance(bill, CreditBill) else "InvoiceTypeCode"
    text(root, code, CREDIT_CODE if isinstance(bill, CreditBill) else INVOICE_CODE)
    text(root, "Note", bill.note)
    text(root, "DocumentCurrencyCode", "NOK")
    text(root, "BuyerReference", bill.buyer_reference)


def _references(root: Element, bill: Bill) -> None:
    if isinstance(bill, CreditBill):
        about = aggregate(aggregate(root, "BillingReference"), "InvoiceDocumentReference")
        text(about, "ID", bill.credits)
        if bill.credits_issued_on:
            text(about, "IssueDate", bill.credits_issued_on.isoformat())
    if bill.contract:
        text(aggregate(root, "ContractDocumentReference"), "ID", bill.contract)


def _payment(root: Element, bill: Bill) -> None:
    if isinstance(bill, InvoiceBill):
        means = aggregate(root, "PaymentMeans")
        text(means, "PaymentMeansCode", CREDIT_TRANSFER)
        text(means, "PaymentID", bill.kid)
        text(aggregate(means, "PayeeFinancialAccount"), "ID", bill.account)
    else:
        text(aggregate(root, "PaymentTerms"), "Note", "Kreditnota: trekkes fra fakturaen som den gjelder")  # BR-CO-25


def _sums(root: Element, totals: Totals) -> None:
    sums = aggregate(root, "LegalMonetaryTotal")
    money(sums, "LineExtensionAmount", totals.lines)
    money(sums, "TaxExclusiveAmount", totals.before_vat)
    money(sums, "TaxInclusiveAmount", totals.with_vat)
    _if_any(sums, "AllowanceTotalAmount", totals.allowances)
    _if_any(sums, "ChargeTotalAmount", totals.charges)
    _if_any(sums, "PrepaidAmount", totals.prepaid)
    _if_any(sums, "PayableRoundingAmount", totals.rounding)
    money(sums, "PayableAmount", totals.payable)


def _if_any(parent: Element, name: str, value: Decimal) -> None:
    if value:
        money(parent, name, value)
