"""Agreements and invoices as the college, the municipality and the school see them in the story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.agreements.models import Agreement, Invoice
from pafyll.apps.agreements.queries import signed_agreement_about
from pafyll.apps.agreements.services import writing
from pafyll.apps.assignments.models import Assignment
from pafyll.domain.values import Kroner
from tests.architecture.agreement_samples import (
    about_the_assignment,
    issued_invoice,
    planning_agreement,
    prepared_invoice,
    with_a_school,
)
from tests.factories.base import NOW

pytestmark = pytest.mark.heavy(25)

TERMS = {
    "starts_on": "2026-08-17",
    "ends_on": "2027-06-18",
    "content": "Fire samlinger",
    "provider_contact": "Liv Strandmo",
    "counterpart_contact": "Siri Myrvang",
    "notice_months": "3",
    "amount": "180000",
    "tax": "E",
    "travel_included": "on",
    "buyer_reference": "4711",
    "due_days": "30",
    "plan-0-invoice_on": "2026-09-14",
    "plan-0-amount": "90 000",
    "plan-0-text": "To samlinger om høsten",
    "plan-1-invoice_on": "2027-02-15",
    "plan-1-amount": "90000",
    "plan-1-text": "To samlinger om våren",
}


def page(client: Client, name: str, *args: object, status: int = 200) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == status, response.content.decode()[:500]
    return " ".join(response.content.decode().split())


def test_the_list_says_what_waits_for_a_signature_and_from_whom(as_liv: Client) -> None:
    text = page(as_liv, "provider:agreements")

    assert "Mangler: Fjordvik kommune" in text
    assert "21 dager igjen" in text
    assert "Ny avtale" in text


def test_the_story_has_what_the_report_asks_for(world: None) -> None:
    reading = Agreement.objects.get(title="Lesing på mellomtrinnet")
    assert reading.status == "ended"
    assert [one.status for one in reading.versions.order_by("number")] == ["replaced", "signed"]
    assert [one.kind for one in reading.supplements.all()] == ["supplementary"]
    theirs = Invoice.objects.filter(agreement__in=[reading, *reading.supplements.all()])
    kinds = [one.kind for one in theirs]
    assert sorted(kinds) == ["credit_note", "invoice", "invoice", "invoice"]
    assert signed_agreement_about(Assignment.objects.get(number="OPP-2026-1").about) is None


def test_marit_reads_the_agreement_and_signs_it_so_that_it_stands(as_marit: Client, as_siri: Client) -> None:
    pk = about_the_assignment()
    text = page(as_marit, "owner:agreement_version", pk, 1)
    assert "Venter på signatur fra Fjordvik kommune" in text
    assert "196 000 kr" in text
    assert ">Signer</button>" in text
    assert ">Signer</button>" in page(as_siri, "owner:agreement_version", pk, 1)  # Marit has lent her the role

    seen = Agreement.objects.get(pk=pk).versions.get().fingerprint
    response = as_marit.post(reverse("owner:sign_agreement", args=[pk, 1]), {"seen": seen})

    assert response.status_code == 303
    found = signed_agreement_about(Agreement.objects.get(pk=pk).about)
    assert found is not None
    assert found.amount == 196_000
    assert as_marit.get(reverse("owner:agreement_file", args=[pk, 1]))["Content-Type"] == "application/pdf"


def test_marit_sends_it_back_and_no_longer_sees_the_draft(as_marit: Client, as_liv: Client) -> None:
    pk = about_the_assignment()

    response = as_marit.post(reverse("owner:return_agreement", args=[pk, 1]), {"why": "Summen er for høy."})

    assert response.status_code == 303
    page(as_marit, "owner:agreement", pk, status=404)
    assert "Summen er for høy." in page(as_liv, "provider:agreement_version", pk, 1)


def test_ola_never_sees_fjordviks_agreements_nor_invoices(as_ola: Client) -> None:
    page(as_ola, "owner:agreement", about_the_assignment(), status=404)
    page(as_ola, "owner:invoice", issued_invoice(), status=404)
    assert "Dere har ingen avtaler" in page(as_ola, "owner:agreements")


def test_geir_and_nina_do_not_see_agreements(as_geir: Client, as_nina: Client) -> None:
    for client in (as_geir, as_nina):
        page(client, "provider:agreement", about_the_assignment(), status=404)


def test_per_signs_for_the_school(as_per: Client) -> None:
    pk = with_a_school()
    assert "Kurs i klasseledelse" in page(as_per, "school:agreements")
    seen = Agreement.objects.get(pk=pk).versions.get().fingerprint

    as_per.post(reverse("school:sign_agreement", args=[pk, 1]), {"seen": seen})

    assert "Per Haugland" in page(as_per, "school:agreement", pk)
    assert "Venter på signatur fra Høgskolen i Innhavet" in page(as_per, "school:agreement_version", pk, 1)


def test_liv_writes_an_agreement_about_an_assignment_and_sends_it(as_liv: Client) -> None:
    assignment = Assignment.objects.get(number="OPP-2026-1")
    address = f"{reverse('provider:new_agreement')}?oppdrag={assignment.pk}"
    assert "Vurdering for læring i Fjordvik" in as_liv.get(address).content.decode()
    given = {**TERMS, "counterpart": assignment.counterpart_id, "kind": "main", "title": "Ny avtale"}

    response = as_liv.post(address, given)

    assert response.status_code == 303
    made = Agreement.objects.get(title="Ny avtale")
    assert made.about == assignment.about
    assert [one.amount for one in made.versions.get().planned.all()] == [90_000, 90_000]
    as_liv.post(reverse("provider:propose_agreement", args=[made.pk, 1]))
    assert made.versions.get().status == "proposed"


def test_an_amendment_shows_what_it_does_before_anybody_signs(as_liv: Client) -> None:
    agreement = Agreement.objects.get(pk=planning_agreement())
    version = agreement.versions.get(status="draft")
    terms = writing.terms_of(version)
    changed = replace(
        terms,
        amount=30_000,
        ends_on=date(2026, 6, 30),
        content=f"{terms.content}\nEt møte til.",
        intervals=(terms.intervals[0], replace(terms.intervals[1], amount=Kroner(18_000))),
    )
    writing.write_version(version=version, terms=changed, by=agreement.created_by, at=NOW)

    text = page(as_liv, "provider:agreement_version", agreement.pk, version.number)

    assert "+6 000 kr" in text
    assert "<ins>Et møte til.</ins>" in text
    assert "<del>31. mars 2026</del>" in text
    assert "24 000 kr" in text


def test_an_invoice_is_sent_by_another_and_then_has_its_files(as_mona: Client, as_liv: Client, as_siri: Client) -> None:
    pk = prepared_invoice()
    assert "En kollega må sende den" in page(as_mona, "provider:invoice", pk)
    page(as_siri, "owner:invoice", pk, status=404)

    response = as_liv.post(reverse("provider:issue_invoice", args=[pk]))

    assert response.status_code == 303
    invoice = Invoice.objects.get(pk=pk)
    assert invoice.number == 9
    file = as_siri.get(reverse("owner:invoice_file", args=[pk, "ehf"]))
    assert file["Content-Type"] == "application/xml"
    assert b"<cbc:InvoiceTypeCode>380" in file.content
    assert as_siri.get(reverse("owner:invoice_file", args=[pk, "pdf"])).content.startswith(b"%PDF")
    assert "Faktura 9" in page(as_siri, "owner:invoices")


def test_an_unpaid_invoice_is_shown_as_overdue_to_both(as_liv: Client, as_siri: Client) -> None:
    pk = issued_invoice()

    assert "69 dager over fristen" in page(as_siri, "owner:invoices")
    assert "Forfalt 31. desember 2025, for 69 dager siden." in page(as_liv, "provider:invoice", pk)


def test_a_credit_note_is_written_and_payment_is_registered(as_mona: Client, as_liv: Client) -> None:
    pk = prepared_invoice()
    as_liv.post(reverse("provider:issue_invoice", args=[pk]))
    too_much = as_mona.post(reverse("provider:credit_invoice", args=[pk]), {"kroner": "12001", "why": "For mye"})
    assert too_much.status_code == 422
    assert "igjen å kreditere" in too_much.content.decode()

    as_mona.post(reverse("provider:credit_invoice", args=[pk]), {"kroner": "4000", "why": "Kortere"})
    as_mona.post(reverse("provider:register_paid", args=[pk]), {"paid_on": "2026-03-10"})

    assert Invoice.objects.get(pk=pk).status == "paid"
    assert [one.net_ore for one in Invoice.objects.filter(credits=pk)] == [400_000]


def test_a_wrong_account_number_is_refused_on_its_field(as_mona: Client) -> None:
    response = as_mona.post(reverse("provider:invoicing_details"), {"account": "1234 56 78904", "kid_modulus": "10"})

    assert response.status_code == 422
    assert "det siste sifferet stemmer ikke" in response.content.decode()


def test_force_majeure_is_registered_by_the_counterpart_and_shown_to_both(as_marit: Client, as_liv: Client) -> None:
    pk = planning_agreement()  # in the story something has come in its way before
    given = {"kind": "force_majeure", "starts_on": "2026-03-01", "reason": "<b>Snøras</b>"}

    response = as_marit.post(reverse("owner:agreement_incident", args=[pk]), given)

    assert response.status_code == 303
    text = page(as_liv, "provider:agreement", pk)
    assert "&lt;b&gt;Snøras&lt;/b&gt;" in text
    assert "Før at det er over" in text


def rows(*given: tuple[str, str, str]) -> dict[str, str]:
    """The rows of a plan as the form posts them."""
    names = ("invoice_on", "amount", "text")
    return {f"plan-{n}-{name}": cell for n, row in enumerate(given) for name, cell in zip(names, row, strict=True)}


def test_what_is_written_in_an_agreement_is_text_and_nothing_else(as_liv: Client) -> None:
    pk, abuse = planning_agreement(), "<script>alert(1)</script>\n=1+1\n<svg onload=x>"

    response = as_liv.post(
        reverse("provider:write_agreement", args=[pk, 2]),
        {
            **TERMS,
            "content": abuse,
            "participants": abuse,
            "amount": "24000",
            "plan-1-invoice_on": "",
            "plan-1-amount": "",
            "plan-1-text": "",
            **rows(("2026-03-02", "24000", "<b>x</b>")),
        },
    )

    assert response.status_code == 303
    text = page(as_liv, "provider:agreement_version", pk, 2)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<svg onload" not in text
    assert as_liv.get(reverse("provider:agreement_file", args=[pk, 2])).content.startswith(b"%PDF")


def test_a_control_character_is_refused_before_anybody_signs(as_liv: Client) -> None:
    pk = planning_agreement()
    agreement = Agreement.objects.get(pk=pk)
    terms = writing.terms_of(agreement.versions.get(number=2))
    version = agreement.versions.get(number=2)
    changed = replace(terms, counterpart_contact="Siri\x1b")
    writing.write_version(version=version, terms=changed, by=agreement.created_by, at=NOW)

    response = as_liv.post(reverse("provider:propose_agreement", args=[pk, 2]))

    assert response.status_code == 403
    assert "usynlig kontrolltegn (U+001B) på plass 5" in response.content.decode()


def test_the_words_about_an_assignment_can_be_taken_in_by_its_page(world: None, liv, viewing) -> None:
    from django.template.loader import render_to_string

    from pafyll.apps.agreements.queries.pages import rows_about

    about = Assignment.objects.get(number="OPP-2026-1").about
    rows = rows_about(about, viewer=viewing(liv), day=date(2026, 3, 10))

    text = render_to_string("provider/_agreements_about.html", {"rows": rows})

    assert "Mangler: Fjordvik kommune" in text
