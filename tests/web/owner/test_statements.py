"""Siri reads what Fjordvik is paid, line by line; Ola never does."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pafyll.apps.documents.models import Document
from pafyll.apps.grants.models import BankAccount, PaymentStatement


@pytest.fixture
def paid(world):
    return PaymentStatement.objects.get(owner__name="Fjordvik kommune", semester="2025H")


@pytest.fixture
def spring(world):
    return PaymentStatement.objects.get(owner__name="Fjordvik kommune", semester="2026V")


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_siri_sees_every_semester_and_when_it_is_paid(as_siri, paid):
    page = text(as_siri.get(reverse("owner:statements")))

    assert "Høsten 2025" in page
    assert "Utbetalt 19. desember 2025" in page
    assert "Betales vanligvis i juni" in page


def test_each_line_says_for_whom_and_what_it_was_made_from(as_siri, paid):
    page = text(as_siri.get(reverse("owner:statement", args=[paid.pk])))

    for line in paid.lines.all():
        person = line.commitment.term.participation.person
        assert str(person) in page
        assert f"{line.amount:,} kr".replace(",", " ") in page
    assert "per 30 studiepoeng" in page
    assert "bekreftet deltakelse" in page


def test_what_is_not_confirmed_is_shown_as_held_back_with_why(as_siri, spring):
    page = text(as_siri.get(reverse("owner:statement", args=[spring.pk])))

    assert "Holdt tilbake" in page
    assert "Deltakelsen er ikke bekreftet ennå." in page


def test_ola_never_sees_fjordviks_statement(as_ola, paid):
    for name in ("statement", "statement_workbook", "statement_table"):
        assert as_ola.get(reverse(f"owner:{name}", args=[paid.pk])).status_code == 404
    assert as_ola.post(reverse("owner:write_statement", args=[paid.pk]), {"language": "nb"}).status_code == 404


def test_the_table_has_the_same_sum_as_the_page(as_siri, paid):
    rows = as_siri.get(reverse("owner:statement_table", args=[paid.pk])).content.decode("utf-8-sig").splitlines()

    paid_rows = [row.split(";") for row in rows[1:] if row.startswith("Utbetalt")]
    assert sum(int(row[-1]) for row in paid_rows) == paid.total > 0
    assert as_siri.get(reverse("owner:statement_workbook", args=[paid.pk])).content[:2] == b"PK"


def test_the_paid_statement_is_set_in_both_forms_of_norwegian(as_siri, paid):
    for language, word in (("nb", "Oppgjør for høsten 2025"), ("nn", "Oppgjer for hausten 2025")):
        answer = as_siri.post(reverse("owner:write_statement", args=[paid.pk]), {"language": language}, follow=True)
        assert answer["Content-Type"] == "application/pdf"
        assert word in Document.objects.get(about=paid.about, language=language).title


def test_an_open_statement_is_not_set_yet(as_siri, spring):
    assert as_siri.post(reverse("owner:write_statement", args=[spring.pk]), {"language": "nb"}).status_code == 403


def test_siri_enters_a_number_that_waits_for_the_directorate(as_siri, world):
    assert "finnes ikke" in text(as_siri.post(reverse("owner:account"), {"number": "1234 56 78904"}))
    as_siri.post(reverse("owner:account"), {"number": "1234 56 78903"})

    made = BankAccount.objects.get(organisation__name="Fjordvik kommune", status="entered")
    assert made.number == "12345678903"
