"""Kari is refused, demands the grounds, appeals and gets the place; Tone is refused again. With and without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.fixtures.site import Site
from tests.journeys.acting import answered, fill_in, follow, heading, log_in, press, say

pytestmark = pytest.mark.journey
WORDS = "Jeg underviser på to trinn, ikke ett. Rektor kan bekrefte det."


def test_kari_demands_grounds_and_appeals_and_rolf_gives_her_the_place(browser_page: Any, site: Site) -> None:
    page = browser_page
    site.move_clock("2025-05-12")
    _to_karis_answer(page)
    assert "Siste dag for å klage er 13. mai 2025." in say(page)
    press(page, "Krev begrunnelse")
    assert "Klagefristen står stille til du har fått begrunnelsen." in say(page)

    site.move_clock("2025-05-19")
    log_in(page, "ada")
    _to_appeals(page)
    follow(page, "Gi begrunnelsen")
    fill_in(page, "Begrunnelsen", "Alle plassene var gitt da det ble din tur.")
    press(page, "Gi begrunnelsen")
    assert "En ny klagefrist har begynt." in page.locator("body").inner_text()

    _to_karis_answer(page)
    assert "Alle plassene var gitt da det ble din tur." in say(page)
    assert "Siste dag for å klage er 10. juni 2025." in say(page)  # 9 June is Whit Monday
    follow(page, "Klag", exact=True)
    fill_in(page, "Hva vil du ha endret", WORDS)
    press(page, "Se over før du sender")
    assert "Den er ikke sendt ennå." in say(page)
    press(page, "Send klagen")
    assert heading(page).startswith("Klagesak")
    assert "Vi har mottatt klagen din (PDF)" in say(page)

    log_in(page, "ada")
    case = _open_case(page, "Kari Nordvik")
    assert WORDS not in say(page)
    assert "Du var med på vedtaket som er påklaget" in say(page)

    log_in(page, "hanne")
    page.goto(case)
    press(page, "Ta saken")
    assert WORDS in say(page)
    assert "De beholder plassen sin. Denne kommer i tillegg." in say(page)
    follow(page, "Foreslå å endre vedtaket")
    page.get_by_label("Medhold", exact=True).check()
    page.locator("input[name=effect]").first.check()
    fill_in(page, "Begrunnelse", "Skoleeieren bekrefter at det var to trinn.")
    press(page, "Lagre innstillingen")
    assert page.get_by_role("link", name="Avgjør klagen").count() == 0  # not her own

    log_in(page, "rolf")
    page.goto(case)
    follow(page, "Avgjør klagen")
    assert "Klagen ender med: Medhold." in say(page)
    press(page, "Avgjør klagen")
    assert "Medhold" in say(page)

    _to_karis_answer(page)
    assert heading(page) == "Du har fått plass"
    assert "Du fikk plassen etter klage." in say(page)
    log_in(page, "siri")
    _to_appeals(page)
    assert "Kari Nordvik" in say(page)
    assert WORDS not in say(page)


def test_an_appeal_that_is_sent_on_is_not_upheld_by_astrid(browser_page: Any, site: Site) -> None:
    page = browser_page
    site.move_clock("2026-03-10")
    log_in(page, "astrid")
    case = _open_case(page, "Eirik Johnsen")
    follow(page, "Avgjør klagen")
    page.get_by_label("Ikke medhold", exact=True).check()
    fill_in(page, "Begrunnelse", "Reglene er brukt likt for alle.")
    press(page, "Avgjør klagen")

    page.goto(case)
    assert "Ikke medhold" in say(page)
    assert "Reglene er brukt likt for alle." in say(page)
    assert "Du har ikke fått medhold i klagen (PDF)" in page.locator("body").inner_text()


def _to_karis_answer(page: Any) -> None:
    """Kari's answer of 2025/26, from her own page."""
    log_in(page, "kari")
    page.get_by_role("link", name="Les").filter(has_text="begrunnelsen").or_(
        page.get_by_role("link", name="Les svaret")
    ).first.click()
    page.wait_for_load_state()


def _to_appeals(page: Any) -> None:
    """Through the group in the menu, where the desk has one."""
    for group in page.get_by_role("link", name=re.compile("^(Enkeltsaker|Videreutdanning)$")).all():
        group.click()
    follow(page, "Klager", exact=True)


def _open_case(page: Any, party: str) -> str:
    """The case of the party, from the list; its address."""
    _to_appeals(page)
    with answered(page):
        page.get_by_role("row").filter(has_text=party).get_by_role("link").first.click()
    return str(page.url)
