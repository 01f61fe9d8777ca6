"""Siri enters one-year money, is warned of the spring, and moves some of it; Marit decides. With and without script."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.acting import fill_in, heading, log_in, press, say

pytestmark = pytest.mark.journey


def test_siri_is_warned_of_one_year_money_and_marit_decides_to_move_some_of_it(browser_page: Any) -> None:
    page = browser_page
    log_in(page, "siri")
    page.goto("/eier/budsjett/?aar=2026")
    page.get_by_role("link", name="Før en bevilgning").click()
    fill_in(page, "Hva heter bevilgningen?", "Realfagsløft 2026")
    fill_in(page, "Hvem har gitt pengene", "Kommunestyret, sak 84/25")
    for question, answer in (("Hva kan pengene brukes til?", "Videreutdanning"), ("Kommer pengene hvert år?", "Nei"),
                             ("Kan det som er igjen", "Nei")):  # fmt: skip
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    fill_in(page, "Beløp i 2026, kroner", "700000")
    press(page, "Lagre")

    page.get_by_role("link", name="Før en kostnad").click()
    fill_in(page, "Hva koster penger?", "Realfagslærere")
    fill_in(page, "Beløp, kroner", "1200000")
    page.get_by_role("group", name="Formål").get_by_label("Videreutdanning", exact=True).check()
    page.get_by_label("Når?").select_option(label="2026/27")
    page.get_by_role("group", name="Er det avtalt?").get_by_label("Ja, det er bundet").check()
    page.get_by_label("Hvilke penger er det bundet til?").select_option(label="Realfagsløft 2026")
    press(page, "Lagre")
    page.goto("/eier/budsjett/?aar=2026")
    assert "«Realfagsløft 2026» gjelder bare 2026. «Realfagslærere» går videre i 2027 og koster 600 000 kr da." in say(
        page
    )

    page.get_by_role("link", name="Omdisponer penger").click()
    page.get_by_label("Ta penger fra").select_option(label="Realfagsløft 2026")
    page.get_by_label("Flytt dem til").select_option(label="Etterutdanning, fast ramme")
    fill_in(page, "Beløp, kroner", "100000")
    press(page, "Se hva det gjør")
    assert "Realfagsløft 2026" in say(page)
    fill_in(page, "Begrunnelse", "Etterutdanning i regning når flere.")
    press(page, "Foreslå omdisponeringen")
    assert heading(page).replace("\u00a0", " ") == "Omdisponering av 100 000 kr i 2026"
    address = page.url

    log_in(page, "marit")
    page.goto(address)
    page.get_by_label("Omdisponer pengene").check()
    fill_in(page, "Politisk vedtak", "Formannskapet, sak 31/26")
    press(page, "Lagre vedtaket")
    assert "Vedtatt" in say(page)
    page.goto("/eier/budsjett/?aar=2026")
    assert "Fra Realfagsløft 2026 til Etterutdanning, fast ramme" in say(page)
