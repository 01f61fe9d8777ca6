"""Kari reads how it went: the reason chain, the owner's no, and her earlier refusals on the front page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.applications.fjordvik import Fjordvik, fjordvik, user
from tests.factories import AllocationResultFactory, ApplicationFactory, DocumentFactory, RoundFactory

pytestmark = pytest.mark.django_db
CHAIN = {
    "result": "refused",
    "steps": [
        {"code": "ranked", "text": "", "facts": {"rank": 3, "ranked": 7}},
        {
            "code": "refused_offer_capacity",
            "text": "Matematikk 1, Høgskolen i Innhavet: alle 6 plasser var gitt da det ble din tur.",
            "facts": {"offer": "Matematikk 1, Høgskolen i Innhavet", "size": 6},
        },
        {
            "code": "nearest_places",
            "text": "4 flere plasser på Matematikk 1 ville gitt deg plass der.",
            "facts": {"short": 4, "offer": "Matematikk 1, Høgskolen i Innhavet"},
        },
    ],
}


@pytest.fixture
def town(clock) -> Fjordvik:
    clock.move_to("2026-05-02")
    return fjordvik()


@pytest.fixture
def page(town) -> Client:
    client = Client()
    client.force_login(user(town.kari))
    return client


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")


def refused(town: Fjordvik, **more: Any) -> Any:
    application = ApplicationFactory(refused=True, person=town.kari, school=town.school, **more)
    AllocationResultFactory(
        application=application,
        run__round=application.round,
        run__decided=True,
        is_granted=False,
        chain=CHAIN,
        offer=None,
    )
    return application


def test_a_refusal_says_the_reason_in_numbers_and_what_would_have_been_enough(page, town):
    application = refused(town, round=town.round)

    shown = text(page.get(reverse("teacher:decision", args=[application.pk])))

    assert "Du har ikke fått plass" in shown
    assert "nummer 3 av 7" in shown
    assert "alle 6 plasser var gitt" in shown
    assert "Hva som ville endret utfallet" in shown
    assert "4 flere plasser på Matematikk 1" in shown


def test_the_front_page_says_why_earlier_applications_were_refused(page, town):
    refused(town, round=RoundFactory(study_year=2024, closed=True))

    shown = text(page.get("/min/"))

    assert "2024/25" in shown
    assert "alle 6 plasser var gitt" in shown


def test_the_owners_no_is_shown_with_its_grounds(page, town):
    application = ApplicationFactory(rejected=True, person=town.kari, school=town.school, round=town.round)

    shown = text(page.get(reverse("teacher:decision", args=[application.pk])))

    assert "avslo søknaden" in shown
    assert "Skolen har nok lærere med faget." in shown


def test_before_the_answer_the_page_says_when_it_comes(page, town):
    application = ApplicationFactory(ranked=True, person=town.kari, school=town.school, round=town.round)

    shown = text(page.get(reverse("teacher:decision", args=[application.pk])))

    assert "Svaret er ikke klart" in shown
    assert "senest 30. april 2026" in shown


def test_a_result_that_is_not_decided_is_not_shown(page, town):
    application = ApplicationFactory(ranked=True, person=town.kari, school=town.school, round=town.round)
    AllocationResultFactory(application=application, run__round=town.round, is_granted=False, chain=CHAIN, offer=None)

    assert "nummer 3 av 7" not in text(page.get(reverse("teacher:decision", args=[application.pk])))


def test_the_letter_can_be_fetched_by_its_receiver_only(page, town):
    application = refused(town, round=town.round)
    letter = DocumentFactory(about=application.about)
    foreign = DocumentFactory(about="application:999999")

    answer = page.get(reverse("teacher:letter", args=[application.pk, letter.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert page.get(reverse("teacher:letter", args=[application.pk, foreign.pk])).status_code == 404
