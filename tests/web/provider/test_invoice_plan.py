"""Liv writes the invoice plan row by row: more and fewer rows, equal parts, the sum, and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.agreements.models import Agreement
from tests.architecture.agreement_samples import planning_agreement
from tests.web.provider.test_agreement_pages import TERMS, rows

pytestmark = pytest.mark.heavy(25)
AUTUMN, SPRING = ("2026-09-14", "90 000", "To samlinger"), ("2027-02-15", "", "To samlinger til")
SPRING_TOO = ("2027-02-15", "2 000", "To samlinger til")
PLAN = [name for name in TERMS if name.startswith("plan-")]
TYPED = {name: cell for name, cell in TERMS.items() if name not in PLAN}


def post(client: Client, **given: str) -> tuple[int, str]:
    address = reverse("provider:write_agreement", args=[planning_agreement(), 2])
    response = client.post(address, {**TYPED, **given})
    return response.status_code, " ".join(response.content.decode().split())


def planned() -> list[tuple[int, int]]:
    version = Agreement.objects.get(pk=planning_agreement()).versions.get(number=2)
    return [(one.number, int(one.amount)) for one in version.plan()]


def test_a_row_more_keeps_everything_that_is_typed(as_liv: Client) -> None:
    before = planned()
    status, text = post(as_liv, more="1", content="Halvferdig", amount="", **rows(AUTUMN, SPRING))

    assert (status, planned()) == (200, before)
    assert "Halvferdig" in text
    assert 'value="90 000"' in text
    assert 'name="plan-2-amount"' in text
    assert "Avtalt sum er ikke skrevet." in text


def test_a_row_is_taken_away_and_the_others_stay(as_liv: Client) -> None:
    _status, text = post(as_liv, remove="0", **rows(AUTUMN, SPRING))

    assert 'value="To samlinger til"' in text
    assert 'value="90 000"' not in text
    assert 'name="plan-1-amount"' not in text


def test_equal_parts_fill_what_is_begun_to_the_last_krone(as_liv: Client) -> None:
    third = ("", "", "Avslutning")
    _status, text = post(as_liv, equal="1", amount="112 000", **rows(AUTUMN, SPRING, third, ("", "", "")))

    assert text.count('value="33334"') == 1  # the first 12 000 are invoiced already
    assert text.count('value="33333"') == 2
    assert "Det er likt avtalt sum." in text


def test_equal_parts_of_nothing_say_what_is_missing_and_lose_nothing(as_liv: Client) -> None:
    status, text = post(as_liv, equal="1", amount="mye", **rows(AUTUMN))

    assert status == 200
    assert "Skriv avtalt sum, og dato eller tekst" in text
    assert 'value="90 000"' in text
    assert 'value="mye"' in text


@pytest.mark.parametrize(
    ("amount", "said"),
    [("112000", "Det mangler 10\u00a0000\u00a0kr."), ("92000", "Fakturaene er 10\u00a0000\u00a0kr over.")],
)
def test_the_sum_is_shown_beside_the_agreements(as_liv: Client, amount: str, said: str) -> None:
    status, text = post(as_liv, sum="1", amount=amount, **rows(AUTUMN))

    assert status == 200
    assert said.replace("\u00a0", " ") in text.replace("\u00a0", " ").replace("&nbsp;", " ")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("2026-09-14", "90000", ""), "Fyll ut denne, eller tøm hele raden."),
        (("i høst", "90000", "x"), "Fakturadato"),
        (("2026-09-14", "90000,50", "x"), "Kroner"),
        (("2026-09-14", "0", "x"), "Kroner"),
        (("2026-09-14", "90000", "x" * 201), "Hva den gjelder"),
    ],
)
def test_a_row_that_is_wrong_stands_as_it_was_typed_with_what_is_wrong(as_liv: Client, row, said: str) -> None:
    before = planned()
    status, text = post(as_liv, **rows(row))

    assert (status, planned()) == (422, before)
    assert "ds-validation-message" in text or "error" in text
    assert said in text
    assert f'value="{row[1]}"' in text


def test_faults_in_the_terms_and_in_the_rows_are_shown_at_once(as_liv: Client) -> None:
    status, text = post(as_liv, provider_contact="", **rows(("2026-09-14", "90000", "")))

    assert status == 422
    assert "Kontakt hos tilbyderen:" in text
    assert "Hva den gjelder:" in text


def test_a_row_that_is_kept_keeps_its_number_when_the_one_above_is_gone(as_liv: Client) -> None:
    kept = {"plan-0-number": "5", **rows(AUTUMN, ("2027-03-01", "1000", "Ny"))}

    assert post(as_liv, **kept)[0] == 303
    assert planned() == [(1, 12_000), (5, 90_000), (6, 1_000)]


def test_a_number_that_is_invoiced_or_posted_twice_is_given_a_new_one(as_liv: Client) -> None:
    twice = {
        "plan-0-number": "1",
        "plan-1-number": "7",
        "plan-2-number": "7",
        **rows(AUTUMN, SPRING_TOO, ("2027-03-01", "1000", "Ny")),
    }

    assert post(as_liv, **twice)[0] == 303
    assert planned() == [(1, 12_000), (7, 2_000), (8, 90_000), (9, 1_000)]


def test_never_more_rows_than_a_plan_has_room_for(as_liv: Client) -> None:
    many = rows(*[("2026-09-14", "1", "x")] * 30)

    status, text = post(as_liv, more="1", **many)

    assert status == 200
    assert 'name="plan-22-amount"' in text
    assert 'name="plan-23-amount"' not in text
    assert "Legg til en rad" not in text


def test_what_is_invoiced_is_shown_and_is_no_field(as_liv: Client) -> None:
    address = reverse("provider:write_agreement", args=[planning_agreement(), 2])

    text = as_liv.get(address).content.decode()

    assert "Disse er fakturert, og kan ikke endres:" in text
    assert 'value="12000"' not in text.split('id="plan-sum"')[1].split("plan-0")[0]
