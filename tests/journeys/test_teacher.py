"""Jonas applies from choice to receipt, changes his mind and sends again; Per states; Jonas reads it. With and without
JavaScript."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.acting import answered, follow, heading, log_in

pytestmark = pytest.mark.journey
IN_THE_WINDOW = "2026-02-20"


def press(page: Any, name: str) -> None:
    with answered(page):
        page.get_by_role("button", name=name).first.click()


def apply_for_mathematics(page: Any) -> None:
    log_in(page, "jonas")
    press(page, "Start søknaden")
    page.get_by_label("Søk etter studium").fill("matte")
    press(page, "Søk")
    press(page, "Velg som førstevalg Matematikk 1 for 1.–7. trinn")
    press(page, "Gå videre")
    page.get_by_label("Helst vikarordning, ellers stipend").check()
    press(page, "Lagre og gå videre")
    page.get_by_label("Hvorfor trenger du").fill("Jeg underviser i matematikk.")
    press(page, "Lagre og gå videre")
    page.get_by_label("Rektor vet at jeg søker").check()
    page.get_by_label("Jeg har sjekket opptakskravet").check()
    press(page, "Send søknaden")


def test_from_choice_to_receipt_to_statement(browser_page: Any, site: Any) -> None:
    site.move_clock(IN_THE_WINDOW)
    page = browser_page

    apply_for_mathematics(page)
    assert heading(page) == "Søknaden er sendt"
    assert len(page.locator(".p-code").inner_text()) == 64

    follow(page, "Endre søknaden")
    follow(page, "Begrunnelse")
    page.get_by_label("Hvorfor trenger du").fill("Jeg underviser i matematikk og mangler studiepoeng.")
    press(page, "Lagre og gå videre")
    assert "mangler studiepoeng" in page.locator("ins").inner_text()
    page.get_by_label("Rektor vet at jeg søker").check()
    page.get_by_label("Jeg har sjekket opptakskravet").check()
    press(page, "Send ny versjon")
    assert heading(page) == "Versjon 2 er sendt"

    log_in(page, "per")
    follow(page, "Jonas Fagerli")
    page.get_by_label("Ja, jeg støtter den").check()
    press(page, "Send uttalelsen")
    assert "Uttalelsen om Jonas Fagerli er lagret" in page.locator("body").inner_text()

    log_in(page, "jonas")
    assert "Rektor støtter søknaden" in page.locator("main").inner_text()


def test_what_is_typed_is_saved_by_itself_and_the_answer_comes_at_once(scripted_page: Any, site: Any) -> None:
    site.move_clock(IN_THE_WINDOW)
    page = scripted_page
    log_in(page, "jonas")
    press(page, "Start søknaden")
    press(page, "Velg som førstevalg Engelsk 1")
    press(page, "Gå videre")

    page.get_by_label("Bare stipend").check()
    page.get_by_text("Kladden ble lagret kl.").wait_for()
    page.get_by_text("Du har 30 studiepoeng i engelsk fra før.").wait_for()
    page.reload()

    assert page.get_by_label("Bare stipend").is_checked()


def test_after_the_deadline_the_page_says_when_the_next_round_opens(browser_page: Any) -> None:
    log_in(browser_page, "jonas")

    assert "åpner 1. februar 2027" in browser_page.locator("main").inner_text().replace("\xa0", " ")
