"""The money's whole way: from the award to an upheld appeal, with a freed place between. With and without scripts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pafyll.integrations.bank.fake import FakeBank
from tests.fixtures.site import ROOT, Site, _environment
from tests.journeys.acting import answered, fill_in, follow, heading, log_in, press, say

pytestmark = [pytest.mark.journey, pytest.mark.heavy(60)]
# These are not among the cast that can be logged in as: the site's own code opens a session for each.
SESSIONS = """
from django.test import Client
from pafyll.apps.organisations.models import Person
for name in ("Guro", "Wenche", "Eirik"):
    client = Client()
    client.force_login(Person.objects.filter(first_name=name).exclude(user=None).order_by("pk")[0].user)
    print(name, client.cookies["sessionid"].key, client.cookies["sessionid"].value)
"""


def test_money_follows_guro_and_the_places_go_on(browser_page: Any, site: Site, tmp_path: Path) -> None:
    page, sessions = browser_page, _sessions(site)
    become(page, site, sessions["Guro"])
    guro_has_been_awarded_her_place(page)
    siri_confirms(page)
    the_spring_is_paid(page, tmp_path)
    siri_reads_her_statement(page)
    become(page, site, sessions["Guro"])
    guro_drops_out(page)
    siri_redirects(page)
    become(page, site, sessions["Wenche"])
    wenche_declines_the_freed_place(page)
    kari_accepts_it(page)
    astrid_upholds_eiriks_appeal(page)
    become(page, site, sessions["Eirik"])
    eirik_has_a_place(page)


def guro_has_been_awarded_her_place(page: Any) -> None:
    page.goto("/min/")
    page.get_by_role("link", name="Spesialpedagogikk 1", exact=False).first.click()
    assert "60 000 kr" in say(page)


def siri_confirms(page: Any) -> None:
    _as(page, "siri")
    follow(page, "Videreutdanning", exact=True)
    follow(page, "Bekreft deltakelse", exact=True)
    press(page, "Se over dem som er krysset av")
    assert "Guro Myklebust" in say(page)
    press(page, "Bekreft deltakelsen")
    page.get_by_text("3 deltakere er bekreftet.").wait_for()
    assert heading(page).startswith("Kvittering 2026V-")


def the_spring_is_paid(page: Any, folder: Path) -> None:
    """The run that was drawn up before Siri confirmed is sent back; one with everybody is paid."""
    _as(page, "idar")
    page.goto("/nasjonal/utbetalinger/")
    follow(page, "PAFYLL-2026V-2-2")
    follow(page, "Send utbetalingen tilbake")
    fill_in(page, "Hvorfor", "Alle betales samlet.")
    press(page, "Send tilbake")
    _as(page, "ada")
    page.goto("/nasjonal/utbetalinger/")
    follow(page, "Våren 2026")
    follow(page, "Klargjør utbetaling")
    press(page, "Klargjør")
    run = str(page.url)
    assert page.get_by_role("link", name="Se over og godkjenn").count() == 0  # she prepared it
    _as(page, "idar")
    page.goto(run)
    follow(page, "Se over og godkjenn")
    with answered(page):
        page.get_by_role("button", name=re.compile("^Godkjenn")).click()
    _as(page, "ada")
    page.goto(run)
    press(page, "Lag filen til banken")
    order = page.request.get(page.get_by_role("link", name="Last ned filen (XML)").get_attribute("href")).body()
    follow(page, "Les inn kvittering")
    hand_in(page, folder / "kvittering.xml", FakeBank().answer(order))
    page.goto(run)
    assert "Godtatt av banken" in say(page)
    follow(page, "Avstem")
    hand_in(page, folder / "kontoutskrift.xml", FakeBank().statement(order))
    page.goto(run)
    assert "Betalt" in say(page)


def hand_in(page: Any, file: Path, content: bytes) -> None:
    """Uploads a file from the bank."""
    file.write_bytes(content)
    page.locator("input[type=file]").first.set_input_files(file)
    press(page, "Les inn")


def siri_reads_her_statement(page: Any) -> None:
    _as(page, "siri")
    page.goto("/eier/oppgjor/")
    follow(page, "Våren 2026")
    assert "217 500 kr" in say(page)
    assert "Guro Myklebust" in say(page)


def guro_drops_out(page: Any) -> None:
    page.goto("/min/")
    page.get_by_role("link", name="Spesialpedagogikk 1", exact=False).first.click()
    follow(page, "Slutte underveis")
    page.get_by_label("Fra hvilket semester?").select_option("2026V")
    page.get_by_label("Ny jobb eller nye oppgaver.").check()
    press(page, "Se hva det gjør")
    assert "60 000 kr, våren 2026: Pengene er utbetalt" in say(page)
    press(page, "Send meldingen til skoleeieren")
    page.get_by_text("Ingenting er endret før skoleeieren svarer").wait_for()


def siri_redirects(page: Any) -> None:
    _as(page, "siri")
    page.get_by_role("article").filter(has_text="Guro Myklebust har meldt en endring").get_by_role("link").click()
    assert "Utbetalt: dere velger" in say(page)
    press(page, "Gjennomfør endringen")
    follow(page, "Velg", exact=True)
    page.get_by_label("Bruke dem på et annet tiltak").check()
    fill_in(page, "Hva skal pengene brukes til?", "Kurs i begynneropplæring")
    fill_in(page, "Begrunnelse", "Skolen mangler lærere på småtrinnet.")
    press(page, "Lagre valget")
    page.get_by_text("Dere har valgt å omdisponere pengene.").wait_for()
    assert "Valgt: omdisponert til Kurs i begynneropplæring." in say(page)
    assert "Sluttet underveis" in say(page)


def wenche_declines_the_freed_place(page: Any) -> None:
    page.goto("/min/")
    follow(page, "Se tilbudet og svar")
    press(page, "Takk nei")
    page.wait_for_load_state()


def kari_accepts_it(page: Any) -> None:
    _as(page, "kari")
    follow(page, "Se tilbudet og svar")
    assert "Nummer 1 takket nei." in say(page)
    press(page, "Takk ja til plassen")
    assert heading(page) == "Du har fått plass"
    assert "Du takket ja til plassen på Naturfag" in say(page)


def astrid_upholds_eiriks_appeal(page: Any) -> None:
    _as(page, "astrid")
    follow(page, "Klager", exact=True)
    page.get_by_role("row").filter(has_text="Eirik Johnsen").get_by_role("link").first.click()
    follow(page, "Avgjør klagen")
    page.get_by_label("Medhold", exact=True).check()
    page.locator("input[name=effect]").first.check()
    fill_in(page, "Begrunnelse", "Opplysningene om trinnene var feil.")
    press(page, "Avgjør klagen")
    assert "Medhold" in say(page)


def eirik_has_a_place(page: Any) -> None:
    page.goto("/min/")
    follow(page, "Les svaret")
    assert heading(page) == "Du har fått plass"
    assert "Du fikk plassen etter klage." in say(page)


def _sessions(site: Site) -> dict[str, tuple[str, str]]:
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", SESSIONS]
    environment = _environment(site.folder)
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return {name: (key, value) for name, key, value in (line.split() for line in ended.stdout.splitlines())}


def become(page: Any, site: Site, session: tuple[str, str]) -> None:
    """The browser holds the person's session."""
    name, value = session
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": value, "url": site.url}])


def _as(page: Any, key: str) -> None:
    page.context.clear_cookies()
    log_in(page, key)
