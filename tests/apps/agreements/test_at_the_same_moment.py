"""Two who touch one agreement at the same moment: on PostgreSQL, where both would get through without a lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from pafyll.apps.agreements.models import AgreementVersion, Invoice
from pafyll.apps.agreements.services import incidents, invoicing, numbering, signing, writing
from pafyll.apps.agreements.services.incidents import NewIncident
from tests.apps.agreements.parties import Parties, make_parties
from tests.factories.base import NOW
from tests.races import DONE, overlapping

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def parties() -> Parties:
    return make_parties()


def proposed(parties: Parties) -> AgreementVersion:
    draft = parties.agreement().versions.get()
    return writing.propose(version=draft, by=parties.liv, at=NOW)


def signing_by(by: object, version: AgreementVersion) -> Callable[[], object]:
    return lambda: signing.sign(version=version, seen=version.fingerprint, by=by, at=NOW)  # type: ignore[arg-type]


def test_two_parties_who_sign_at_once_put_the_agreement_in_force(parties: Parties) -> None:
    version = proposed(parties)

    outcomes = overlapping(signing_by(parties.arvid, version), signing_by(parties.marit, version))

    version.refresh_from_db()
    assert (outcomes, version.status, version.agreement.status) == ([DONE, DONE], "signed", "in_force")


def test_what_is_sent_back_is_not_signed_by_one_who_read_it_before(parties: Parties) -> None:
    version = proposed(parties)

    outcomes = overlapping(
        lambda: writing.send_back(version=version, why="Feil sum", by=parties.liv, at=NOW),
        signing_by(parties.marit, version),
    )

    assert outcomes[0] == DONE != outcomes[1]
    assert not version.signatures.exists()


def test_no_invoice_is_prepared_while_the_agreement_is_terminated(parties: Parties) -> None:
    agreement = parties.agreed()
    end = NewIncident("termination", date(2026, 1, 31), "Ingen midler")

    outcomes = overlapping(
        lambda: incidents.register_incident(agreement=agreement, incident=end, by=parties.marit, at=NOW),
        lambda: invoicing.prepare_invoice(agreement=agreement, interval=1, by=parties.mona, at=NOW),
    )

    assert outcomes[0] == DONE != outcomes[1]
    assert not Invoice.objects.exists()


def test_more_than_the_whole_is_never_credited(parties: Parties) -> None:
    invoice = parties.invoice(parties.agreed())

    def credit() -> object:
        return invoicing.prepare_credit_note(invoice=invoice, kroner=60_000, why="Feil", by=parties.mona, at=NOW)

    assert overlapping(credit, credit) == [DONE, "more_than_left"]


def test_a_hindrance_is_over_once(parties: Parties) -> None:
    agreement = parties.agreed()
    flood = NewIncident("force_majeure", date(2026, 2, 2), "Flom")
    hindrance = incidents.register_incident(agreement=agreement, incident=flood, by=parties.marit, at=NOW)

    def ended(day: date) -> Callable[[], object]:
        return lambda: incidents.end_force_majeure(incident=hindrance, ends_on=day, by=parties.liv, at=NOW)

    assert overlapping(ended(date(2026, 3, 1)), ended(date(2026, 3, 2))) == [DONE, "not_under_way"]
    hindrance.refresh_from_db()
    assert hindrance.ends_on == date(2026, 3, 1)


def test_two_invoices_of_different_agreements_never_get_one_number(parties: Parties) -> None:
    made = [
        invoicing.prepare_invoice(agreement=parties.agreed(), interval=1, by=parties.mona, at=NOW) for _ in range(2)
    ]

    def issue(invoice: Invoice) -> Callable[[], object]:
        return lambda: invoicing.issue_invoice(invoice=invoice, by=parties.liv, at=NOW)

    assert overlapping(issue(made[0]), issue(made[1])) == [DONE, DONE]
    assert sorted(Invoice.objects.values_list("number", flat=True)) == [1, 2]


def test_a_new_account_does_not_take_a_number_back(parties: Parties) -> None:
    made = invoicing.prepare_invoice(agreement=parties.agreed(), interval=1, by=parties.mona, at=NOW)
    details = numbering.InvoicingDetails(account="12345678903", contact="Ny")

    outcomes = overlapping(
        lambda: invoicing.issue_invoice(invoice=made, by=parties.liv, at=NOW),
        lambda: numbering.set_invoicing_details(provider=parties.college, details=details, by=parties.mona, at=NOW),
    )

    assert outcomes == [DONE, DONE]
    assert parties.college.agreement_series.next_invoice == 2
