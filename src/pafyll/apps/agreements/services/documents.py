"""What is kept as a document: a signed version, an issued invoice and a credit note."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from pafyll.apps.accounts.models import User
from pafyll.apps.agreements.difference import changed_terms
from pafyll.apps.agreements.models import Agreement, AgreementSignature, AgreementVersion, Invoice
from pafyll.apps.agreements.models.agreement import AgreementVersionStatus
from pafyll.apps.agreements.permissions import SIGNS_FOR_PROVIDER, signs_for_counterpart
from pafyll.apps.documents.agreement_parts import (
    AgreementParty,
    AgreementText,
    BilledLine,
    BillText,
    PlanLine,
    SignedBy,
    TaxLine,
    lines_of,
)
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.agreement_amendment.type import AgreementAmendment, ChangedTerm
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.domain.invoicing.amounts import shown
from pafyll.domain.invoicing.bills import Bill, CreditBill, InvoiceBill
from pafyll.domain.invoicing.totals import VatGroup, totals_of
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner
from pafyll.integrations.bank.accounts import shown_account

Kind, Role, V = Agreement.Kind, RoleGrant.Role, AgreementVersionStatus
KINDS = {
    Kind.MAIN: "agreement_main",
    Kind.SUPPLEMENTARY: "agreement_supplementary",
    Kind.PLANNING: "agreement_planning",
}
AMENDMENT = "agreement_amendment"
REASONS = (  # of an exemption, as domain.invoicing and bills have them: for the translators
    gettext_noop("Undervisning er unntatt fra merverdiavgift, jf. merverdiavgiftsloven § 3-5"),
    gettext_noop("Selgeren er ikke registrert i Merverdiavgiftsregisteret"),
)


def kind_of_document(version: AgreementVersion) -> str:
    """The document type of the version: the agreement itself, or the amendment that made it."""
    return AMENDMENT if version.is_amendment else KINDS[Kind(version.agreement.kind)]


def issue_version(version: AgreementVersion, *, by: User, at: datetime) -> Document:
    """The signed version as a document, in the counterpart's form of Norwegian."""
    language = version.agreement.counterpart.letter_language
    head, context = version_text(version, language=language)
    return issue(
        kind=kind_of_document(version),
        head=head,
        context=context,
        about=version.key,
        by=by,
        at=at,
        language=language,
    )


def version_text(version: AgreementVersion, *, language: str) -> tuple[Head, Any]:
    """The head and the context of the version's document, as it stands: for the kept one, and to be read before."""
    agreement = version.agreement
    head = Head(
        sender=agreement.provider.name,
        recipient=agreement.counterpart.name,
        dated_on=norwegian_day(version.signed_at or version.proposed_at or version.prepared_at),
        case_number="",
        recipient_lines=(agreement.counterpart.email,) if agreement.counterpart.email else (),
        contact=version.provider_contact,
    )
    with override(language):
        return head, _amendment(version) if version.is_amendment else _agreement(version)


def _agreement(version: AgreementVersion) -> AgreementText:
    agreement = version.agreement
    return AgreementText(
        number=agreement.number,
        title=agreement.title,
        provider=_provider(version),
        counterpart=_counterpart(version),
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        amount=version.kroner,
        content=version.content,
        plan=_plan(version),
        buyer_reference=version.buyer_reference,
        due_days=version.due_days,
        notice_months=version.notice_months,
        is_exempt=version.tax == AgreementVersion.Tax.EXEMPT,
        travel_included=version.travel_included,
        background=version.background,
        participants=version.participants,
        provider_duties=version.provider_duties,
        counterpart_duties=version.counterpart_duties,
        academic_contact=version.academic_contact,
        depends_on=version.depends_on,
        invoice_to=version.invoice_to,
        main_number=agreement.main.number if agreement.main else "",
        main_title=agreement.main.title if agreement.main else "",
        signatures=_signatures(version),
        fingerprint=version.fingerprint,
    )


