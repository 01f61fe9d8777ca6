"""Ada, Idar, Tor and Nina in a browser, with and without JavaScript."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.fixtures.site import Site
from tests.journeys.acting import answered, fill_in, follow, heading, log_in, press, say

pytestmark = pytest.mark.journey


def test_ada_prepares_next_years_round_until_it_can_be_announced(browser_page: Any, site: Site) -> None:
    log_in(browser_page, "ada")
    follow(browser_page, "Videreutdanning for lærere 2027/28")
    assert "Fortsatt som i fjor" in say(browser_page)

    follow(browser_page, "Vilkår og penger")
    fill_in(browser_page, "Statens midler, høst", "2500000")
    browser_page.get_by_label("Runden har studiekatalog").uncheck()
    press(browser_page, "Lagre")
    assert "Satt for i år: 2 500 000 kr" in say(browser_page)
    while browser_page.get_by_role("button", name="Bekreft at det skal være likt").count():
        with answered(browser_page):
            browser_page.get_by_role("button", name="Bekreft at det skal være likt").first.click()

    follow(browser_page, "Kunngjør runden")
    press(browser_page, "Kunngjør runden")
    assert "Kunngjort" in say(browser_page)

    follow(browser_page, "Kunngjør loddtall")
    fill_in(browser_page, "Loddtall", "Offentlig trekning 2027: 4 8 15 16 23 42")
    press(browser_page, "Kunngjør loddtallet")
    said = say(browser_page)
    assert sha256(b"Offentlig trekning 2027: 4 8 15 16 23 42").hexdigest() in said
    assert "4 8 15 16 23 42" not in said  # the text itself waits until nobody can apply by it


def test_ada_tries_a_scenario_and_reads_the_difference(browser_page: Any, site: Site) -> None:
    log_in(browser_page, "ada")
    follow(browser_page, "Videreutdanning for lærere 2025/26")
    follow(browser_page, "Prøvebenk: hva om?")
    browser_page.get_by_role("link", name="Nytt scenario").or_(
        browser_page.get_by_role("link", name="Lag det første")
    ).first.click()
    fill_in(browser_page, "Navn på scenarioet", "Uten tak på pengene")
    browser_page.get_by_label("Uten tak på statens midler").check()
    press(browser_page, "Lagre og sammenlign")

    said = say(browser_page)
    assert heading(browser_page) == "Prøvebenk"
    assert "Staten har ikke noe tak." in said
    row = browser_page.get_by_role("row", name=re.compile("Uten tak på pengene")).first
    assert re.search(r"\+\d", row.inner_text())


def test_a_run_is_reviewed_by_ada_and_decided_by_idar_and_then_tor_and_nina_may_read(
    browser_page: Any, site: Site
) -> None:
    site.move_clock("2026-03-20")
    log_in(browser_page, "ada")
    follow(browser_page, "Gå til oppgaven")
    press(browser_page, "Kjør fordelingen")
    run = heading(browser_page)
    address = browser_page.url
    assert "Beregnet" in say(browser_page)

    follow(browser_page, "Se alle resultatene")
    browser_page.get_by_role("rowheader").first.get_by_role("link").click()
    assert "Skoleeieren prioriterte søknaden som nummer" in say(browser_page)

    browser_page.goto(address)
    press(browser_page, "Regn om igjen og sammenlign")
    expect(browser_page.get_by_text("Samme resultat.")).to_be_visible()
    follow(browser_page, "Kontroller kjøringen")
    fill_in(browser_page, "Merknad til kontrollen", "Lest tre begrunnelser")
    press(browser_page, "Kontrollert")
    assert "Fordelingen vedtas av en som har fullmakt til å beslutte." in say(browser_page)
    assert browser_page.get_by_role("link", name="Vedta fordelingen").count() == 0

    log_in(browser_page, "tor")
    assert browser_page.goto(address).status == 404

    log_in(browser_page, "idar")
    browser_page.goto(address)
    follow(browser_page, "Vedta fordelingen")
    assert "Vedtaket kan ikke gjøres om her." in say(browser_page)
    with answered(browser_page):
        browser_page.get_by_role("button", name=re.compile("Vedta for")).click()
    assert "Vedtatt" in say(browser_page)

    log_in(browser_page, "tor")
    browser_page.goto(address)
    assert heading(browser_page) == run.replace("Kjøring", "Køyring")  # Tor reads nynorsk
    assert "Resultat i fylket" in say(browser_page)

    log_in(browser_page, "nina")
    assert heading(browser_page) == "Våre studietilbud"
    this_year = browser_page.locator("section", has_text="Studieåret 2026/27").get_by_role("table").first.inner_text()
    assert "Ikke vedtatt" not in this_year
