"""Ada prepares, Idar approves, the bank answers, and each page says what happened and what to do."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pafyll.apps.applications.models import ParticipationTerm, Round
from pafyll.apps.grants.models import BankAccount, BankLine, PaymentRun, PaymentStatement
from pafyll.integrations.bank.fake import FakeBank
from pafyll.integrations.clock import OSLO


@pytest.fixture
def prepared(world):
    return PaymentRun.objects.get(status="prepared", round__isnull=False)


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def upload(content: bytes) -> dict:
    return {"file": SimpleUploadedFile("fil.xml", content)}


def test_the_directorate_sees_where_the_money_of_every_semester_is(as_ada):
    page = text(as_ada.get(reverse("authority:payments")))

    assert "Høsten 2025" in page
    assert "Våren 2026" in page


def test_tor_and_siri_have_nothing_to_do_with_payments(as_tor, as_siri, prepared):
    for client in (as_tor, as_siri):
        assert client.get(reverse("authority:payments")).status_code == 403
        assert client.get(reverse("authority:payment_run", args=[prepared.pk])).status_code in (403, 404)
        assert client.post(reverse("authority:send_run", args=[prepared.pk])).status_code in (403, 404)


def test_ada_cannot_approve_what_she_prepared_and_the_page_says_why(as_ada, prepared):
    page = text(as_ada.get(reverse("authority:payment_run", args=[prepared.pk])))

    assert "godkjennes av en som har fullmakt" in page
    assert as_ada.post(reverse("authority:approve_run", args=[prepared.pk])).status_code == 403


def test_idar_approves_ada_sends_and_the_bank_answers(as_ada, as_idar, prepared, clock):
    assert "Godkjenn" in text(as_idar.get(reverse("authority:approve_run", args=[prepared.pk])))
    as_idar.post(reverse("authority:approve_run", args=[prepared.pk]))
    as_ada.post(reverse("authority:send_run", args=[prepared.pk]))

    file = as_ada.get(reverse("authority:order_file", args=[prepared.pk, "xml"]))
    assert as_ada.get(reverse("authority:order_file", args=[prepared.pk, "xml"])).content == file.content
    assert b"pain.001.001.03" in file.content
    as_ada.post(reverse("authority:answers", args=[prepared.pk]), upload(FakeBank().answer(file.content)))
    as_ada.post(reverse("authority:reconcile"), upload(FakeBank().statement(file.content)))

    prepared.refresh_from_db()
    assert prepared.status == "finished"
    assert {one.statement.status for one in prepared.payments.all()} == {"paid"}


def test_half_a_file_is_refused_beside_the_field(as_ada, world):
    sent = PaymentRun.objects.filter(status="sent", round__isnull=False).first()
    content = FakeBank().answer(bytes(sent.file))[:300]

    page = as_ada.post(reverse("authority:answers", args=[sent.pk]), upload(content))

    assert page.status_code == 200
    assert "Filen er ikke hel" in text(page)


def test_the_preview_says_what_each_owner_gets_and_why_not(as_ada, world):
    round = Round.objects.get(study_year=2025)
    fjordvik = PaymentStatement.objects.get(round=round, semester="2026V", owner__name="Fjordvik kommune")
    terms = ParticipationTerm.objects.filter(semester="2026V", participation__owner=fjordvik.owner, status="awaiting")
    terms.update(status="confirmed", confirmed_at=datetime(2026, 3, 9, tzinfo=OSLO))
    as_ada.post(reverse("authority:hold_statement", args=[fjordvik.pk]), {"why": "Vi venter på svar."})

    page = text(as_ada.get(reverse("authority:prepare_run", args=[round.pk, "2026V"])))

    assert "Fjordvik kommune" in page
    assert "Satt på vent" in page


def test_a_run_is_returned_with_a_reason_and_prepared_anew_from_the_page(as_ada, as_idar, prepared):
    address = reverse("authority:return_run", args=[prepared.pk])
    assert "Skriv noe her" in text(as_idar.post(address, {"why": ""}))
    as_idar.post(address, {"why": "Feil dato"})

    day = {"pay_on": date(2026, 3, 24)}
    answer = as_ada.post(reverse("authority:prepare_run", args=[prepared.round_id, prepared.semester]), day)

    again = PaymentRun.objects.get(status="prepared", round__isnull=False)
    assert answer["Location"] == reverse("authority:payment_run", args=[again.pk])
    assert (again.pay_on, again.pk != prepared.pk) == (date(2026, 3, 24), True)


def test_a_statement_is_held_with_a_reason_and_let_go(as_ada, world):
    statement = PaymentStatement.objects.filter(status="open").first()
    address = reverse("authority:hold_statement", args=[statement.pk])

    assert "Skriv noe her" in text(as_ada.post(address, {"why": ""}))
    as_ada.post(address, {"why": "Vi venter på svar"})
    assert "Vi venter på svar" in text(as_ada.get(reverse("authority:payment_statement", args=[statement.pk])))
    as_ada.post(reverse("authority:release_statement", args=[statement.pk]))

    statement.refresh_from_db()
    assert statement.status == "open"


def test_a_line_nobody_knows_says_what_to_do_and_can_be_explained(as_ada, world):
    line = BankLine.objects.get(status="unmatched", file__payer=None)

    assert "Ingen betaling herfra har denne referansen" in text(as_ada.get(reverse("authority:reconcile")))
    as_ada.post(reverse("authority:explain_line", args=[line.pk]), {"why": "Betalt fra et annet system"})

    line.refresh_from_db()
    assert (line.status, line.why) == ("explained", "Betalt fra et annet system")


def test_ada_approves_storbys_new_number(as_ada, world):
    waiting = BankAccount.objects.get(status="entered")

    as_ada.post(reverse("authority:approve_account", args=[waiting.pk]))

    waiting.refresh_from_db()
    assert waiting.status == "approved"
    assert BankAccount.objects.filter(organisation=waiting.organisation, status="approved").count() == 1
