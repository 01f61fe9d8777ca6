"""What those who work at an owner, a provider and the authority do with the keys alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.journeys.acting import answered, heading, log_in, press, say
from tests.journeys.keyboard import Keyboard

pytestmark = pytest.mark.journey


@pytest.fixture
def keys(scripted_page: Any) -> Keyboard:
    return Keyboard(scripted_page)


def names_in_order(page: Any) -> list[str]:
    return [str(text) for text in page.locator("#ranked .p-ranking__row th a").all_inner_texts()]


def test_ola_moves_a_row_in_the_ranking_saves_and_sends(keys: Keyboard, site: Any) -> None:
    keys.log_in("ola")
    keys.press("Gå gjennom søknadene")
    while keys.page.get_by_role("button", name=re.compile("^Godkjenn ")).count():
        keys.press("Godkjenn ")
    keys.open("/eier/prioritering/")
    keys.press("Legg alle til sist")
    before = names_in_order(keys.page)
    keys.press(f"Flytt opp: {before[2]}")
    assert keys.look()["name"] == f"Flytt opp: {before[2]}"  # the focus goes with the row
    keys.send()
    assert names_in_order(keys.page) == [before[2], before[0], before[1], *before[3:]]
    keys.write(f"Nummer for {before[1]}", "1")
    keys.send()
    assert names_in_order(keys.page)[:2] == [before[1], before[2]]
    keys.press("Se over og send")
    keys.press("Send prioriteringen")
    assert heading(keys.page) == "Kvittering: prioriteringen er sendt"


def test_siri_answers_an_application_in_the_list_and_the_focus_stays_there(keys: Keyboard, site: Any) -> None:
    keys.log_in("siri")
    keys.press("Gå gjennom søknadene")
    keys.skip_to_content()
    keys.press("Godkjenn ")
    assert "er godkjent" in say(keys.page)
    keys.press("Avslå ")
    keys.choose("Vi har ikke penger til flere deltakere dette studieåret.")
    keys.press("Avslå")
    keys.page.get_by_text("har fått nei, med grunn.").wait_for()


def test_siri_confirms_who_has_begun(keys: Keyboard, site: Any) -> None:
    keys.log_in("siri")
    keys.press("Bekreft deltakelse")
    keys.tick("Jan Dahl er i gang")
    keys.press("Se over dem som er krysset av")
    keys.press("Bekreft deltakelsen")
    assert heading(keys.page).startswith("Kvittering 2026V-")


def test_nina_offers_admission_and_makes_a_key_for_the_student_system(keys: Keyboard, site: Any) -> None:
    keys.log_in("nina")
    keys.open("/tilbyder/opptak/25/")
    keys.press("Send tilbud om opptak")
    assert "Tilbud sendt" in say(keys.page)
    keys.open("/tilbyder/nokler/ny/")
    keys.press("Lag nøkkelen")
    keys.write("Navn på systemet", "Studentsystemet på vårparten")
    keys.tick("Lese søkere til opptak")
    keys.select("Varer i", "180")
    keys.press("Lag nøkkelen")
    assert "pafyll_" in keys.page.locator("main input[readonly]").first.input_value()


def test_idar_reads_a_payment_and_approves_it(keys: Keyboard, site: Any) -> None:
    keys.log_in("idar")
    keys.open("/nasjonal/utbetalinger/")
    keys.press("PAFYLL-2026V-2-2")
    keys.press("Se over og godkjenn")
    keys.press("Godkjenn")
    assert "Godkjent" in say(keys.page)


def test_siri_locks_a_teacher_to_a_year_in_the_plan(keys: Keyboard, site: Any) -> None:
    keys.log_in("siri")
    keys.open("/eier/plan/2/larere/")
    keys.press("Jonas Fagerli")
    keys.press("Se hva det betyr")  # without a reason
    keys.select("Skoleår", "2029/30")
    keys.write("Hvorfor?", "Han er i permisjon til da.")
    keys.press("Se hva det betyr")
    assert "Dette skjer hvis året låses til 2029/30" in say(keys.page)
    keys.press("Lås året, og regn ut")
    assert "Han er i permisjon til da." in say(keys.page)  # as the reason of the new computation


def test_siri_votes_in_the_forum(keys: Keyboard, site: Any) -> None:
    site.move_clock("2026-03-24")
    the_forum_does_not_agree(keys.page)
    keys.log_in("siri")
    keys.open("/eier/kollektiv/forum/mote/4/")
    keys.press("Sak 1")
    keys.press("Stem")  # without saying what
    keys.choose("Mot")
    keys.press("Stem")
    assert keys.page.get_by_role("row", name=re.compile("Fjordvik kommune Mot")).count() == 1


def the_forum_does_not_agree(page: Any) -> None:
    """Tor writes down that the forum did not agree, and lets it vote; he has a mouse."""
    log_in(page, "tor")
    page.goto("/nasjonal/kollektiv/forum/sak/6/uenighet/")
    page.get_by_role("textbox").first.fill("Ueinige om nøkkelen.")
    press(page, "Lagre")
    page.goto("/nasjonal/kollektiv/forum/sak/6/avstemning/")
    page.locator("main textarea").first.fill("Etter årsverk.")
    with answered(page):
        page.locator("main form button[type=submit]").first.click()


def test_ada_confirms_the_terms_and_announces_the_round(keys: Keyboard, site: Any) -> None:
    keys.log_in("ada")
    keys.press("Videreutdanning for lærere 2027/28")
    keys.press("Vilkår og penger")
    keys.write("Statens midler, høst", "2500000")
    keys.tick("Runden har studiekatalog")  # it was ticked
    keys.press("Lagre")
    while keys.page.get_by_role("button", name="Bekreft at det skal være likt").count():
        keys.press("Bekreft at det skal være likt")
    keys.press("Kunngjør runden")
    keys.press("Kunngjør runden")
    assert "Kunngjort" in say(keys.page)


def test_the_list_is_walked_backwards_and_nothing_lies_over_the_focus(keys: Keyboard, site: Any) -> None:
    """The bar of the ranking sticks to the top of a low window."""
    keys.log_in("ola")
    keys.page.set_viewport_size({"width": 1280, "height": 360})
    keys.open("/eier/prioritering/")
    for _stop in range(60):
        if keys.tab("Shift+Tab") is None:
            break
