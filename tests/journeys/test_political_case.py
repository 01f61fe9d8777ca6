"""Siri takes a case from a draft through consultation and committee to the resolution. With and without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fixtures.site import Site
from tests.journeys.acting import fill_in, follow, heading, log_in, press, say

pytestmark = pytest.mark.journey
VIEW = "Vi er enige i retningen, men fem plasser er for få."


def test_siris_case_from_draft_to_resolution(browser_page: Any, site: Site) -> None:
    page = browser_page
    site.move_clock("2026-03-10")
    case = _start(page)
    _write(page)
    _issue(page, "tillitsvalgte og rektorer")
    page.goto(case)
    press(page, "Send til drøfting")
    _invite(page)

    log_in(page, "leif")
    follow(page, "Drøftinger", exact=True)
    follow(page, "Mattespesialister i Fjordvik")
    for point in page.get_by_label("Er enig").all():
        point.check()
    page.get_by_label("Er uenig").first.check()
    fill_in(page, "Hva mener organisasjonen?", VIEW)
    press(page, "Send uttalelsen")
    assert VIEW in say(page)

    log_in(page, "siri")
    page.goto(case)
    follow(page, "Utdanningsforbundet Fjordvik")
    fill_in(page, "Hvem møtte for arbeidsgiver?", "Siri Myrvang")
    fill_in(page, "Hvem møtte for de ansatte?", "Leif Rønningsen")
    page.get_by_role("textbox", name="Referat").fill("Organisasjonen er uenig i punkt 1.")
    press(page, "Send referatet til godkjenning")

    page.goto(case)
    press(page, "Lag en ny utgave")
    press(page, "Hent inn synspunktene")
    assert VIEW in say(page)
    _issue(page, "politikere og alle andre")

    _committee(page, case)
    _resolve(page, case)
    _read_as_a_politician(page)


def _start(page: Any) -> str:
    log_in(page, "siri")
    follow(page, "Plan og behov", exact=True)
    follow(page, "Saker", exact=True)
    follow(page, "Opprett en sak")
    fill_in(page, "Hva gjelder saken?", "Mattespesialister i Fjordvik")
    fill_in(page, "Hvem vedtar saken?", "Formannskapet")
    fill_in(page, "Hvilket utvalg skal uttale seg først?", "Hovedutvalg for oppvekst")
    fill_in(page, "Eller en annen sak", "formannskapssak 40/25")
    fill_in(page, "Hva ble det bedt om?", "En sak om realfag.")
    press(page, "Opprett saken")
    assert heading(page) == "Mattespesialister i Fjordvik"
    return str(page.url)


def _write(page: Any) -> None:
    """The draft is there with its figures; one part is added, written with a figure, moved and taken back."""
    follow(page, "Skriv videre på det")
    assert "formannskapssak 40/25" in say(page)
    page.get_by_text("Legg til etter del 1", exact=True).click()
    page.get_by_label("Hva vil du legge til?").first.select_option("paragraph")
    press(page, "Legg til")
    fill_in(page, "Teksten", "Lærerne har sendt")
    page.get_by_label("Tall som kan settes inn").select_option("round:2026:sent")
    press(page, "Sett inn tallet")
    assert "{round:2026:sent}" in page.get_by_label("Teksten").input_value()
    press(page, "Lagre")
    assert "Lærerne har sendt" in say(page)
    press(page, "Flytt del 2 ned")
    press(page, "Angre siste endring")


def _issue(page: Any, audience: str) -> None:
    page.get_by_label(audience, exact=True).check()
    press(page, "Utsted")
    assert "Saksframlegget er utstedt." in page.locator("body").inner_text()
    assert "Lærerne har sendt" in say(page)


def _invite(page: Any) -> None:
    follow(page, "Innkall en organisasjon")
    page.get_by_label("Hvilken organisasjon?").select_option(label="Utdanningsforbundet Fjordvik")
    fill_in(page, "Hvilken dag?", "2026-03-17")
    fill_in(page, "Hvilket klokkeslett?", "13:00")
    fill_in(page, "Hvor?", "Møterom 2")
    fill_in(page, "Hva vil dere drøfte?", "Vi ber om synet deres, punkt for punkt.")
    press(page, "Send innkallingen")
    assert "Utdanningsforbundet Fjordvik" in say(page)


def _committee(page: Any, case: str) -> None:
    page.goto(case)
    press(page, "Send til utvalget")
    follow(page, "Før uttalelsen fra Hovedutvalg for oppvekst")
    fill_in(page, "Utvalgets saksnummer", "14/26")
    fill_in(page, "Når var møtet?", "2026-03-09")
    fill_in(page, "Hva uttalte utvalget?", "Utvalget er enig.")
    press(page, "Før uttalelsen")
    press(page, "Send til politisk vedtak")


def _resolve(page: Any, case: str) -> None:
    follow(page, "Før vedtaket punkt for punkt")
    fill_in(page, "Vedtakets saksnummer", "41/26")
    fill_in(page, "Når ble det vedtatt?", "2026-03-10")
    for point in page.get_by_label("vedtatt som foreslått").all():
        point.check()
    page.get_by_label("ikke vedtatt").first.check()  # the reallocation, which Siri herself has prepared
    page.get_by_label("Kom det til et punkt?").select_option("added")
    page.get_by_label("Slik ble punktet vedtatt").last.fill("Saken kommer tilbake til høsten.")
    press(page, "Før vedtaket")
    assert "Formannskapet 41/26" in say(page)


def _read_as_a_politician(page: Any) -> None:
    press(page, "Logg ut")
    follow(page, "Politiske saker", exact=True)
    follow(page, "Mattespesialister i Fjordvik")
    told = say(page)
    assert "Saken kommer tilbake til høsten." in told
    assert VIEW in told
    assert "er uenig" in told or "er enig" in told
    assert "Siri Myrvang" not in told
    assert "Leif Rønningsen" not in told