def _amendment(version: AgreementVersion) -> AgreementAmendment:
    from pafyll.apps.agreements.services.writing import invoiced_kroner  # it issues what we set

    agreement = version.agreement
    before = version_before(version)
    return AgreementAmendment(
        number=version.amendment,
        agreement=agreement.number,
        title=agreement.title,
        provider=_provider(version),
        counterpart=_counterpart(version),
        reason=version.reason,
        changed=tuple(
            ChangedTerm(one.label, _in_one_line(one.before), _in_one_line(one.after))
            for one in changed_terms(before, version)
        ),
        amount_before=before.kroner,
        amount_after=version.kroner,
        invoiced=invoiced_kroner(agreement, until=version.proposed_at),
        plan=_plan(version),
        dated_on=norwegian_day(version.proposed_at or version.prepared_at),
        signatures=_signatures(version),
        fingerprint=version.fingerprint,
    )


def version_before(version: AgreementVersion) -> AgreementVersion:
    """The version that this one amends: the latest signed one with a lower number."""
    signed = version.agreement.versions.filter(number__lt=version.number, status__in=(V.SIGNED, V.REPLACED))
    return signed.order_by("-number").first() or version


def _in_one_line(text: str) -> str:
    """A cell of a table has one paragraph."""
    return ", ".join(lines_of(text))


def _provider(version: AgreementVersion) -> AgreementParty:
    return _party(version.agreement.provider, version.provider_contact, SIGNS_FOR_PROVIDER[0])


def _counterpart(version: AgreementVersion) -> AgreementParty:
    counterpart = version.agreement.counterpart
    return _party(counterpart, version.counterpart_contact, signs_for_counterpart(counterpart))


def _party(organisation: Organisation, contact: str, role: str) -> AgreementParty:
    return AgreementParty(organisation.name, organisation.number, contact, str(Role(role).label))


def _plan(version: AgreementVersion) -> tuple[PlanLine, ...]:
    return tuple(PlanLine(one.number, one.invoice_on, Kroner(one.amount), one.text) for one in version.plan())


def _signatures(version: AgreementVersion) -> tuple[SignedBy, ...]:
    agreement, found = version.agreement, version.signatures.select_related("by")
    parties = {
        AgreementSignature.Side.PROVIDER: agreement.provider.name,
        AgreementSignature.Side.COUNTERPART: agreement.counterpart.name,
    }
    return tuple(
        SignedBy(str(one.by), str(Role(one.role).label), parties[AgreementSignature.Side(one.side)], one.at)
        for one in found
    )


def issue_bill(invoice: Invoice, bill: Bill, *, by: User, at: datetime) -> Document:
    """The invoice or credit note as a document, in the recipient's form of Norwegian."""
    language = invoice.recipient.letter_language
    recipient = invoice.recipient
    lines = (recipient.email, bill.buyer.address.street)
    head = Head(
        sender=bill.seller.name,
        recipient=bill.buyer.name,
        dated_on=bill.issued_on,
        case_number="",
        recipient_lines=tuple(line for line in lines if line),
        contact=bill.seller.contact,
    )
    with override(language):
        context = _bill_text(bill, why=invoice.why)
    return issue(kind=invoice.kind, head=head, context=context, about=invoice.key, by=by, at=at, language=language)


def _bill_text(bill: Bill, *, why: str) -> BillText:
    totals = totals_of(bill)
    text = BillText(
        number=bill.number,
        issued_on=bill.issued_on,
        agreement=bill.contract,
        buyer_reference=bill.buyer_reference,
        seller_number=_seller_number(bill),
        buyer_number=bill.buyer.organisation_number,
        lines=tuple(
            BilledLine(one.name, _quantity(one.quantity), shown(one.price), shown(one.net)) for one in bill.lines
        ),
        taxes=tuple(TaxLine(_tax_label(one), shown(one.taxable), shown(one.tax)) for one in totals.groups),
        before_tax=shown(totals.before_vat),
        tax=shown(totals.vat),
        payable=shown(totals.payable),
        why=why,
        in_business_register=bill.seller.in_business_register,
        email=bill.seller.email,
    )
    if isinstance(bill, CreditBill):
        return replace(text, credits=bill.credits, credits_issued_on=bill.credits_issued_on)
    due_on = bill.due_on if isinstance(bill, InvoiceBill) else None
    return replace(text, due_on=due_on, account=shown_account(bill.account), kid=bill.kid)


def _seller_number(bill: Bill) -> str:
    """986 054 321 MVA: those in the register of value added tax say so."""
    return f"{bill.seller.organisation_number}{' MVA' if bill.seller.is_vat_registered else ''}"


def _tax_label(group: VatGroup) -> str:
    return _(group.reason) if group.reason else f"{_quantity(group.percent)} %"


def _quantity(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
