"""What a teacher and her principal do with the keys alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.acting import heading, say
from tests.journeys.keyboard import Keyboard
from tests.journeys.sessions import become

pytestmark = pytest.mark.journey
IN_THE_WINDOW = "2026-02-20"


@pytest.fixture
def keys(scripted_page: Any) -> Keyboard:
    return Keyboard(scripted_page)


def test_jonas_logs_in_finds_a_study_applies_and_reads_the_receipt(keys: Keyboard, site: Any) -> None:
    site.move_clock(IN_THE_WINDOW)
    keys.log_in("jonas")
    keys.skip_to_content()
    keys.press("Start søknaden")
    keys.write("Søk etter studium", "matte")
    keys.press("Velg som førstevalg Matematikk 1 for 1.–7. trinn")
    keys.press("Gå videre")
    keys.choose("Helst vikarordning, ellers stipend")
    keys.press("Lagre og gå videre")
    keys.press("Lagre og gå videre")  # without a reason: what is missing is said, and read at once
    keys.tab()
    keys.send()
    assert keys.look()["name"].startswith("Hvorfor trenger du")
    keys.page.keyboard.type("Jeg underviser i matematikk.")
    keys.press("Lagre og gå videre")
    keys.tick("Rektor vet at jeg søker")
    keys.tick("Jeg har sjekket opptakskravet")
    keys.press("Send søknaden")
    assert heading(keys.page) == "Søknaden er sendt"


def test_kari_changes_her_application_and_withdraws_it(keys: Keyboard, site: Any) -> None:
    site.move_clock(IN_THE_WINDOW)
    keys.log_in("kari")
    keys.press("Se eller endre søknaden")
    keys.press("Trekk søknaden")
    keys.press("Trekk søknaden")
    keys.choose("Jeg skal bytte jobb")
    keys.press("Trekk søknaden")
    assert "trukket" in say(keys.page).lower()


def test_per_says_what_he_thinks_of_an_application(keys: Keyboard, site: Any) -> None:
    keys.log_in("per")
    keys.press("Gi uttalelse om Jan Dahl")
    keys.press("Send uttalelsen")  # nothing chosen
    keys.choose("Nei, jeg støtter den ikke")
    keys.write("Begrunnelse", "Vi har ingen som kan ta timene hans.")
    keys.press("Send uttalelsen")
    assert "Uttalelsen om Jan Dahl er lagret" in keys.page.locator("body").inner_text()


def test_kari_appeals_against_last_years_answer(keys: Keyboard, site: Any) -> None:
    site.move_clock("2025-05-12")
    keys.log_in("kari")
    keys.press("Les svaret")
    keys.press("Klag")
    keys.press("Se over før du sender")
    keys.write("Hva vil du ha endret", "Jeg underviser på to trinn, ikke ett.")
    keys.press("Se over før du sender")
    keys.press("Send klagen")
    assert heading(keys.page).startswith("Klagesak")


def test_kari_answers_a_survey(keys: Keyboard, site: Any) -> None:
    keys.log_in("kari")
    keys.press("Svar på undersøkelsen")
    keys.press("Begynn")
    for question in ("Prosjektet handlet om", "Vi lærere var med", "Innholdet var", "Dagene lå til"):
        keys.choose("Litt enig", group=question)
    keys.press("Lagre og gå videre")
    keys.choose("Ja", group="Har du prøvd noe")
    keys.choose("Helt enig", group="Vi på skolen")
    keys.press("Lagre og se over")
    keys.press("Send svaret")
    assert "Takk" in heading(keys.page)


def test_wenche_declines_a_freed_place_and_kari_takes_it(keys: Keyboard, site: Any) -> None:
    become(keys.page, site, "Wenche")
    keys.open("/min/")
    keys.press("Se tilbudet og svar")
    keys.press("Takk nei")
    keys.page.context.clear_cookies()
    keys.log_in("kari")
    keys.press("Se tilbudet og svar")
    keys.press("Takk ja til plassen")
    assert heading(keys.page) == "Du har fått plass"


def test_kari_wishes_for_a_year_in_the_plan(keys: Keyboard, site: Any) -> None:
    keys.log_in("kari")
    keys.press("Min tur i kompetanseplanen")
    keys.select("Hvilket fag", "Norsk")
    keys.select("Tidligst fra", "2028/29")
    keys.press("Lagre ønsket")
    assert keys.page.get_by_role("button", name="Trekk ønsket om norsk", exact=True).count() == 1


def test_kari_logs_in_reads_in_english_and_logs_out(keys: Keyboard, site: Any) -> None:
    keys.log_in("kari")
    keys.press("English")
    assert keys.page.locator("html").get_attribute("lang") == "en"
    keys.skip_to_content()
    keys.press("Log out")
    keys.to("Log in")
