"""Invoices from the plan of the version in force: prepared by one, issued by another, credited, and paid."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Sum

from pafyll.apps.accounts.models import User
from pafyll.apps.agreements.bills import bill_for, tax_of
from pafyll.apps.agreements.models import Agreement, AgreementVersion, Invoice
from pafyll.apps.agreements.models.agreement import AgreementVersionStatus
from pafyll.apps.agreements.models.invoice import STANDING
from pafyll.apps.agreements.permissions import may_follow_up, may_issue, may_write
from pafyll.apps.agreements.queries.incidents import incidents_of
from pafyll.apps.agreements.services.documents import issue_bill
from pafyll.apps.agreements.services.numbering import locked_series, take_invoice_number
from pafyll.apps.agreements.services.telling import tell_recipient
from pafyll.apps.agreements.services.writing import locked_agreement, require_impartial
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record, require
from pafyll.apps.documents.filling import as_plain
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.invoicing.amounts import from_ore, in_ore, nearest_ore, shown
from pafyll.domain.invoicing.bills import Bill, BillLine, InvoiceBill
from pafyll.domain.invoicing.carriable import can_carry
from pafyll.domain.invoicing.incidents import may_invoice
from pafyll.domain.invoicing.plan import Interval
from pafyll.domain.invoicing.totals import totals_of
from pafyll.domain.lifecycles.agreement import INVOICE, InvoiceStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.integrations.peppol import bill_as_xml

N, Kind = InvoiceStatus, Invoice.Kind


@transaction.atomic
def prepare_invoice(*, agreement: Agreement, interval: int, by: User, at: datetime) -> Invoice:
    """Makes one of the planned invoices ready, from the plan of the version in force. A colleague issues it."""
    agreement = locked_agreement(agreement)
    day = norwegian_day(at)
    require_impartial(by, at, agreement)
    require(may_write(_viewer(by, at), agreement.provider_id))
    version = version_in_force(agreement)
    planned = next((one for one in version.plan() if one.number == interval), None)
    if planned is None:
        raise Refusal(no("not_planned", "Fakturaen er ikke i planen som gjelder.", remedy="Se planen i avtalen."))
    require(first_no([may_invoice(planned, incidents_of(agreement), day=day), _is_free(agreement, planned)]))
    made = _new(version, Kind.INVOICE, planned.text, planned.amount * 100, by, at, interval=interval)
    record(about=agreement.key, verb="invoice_prepared", by=by, at=at, interval=interval, kroner=int(planned.amount))
    return made


@transaction.atomic
def drop_invoice(*, invoice: Invoice, by: User, at: datetime) -> Invoice:
    """Takes back what is prepared and not issued. It has no number yet, so nothing is missing in the series."""
    invoice = locked_invoice(invoice)
    require_impartial(by, at, invoice.agreement)
    require(may_write(_viewer(by, at), invoice.provider_id))
    advance(invoice, lifecycle=INVOICE, to=N.DROPPED, by=by, at=at)
    return invoice


@transaction.atomic
def issue_invoice(*, invoice: Invoice, by: User, at: datetime) -> Invoice:
    """Gives it a number, writes the EHF and the PDF, and sends it. From now on it is never changed."""
    invoice = locked_invoice(invoice)
    day = norwegian_day(at)
    require_impartial(by, at, invoice.agreement)
    require(may_issue(_viewer(by, at), invoice))
    require(_may_go(invoice, day))
    series = locked_series(invoice.provider_id)
    number = take_invoice_number(series)
    bill = bill_for(invoice, series, number=number, day=day)
    _keep(invoice, bill, by=by, at=at)
    record(
        about=invoice.agreement.key,
        verb=f"{invoice.kind}_issued",
        by=by,
        at=at,
        number=number,
        sha256=invoice.sha256,
    )
    if invoice.credits is not None:
        _close_credited(invoice.credits, by, at)
    tell_recipient(invoice, day=day)
    return invoice


@transaction.atomic
def prepare_credit_note(*, invoice: Invoice, kroner: int | None, why: str, by: User, at: datetime) -> Invoice:
    """Makes a credit note ready for a part of an invoice, in whole kroner before tax, or for what is left of it (None).

    Refused when it would be more than is left.
    """
    invoice = locked_invoice(invoice)
    require_impartial(by, at, invoice.agreement)
    require(may_follow_up(_viewer(by, at), invoice))
    left = left_to_credit(invoice)
    ore = left if kroner is None else kroner * 100
    require(first_no([_may_credit(invoice, ore, left), _has_reason(why)]))
    made = _new(invoice.version, Kind.CREDIT_NOTE, invoice.text, ore, by, at, credits=invoice, why=why.strip())
    record(
        about=invoice.agreement.key, verb="credit_prepared", by=by, at=at, number=invoice.number, ore=ore, why=made.why
    )
    return made


@transaction.atomic
def register_paid(*, invoice: Invoice, paid_on: date, by: User, at: datetime) -> Invoice:
    """Says that what was left of the invoice is paid, and when the money came."""
    invoice = locked_invoice(invoice)
    require_impartial(by, at, invoice.agreement)
    require(first_no([may_follow_up(_viewer(by, at), invoice), _may_be_paid(invoice, paid_on, norwegian_day(at))]))
    advance(invoice, lifecycle=INVOICE, to=N.PAID, by=by, at=at, paid_on=paid_on.isoformat())
    invoice.paid_on, invoice.paid_by = paid_on, by
    invoice.save(update_fields=["paid_on", "paid_by"])
    return invoice


def version_in_force(agreement: Agreement) -> AgreementVersion:
    """The version that invoices follow. Raises Refusal when none is signed by both."""
    found = agreement.versions.filter(status=AgreementVersionStatus.SIGNED).first()
    if found is None:
        raise Refusal(
            no(
                "no_version_in_force",
                "Avtalen er ikke signert av begge parter, og kan ikke faktureres.",
                remedy="Vent til begge har signert.",
            )
        )
    found.agreement = agreement
    return found


def left_to_credit(invoice: Invoice) -> int:
    """Øre before tax that no credit note stands for, also one that is only prepared. One query."""
    standing = invoice.credit_notes.filter(status__in=STANDING)
    return invoice.net_ore - (standing.aggregate(sum=Sum("net_ore"))["sum"] or 0)


def locked_invoice(invoice: Invoice) -> Invoice:
    """The invoice as it is now, and the one that it credits, behind the lock of the agreement (ADR 22)."""
    locked_agreement(Agreement(pk=invoice.agreement_id))
    rows = Invoice.objects.select_related(
        "provider", "recipient", "agreement__provider", "agreement__counterpart", "version", "credits"
    )
    return rows.defer("xml").get(pk=invoice.pk)


def _new(version: AgreementVersion, kind: str, text: str, ore: int, by: User, at: datetime, **more: object) -> Invoice:
    agreement = version.agreement
    series = locked_series(agreement.provider_id)
    vat = tax_of(version, series, day=norwegian_day(at))
    line = BillLine(text, from_ore(ore), vat)
    tax = in_ore(nearest_ore(line.net * vat.percent / 100))
    try:
        with transaction.atomic():
            return Invoice.objects.create(
                provider_id=agreement.provider_id,
                recipient_id=agreement.counterpart_id,
                agreement=agreement,
                version=version,
                kind=kind,
                text=text,
                net_ore=ore,
                vat_ore=tax,
                buyer_reference=version.buyer_reference,
                prepared_by=by,
                prepared_at=at,
                **more,
            )
    except IntegrityError as fault:
        raise AlreadyChanged(INVOICE.label) from fault


def _keep(invoice: Invoice, bill: Bill, *, by: User, at: datetime) -> None:
    """Everything that is fixed from now on, written once."""
    totals = totals_of(bill)
    xml = bill_as_xml(bill)
    invoice.number, invoice.issued_by, invoice.issued_at = int(bill.number), by, at
    invoice.issued_on, invoice.net_ore, invoice.vat_ore = bill.issued_on, in_ore(totals.before_vat), in_ore(totals.vat)
    invoice.kid = bill.kid
    invoice.due_on = bill.due_on if isinstance(bill, InvoiceBill) else None
    invoice.content = _as_json(bill)
    invoice.xml, invoice.sha256 = xml, hashlib.sha256(xml).hexdigest()
    invoice.document = issue_bill(invoice, bill, by=by, at=at)
    changed = Invoice.objects.filter(pk=invoice.pk, status=N.PREPARED).update(
        status=N.ISSUED, **{name: getattr(invoice, name) for name in KEPT}
    )
    if not changed:
        raise AlreadyChanged(INVOICE.label)
    invoice.status = N.ISSUED
    record(
        about=invoice.key, verb=N.ISSUED.value, before=N.PREPARED, after=N.ISSUED, by=by, at=at, number=invoice.number
    )


KEPT = (
    *("number", "issued_by", "issued_at", "issued_on", "net_ore", "vat_ore", "kid", "due_on"),
    *("content", "xml", "sha256", "document"),
)


def _as_json(bill: Bill) -> object:
    plain = as_plain(bill)
    return _without_decimals(plain)


def _without_decimals(value: object) -> object:
    """Decimals as text, so that JSON keeps every øre."""
    if isinstance(value, dict):
        return {name: _without_decimals(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_without_decimals(one) for one in value]
    return value if isinstance(value, str | int | bool) or value is None else str(value)


def _close_credited(invoice: Invoice, by: User, at: datetime) -> None:
    """An invoice that is wholly credited by issued credit notes is closed; its interval may be invoiced again."""
    issued = invoice.credit_notes.exclude(number=None).aggregate(sum=Sum("net_ore"))["sum"] or 0
    if issued == invoice.net_ore:
        advance(invoice, lifecycle=INVOICE, to=N.CREDITED, by=by, at=at)


def _is_free(agreement: Agreement, planned: Interval) -> Answer:
    standing = agreement.invoices.filter(kind=Kind.INVOICE, interval=planned.number, status__in=STANDING)
    if not standing.exists():
        return yes()
    return no("already_invoiced", "Faktura {number} i planen er alt laget.", number=str(planned.number))


def _may_go(invoice: Invoice, day: date) -> Answer:
    """An invoice follows the version in force, and is not sent before its day; a credit note may go at once."""
    if invoice.kind == Kind.CREDIT_NOTE:
        return yes()
    version = version_in_force(invoice.agreement)
    planned = next((one for one in version.plan() if one.number == invoice.interval), None)
    if planned is None or planned.amount * 100 != invoice.net_ore:
        return no("plan_has_changed", "Planen er endret.", remedy="Forkast fakturaen, og lag den på nytt fra planen.")
    invoice.version = version
    invoice.buyer_reference = version.buyer_reference
    Invoice.objects.filter(pk=invoice.pk).update(version=version, buyer_reference=version.buyer_reference)
    if planned.invoice_on > day:
        return no("before_its_day", "Fakturaen kan sendes fra {day}, som avtalt i planen.", day=planned.invoice_on)
    return may_invoice(planned, incidents_of(invoice.agreement), day=day)


def _may_credit(invoice: Invoice, ore: int, left: int) -> Answer:
    if invoice.kind != Kind.INVOICE:
        return no("credits_a_credit_note", "En kreditnota kan ikke krediteres.")
    if ore <= 0 or ore > left:
        return no(
            "more_than_left",
            "Det er {left} igjen å kreditere av fakturaen.",
            remedy="Skriv et beløp over 0 og høyst så mye.",
            field="kroner",
            left=shown(from_ore(left)),
        )
    return yes()


def _has_reason(why: str) -> Answer:
    if not why.strip():
        return no("reason_missing", "Skriv hvorfor det krediteres. Mottakeren ser det.", field="why")
    return can_carry(why, what="Grunnen")


def _may_be_paid(invoice: Invoice, paid_on: date, today: date) -> Answer:
    if invoice.kind != Kind.INVOICE:
        return no("credit_is_not_paid", "En kreditnota blir ikke betalt inn.")
    if invoice.issued_on is None or not invoice.issued_on <= paid_on <= today:
        return no("paid_outside", "Datoen må være fra fakturadatoen til og med i dag.", field="paid_on")
    return yes()


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=norwegian_day(at))
