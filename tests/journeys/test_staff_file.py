"""Siri reads a file of staff in: sent, columns looked over, a question answered, confirmed, and seen in the needs."""

from __future__ import annotations

from typing import Any

from tests.fixtures.site import Site
from tests.journeys.acting import log_in

FILE = (
    "Ansattnr;Fornavn;Etternavn;E-post;Arbeidssted;Fag;Trinn;Timer;Studiepoeng\n"
    "777;Tuva;Holm;tuva.holm@example.no;Fjordvik skole;Matematikk;1-7;8;0\n"
    "778;Brage;Lund;brage.lund@example.no;Fjordvk skole;Norsk;1-7;6;60\n"
)
PUT_RIGHT = FILE.replace("Fjordvk", "Fjordvik")


def test_siri_reads_her_staff_in_and_finds_the_new_need(browser_page: Any, site: Site) -> None:
    page = browser_page
    log_in(page, "siri")
    page.goto("/eier/ansatte/")
    page.get_by_role("link", name="Last inn fil").first.click()

    send(page, FILE)
    page.get_by_role("button", name="Les filen").click()
    page.get_by_role("heading", name="Se over før du bekrefter").wait_for()
    assert "Mente du «Fjordvik skole»?" in page.inner_text("main")
    page.get_by_role("button", name="Forkast filen").click()

    send(page, PUT_RIGHT)
    page.get_by_role("button", name="Les filen").click()
    page.get_by_role("link", name="Nye (2)").click()
    assert "Tuva Holm" in page.inner_text("main")
    page.get_by_role("button", name="Bekreft", exact=True).click()
    page.get_by_role("heading", name="Filen er lest inn").wait_for()

    page.get_by_role("link", name="Se de ansatte").click()
    page.get_by_label("Navn eller ansattnummer").fill("Tuva")
    page.get_by_role("button", name="Vis").click()
    assert "mangler 30 studiepoeng" in page.inner_text("main")


def send(page: Any, content: str) -> None:
    page.get_by_label("Fil med ansatte").set_input_files(
        {"name": "ansatte.csv", "mimeType": "text/csv", "buffer": content.encode("cp1252")}
    )
    page.get_by_role("button", name="Gå videre").click()
    page.get_by_role("heading", name="Hvilken kolonne er hva?").wait_for()
