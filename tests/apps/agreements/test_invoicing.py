"""Invoices from the plan of the agreement: two persons, numbers without gaps, frozen, credited and paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from pafyll.apps.agreements.models import Invoice
from pafyll.apps.agreements.permissions import visible_invoices
from pafyll.apps.agreements.services import invoicing, numbering
from pafyll.apps.casework.services import Refusal
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.invoicing.kid import is_kid
from tests.apps.agreements.parties import Parties, make_parties
from tests.factories.base import NOW, TODAY
from tests.integrations.peppol.arithmetic import broken_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties() -> Parties:
    return make_parties()


def test_an_issued_invoice_has_number_kid_due_day_file_and_document(
    parties: Parties, django_capture_on_commit_callbacks
) -> None:
    agreement = parties.agreed()

    with django_capture_on_commit_callbacks(execute=True):
        invoice = parties.invoice(agreement)

    invoice.refresh_from_db()
    assert (invoice.number, invoice.status, invoice.due_on) == (1, "issued", date(2026, 4, 9))
    assert is_kid(invoice.kid)
    assert broken_rules(bytes(invoice.xml)) == []
    assert agreement.number.encode() in bytes(invoice.xml)
    assert invoice.document.kind == "invoice"
    assert "90\u00a0000,00\u00a0kr" in invoice.document.text
    assert {address for one in mail.outbox if "Faktura 1" in one.subject for address in one.to} == {
        parties.marit.person.email,
        parties.siri.person.email,
    }


def test_whoever_prepared_it_does_not_issue_it(parties: Parties) -> None:
    made = invoicing.prepare_invoice(agreement=parties.agreed(), interval=1, by=parties.mona, at=NOW)

    with pytest.raises(Refusal, match="issues_own_work"):
        invoicing.issue_invoice(invoice=made, by=parties.mona, at=NOW)
    with pytest.raises(Refusal, match="not_issuer"):
        invoicing.issue_invoice(invoice=made, by=parties.marit, at=NOW)


def test_nothing_is_invoiced_before_both_have_signed_nor_before_its_day(parties: Parties) -> None:
    with pytest.raises(Refusal, match="no_version_in_force"):
        invoicing.prepare_invoice(agreement=parties.agreement(), interval=1, by=parties.mona, at=NOW)
    with pytest.raises(Refusal, match="before_its_day"):
        parties.invoice(parties.agreed(), interval=2)


def test_an_interval_is_invoiced_once_and_again_only_when_it_is_wholly_credited(parties: Parties) -> None:
    agreement = parties.agreed()
    invoice = parties.invoice(agreement)
    with pytest.raises(Refusal, match="already_invoiced"):
        parties.invoice(agreement)

    note = invoicing.prepare_credit_note(invoice=invoice, kroner=None, why="Feil mottaker", by=parties.mona, at=NOW)
    invoicing.issue_invoice(invoice=note, by=parties.liv, at=NOW)

    invoice.refresh_from_db()
    assert invoice.status == "credited"
    assert [note.number for note in invoice.credit_notes.all()] == [2]
    assert parties.invoice(agreement).number == 3


def test_a_credit_note_is_never_for_more_than_is_left(parties: Parties) -> None:
    invoice = parties.invoice(parties.agreed())
    note = invoicing.prepare_credit_note(invoice=invoice, kroner=60_000, why="Kortere", by=parties.mona, at=NOW)

    with pytest.raises(Refusal) as refused:
        invoicing.prepare_credit_note(invoice=invoice, kroner=30_001, why="Mer", by=parties.mona, at=NOW)

    assert "30\u00a0000,00\u00a0kr igjen" in str(refused.value.answer)
    issued = invoicing.issue_invoice(invoice=note, by=parties.liv, at=NOW)
    assert broken_rules(bytes(issued.xml)) == []
    assert b"<cbc:CreditNoteTypeCode>381" in bytes(issued.xml)
    invoice.refresh_from_db()
    assert invoice.status == "issued"


@pytest.mark.parametrize("change", [{"net_ore": 1}, {"number": 99}, {"kid": "1"}, {"xml": b"x"}, {"due_on": TODAY}])
def test_the_database_itself_refuses_to_change_what_is_issued(parties: Parties, change) -> None:
    invoice = parties.invoice(parties.agreed())

    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(**change)


def test_a_refused_issue_takes_no_number(parties: Parties) -> None:
    agreement = parties.agreed()
    made = invoicing.prepare_invoice(agreement=agreement, interval=1, by=parties.mona, at=NOW)
    numbering.set_invoicing_details(
        provider=parties.college, details=numbering.InvoicingDetails(account=""), by=parties.mona, at=NOW
    )
    with pytest.raises(Refusal, match="account_missing"):
        invoicing.issue_invoice(invoice=made, by=parties.liv, at=NOW)

    details = numbering.InvoicingDetails(account="12345678903", kid_modulus=11)
    numbering.set_invoicing_details(provider=parties.college, details=details, by=parties.mona, at=NOW)
    assert invoicing.issue_invoice(invoice=made, by=parties.liv, at=NOW).number == 1


def test_paid_is_registered_with_its_day_and_not_in_the_future(parties: Parties) -> None:
    invoice = parties.invoice(parties.agreed())

    with pytest.raises(Refusal, match="paid_outside"):
        invoicing.register_paid(invoice=invoice, paid_on=date(2026, 3, 11), by=parties.mona, at=NOW)
    invoicing.register_paid(invoice=invoice, paid_on=TODAY, by=parties.mona, at=NOW)

    invoice.refresh_from_db()
    assert (invoice.status, invoice.paid_on) == ("paid", TODAY)


def test_the_recipient_sees_issued_invoices_only(parties: Parties) -> None:
    agreement = parties.agreed()
    viewer = viewer_of(parties.siri, day=TODAY)
    made = invoicing.prepare_invoice(agreement=agreement, interval=1, by=parties.mona, at=NOW)
    assert made not in visible_invoices(viewer, day=TODAY)

    invoicing.issue_invoice(invoice=made, by=parties.liv, at=NOW)

    assert made in visible_invoices(viewer, day=TODAY)


def test_a_seller_outside_the_register_takes_no_tax_and_the_ordinary_rate_is_counted(parties: Parties) -> None:
    taxed = parties.invoice(parties.agreed(tax="S"))
    assert (taxed.net_ore, taxed.vat_ore) == (9_000_000, 2_250_000)

    details = numbering.InvoicingDetails(account="12345678903", is_vat_registered=False)
    numbering.set_invoicing_details(provider=parties.college, details=details, by=parties.mona, at=NOW)
    outside = parties.invoice(parties.agreed(tax="S"))

    assert outside.vat_ore == 0
    assert broken_rules(bytes(outside.xml)) == []


def test_a_name_of_markup_is_text_in_file_and_document(parties: Parties) -> None:
    parties.municipality.name = '<svg onload="x">&Fjordvik'
    parties.municipality.save()

    invoice = parties.invoice(parties.agreed())

    assert b"&lt;svg onload=" in bytes(invoice.xml)
    assert '<svg onload="x">&Fjordvik' in invoice.document.text


def test_the_terms_of_an_amendment_are_those_of_the_agreement(parties: Parties) -> None:
    from pafyll.apps.agreements.services import writing

    version = writing.begin_amendment(agreement=parties.agreed(), reason="Nytt", by=parties.liv, at=NOW)

    assert writing.terms_of(version) == replace(
        writing.terms_of(version.agreement.versions.get(number=1)), reason="Nytt"
    )
