"""Siri confirms, Guro stops after the payment, Siri sees the effect and redirects; with and without JavaScript."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from pafyll.apps.applications.models import Participation, ParticipationTerm
from pafyll.apps.grants.models import Commitment, OwnerChoice
from pafyll.apps.organisations.models import Person
from pafyll.devtools.seed.story.days import MIDDLE
from pafyll.devtools.seed.story.studying import pay_out
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.participation import ParticipationStatus
from tests.journeys.acting import fill_in, heading, log_in, press, say

pytestmark = pytest.mark.journey


def test_siri_confirms_guro_stops_and_siri_redirects(browser_page: Any) -> None:
    page = browser_page
    log_in(page, "siri")
    page.get_by_role("link", name="Bekreft deltakelse", exact=True).first.click()
    assert "120 000 kr" in say(page)
    press(page, "Se over dem som er krysset av")
    assert "Guro Myklebust" in say(page)
    press(page, "Bekreft deltakelsen")
    assert heading(page).startswith("Kvittering 2026V-")
    page.get_by_text("2 deltakere er bekreftet.").wait_for()

    guro = Participation.objects.get(round__study_year=MIDDLE, person__first_name="Guro")
    _pay(guro)
    _as_guro(page, guro)
    page.goto(reverse("teacher:studying", args=[guro.pk]))
    page.get_by_role("link", name="Slutte underveis").click()
    page.get_by_label("Fra hvilket semester?").select_option("2026V")
    page.get_by_label("Ny jobb eller nye oppgaver.").check()
    press(page, "Se hva det gjør")
    assert "60 000 kr, våren 2026: Pengene er utbetalt" in say(page)
    press(page, "Send meldingen til skoleeieren")
    page.get_by_text("Ingenting er endret før skoleeieren svarer").wait_for()

    log_in(page, "siri")
    page.get_by_role("article").filter(has_text="Guro Myklebust har meldt en endring").get_by_role("link").click()
    assert "Utbetalt: dere velger" in say(page)
    press(page, "Gjennomfør endringen")
    page.get_by_role("link", name="Velg", exact=True).click()
    page.get_by_label("Bruke dem på et annet tiltak").check()
    fill_in(page, "Hva skal pengene brukes til?", "Kurs i begynneropplæring")
    fill_in(page, "Begrunnelse", "Skolen mangler lærere på småtrinnet.")
    press(page, "Lagre valget")

    assert "60 000 kr omdisponert" in say(page)
    guro.refresh_from_db()
    assert guro.status == ParticipationStatus.DROPPED_OUT
    assert not OwnerChoice.objects.get(change__participation=guro).repays
    assert Commitment.objects.get(term__participation=guro, term__semester="2026V").recovered == 0


def _pay(guro: Participation) -> None:
    """The spring is paid, as a payment run would have done it."""
    world = World(people={"ada": Person.objects.get(user__username="ada")})
    pay_out(world, ParticipationTerm.objects.get(participation=guro, semester="2026V"), date(2026, 3, 10))


def _as_guro(page: Any, guro: Participation) -> None:
    """Guro is not among those on the page of people: her session is laid in the browser."""
    client = Client()
    client.force_login(guro.person.user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    name, url = settings.SESSION_COOKIE_NAME, page.url
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": value, "url": "/".join(url.split("/")[:3])}])
