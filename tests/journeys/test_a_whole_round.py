"""One round from Jonas's application to his explained answer, in a browser, with and without JavaScript."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.fixtures.site import Site
from tests.journeys.acting import answered, fill_in, follow, heading, log_in, press, say

ENGLISH = "Engelsk 1 for 1.–7. trinn"
REASON = "Jeg underviser åtte timer i engelsk og mangler femten studiepoeng. Skolen har ingen andre."


def test_jonas_applies_everyone_does_their_part_and_he_reads_why(browser_page: Any, site: Site) -> None:
    site.move_clock("2026-02-20")
    application = jonas_applies(browser_page)
    per_supports(browser_page)
    site.move_clock("2026-03-10")
    siri_answers_everyone(browser_page)
    siri_ranks_jonas_first_and_sends(browser_page)
    site.move_clock("2026-03-20")
    run = ada_allocates_and_reviews(browser_page)
    site.move_clock("2026-04-22")
    idar_decides(browser_page, run)
    jonas_reads_why(browser_page, application)


def jonas_applies(page: Any) -> str:
    log_in(page, "jonas")
    press(page, "Start søknaden")
    press(page, f"Velg som førstevalg {ENGLISH}")
    page.goto(page.url.split("studium/")[0] + "ordning/")
    page.get_by_label("Helst vikarordning, ellers stipend").check()
    press(page, "Lagre og gå videre")
    fill_in(page, "Hvorfor", REASON)
    press(page, "Lagre og gå videre")
    assert ENGLISH in say(page)
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    press(page, "Send søknaden")
    assert heading(page) == "Søknaden er sendt"
    assert re.search(r"\b[0-9a-f]{64}\b", say(page))
    return page.url.split("kvittering/")[0]


def per_supports(page: Any) -> None:
    log_in(page, "per")
    page.locator("main a", has_text="Jonas Fagerli").first.click()
    page.get_by_label("Ja", exact=False).first.check()
    page.locator("main textarea").first.fill("Skolen trenger engelsk på mellomtrinnet.")
    page.locator("main button[type=submit]").first.click()
    page.goto("/skole/")
    assert "Jonas Fagerli" in say(page)


def siri_answers_everyone(page: Any) -> None:
    log_in(page, "siri")
    page.goto("/eier/soknader/")
    unanswered = page.locator("main table button", has_text=re.compile(r"^\s*Godkjenn\s*$"))
    while left := unanswered.count():
        unanswered.first.click()
        expect(unanswered).to_have_count(left - 1)


def siri_ranks_jonas_first_and_sends(page: Any) -> None:
    page.goto("/eier/prioritering/")
    press(page, "Legg alle til sist, i foreslått rekkefølge")
    page.goto("/eier/prioritering/")
    page.get_by_label("Nummer for Jonas Fagerli").fill("1")
    press(page, "Lagre rekkefølgen")
    page.goto("/eier/prioritering/")
    assert page.locator("main tbody tr").first.get_attribute("data-name") == "Jonas Fagerli"
    page.goto("/eier/prioritering/send/")
    press(page, "Send prioriteringen")
    assert "Jonas Fagerli" in say(page)


def ada_allocates_and_reviews(page: Any) -> str:
    log_in(page, "ada")
    follow(page, "Gå til oppgaven")
    press(page, "Kjør fordelingen")
    run = str(page.url)
    assert "Ingen feil" in say(page)
    follow(page, "Kontroller kjøringen")
    press(page, "Kontrollert")
    return run


def idar_decides(page: Any, run: str) -> None:
    log_in(page, "ada")
    assert page.goto(f"{run}vedta/").status == 403  # she may prepare, another decides
    log_in(page, "idar")
    page.goto(f"{run}vedta/")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    with answered(page):
        page.locator("main form button[type=submit]").last.click()
    assert "Idar Stokke" in say(page)


def jonas_reads_why(page: Any, application: str) -> None:
    log_in(page, "jonas")
    page.goto(f"{application}svar/")
    assert re.search(r"nummer 1 av \d+", say(page))
    assert ENGLISH in say(page)
