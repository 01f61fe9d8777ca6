"""Siri confirms, Guro stops after the payment, Siri sees the effect and redirects; with and without JavaScript."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from tests.fixtures import site as sites
from tests.journeys.acting import fill_in, heading, log_in, press, say

pytestmark = pytest.mark.journey
# Guro is not among those on the page of people, and nobody pays in this journey: the site's own code does both.
PAY_AND_LOG_IN = """
from datetime import date
from django.test import Client
from pafyll.apps.applications.models import ParticipationTerm
from pafyll.apps.grants.models import PaymentRun
from pafyll.apps.grants.services.deciding_payments import return_run
from pafyll.apps.organisations.models import Person
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.payments import pay_and_settle
from pafyll.devtools.seed.story.world import World
from pafyll.domain.values import Semester
term = ParticipationTerm.objects.get(semester="2026V", participation__person__first_name="Guro")
world = World(people={key: Person.objects.get(user__username=key) for key in ("ada", "idar")})
day = date(2026, 3, 11)
run = PaymentRun.objects.get(status="prepared")
return_run(run=run, why="Alle betales samlet.", by=world.user("idar"), at=at(day, 8))
pay_and_settle(world, term.participation.round, Semester("2026V"), day, date(2026, 3, 25))
client = Client()
client.force_login(term.participation.person.user)
print(client.cookies["sessionid"].key, client.cookies["sessionid"].value)
"""


def test_siri_confirms_guro_stops_and_siri_redirects(browser_page: Any, site: Any) -> None:
    page = browser_page
    log_in(page, "siri")
    page.get_by_role("link", name="Bekreft deltakelse", exact=True).first.click()
    assert "232 500 kr" in say(page)
    press(page, "Se over dem som er krysset av")
    assert "Guro Myklebust" in say(page)
    press(page, "Bekreft deltakelsen")
    page.get_by_text("3 deltakere er bekreftet.").wait_for()
    assert heading(page).startswith("Kvittering 2026V-")

    _become_guro(page, site)
    page.goto("/min/")
    page.get_by_role("link", name="Spesialpedagogikk 1", exact=False).first.click()
    page.get_by_role("link", name="Slutte underveis").click()
    page.get_by_label("Fra hvilket semester?").select_option("2026V")
    page.get_by_label("Ny jobb eller nye oppgaver.").check()
    press(page, "Se hva det gjør")
    assert "60 000 kr, våren 2026: Pengene er utbetalt" in say(page)
    press(page, "Send meldingen til skoleeieren")
    page.get_by_text("Ingenting er endret før skoleeieren svarer").wait_for()

    page.context.clear_cookies()
    log_in(page, "siri")
    page.get_by_role("article").filter(has_text="Guro Myklebust har meldt en endring").get_by_role("link").click()
    assert "Utbetalt: dere velger" in say(page)
    press(page, "Gjennomfør endringen")
    page.get_by_role("link", name="Velg", exact=True).click()
    page.get_by_label("Bruke dem på et annet tiltak").check()
    fill_in(page, "Hva skal pengene brukes til?", "Kurs i begynneropplæring")
    fill_in(page, "Begrunnelse", "Skolen mangler lærere på småtrinnet.")
    press(page, "Lagre valget")

    page.get_by_text("Dere har valgt å omdisponere pengene.").wait_for()
    assert "60 000 kr omdisponert" in say(page)
    assert "Valgt: omdisponert til Kurs i begynneropplæring." in say(page)
    assert "Sluttet underveis" in say(page)


def _become_guro(page: Any, site: Any) -> None:
    """The spring is paid, and the browser holds Guro's session."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", PAY_AND_LOG_IN]
    ended = subprocess.run(
        command, cwd=sites.ROOT, env=sites._environment(site.folder), capture_output=True, text=True, check=True
    )
    name, value = ended.stdout.split()
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": value, "url": site.url}])
