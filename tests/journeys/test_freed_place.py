"""A place has fallen free: the first says no, and Kari, who is next, says yes. With and without JavaScript."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from tests.fixtures.site import ROOT, _environment
from tests.journeys.acting import heading, log_in, press, say

pytestmark = pytest.mark.journey
SAYS_NO = """
from pafyll.apps.applications.models import PlaceOffer
from pafyll.apps.applications.services.place_offers import decline_place
from pafyll.integrations.clock import now
offer = PlaceOffer.objects.get(status="open")
decline_place(offer=offer, by=offer.application.person.user, at=now())
"""


def the_first_says_no(site: Any) -> None:
    """Wenche is not one of those who can be logged in as, so she answers through the same service."""
    command = [sys.executable, "manage.py", "shell", "-c", SAYS_NO]
    done = subprocess.run(command, cwd=ROOT, env=_environment(site.folder), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_the_first_declines_and_kari_accepts(browser_page: Any, site: Any) -> None:
    page = browser_page
    log_in(page, "ada")
    page.get_by_role("link", name="Videreutdanning for lærere 2025/26").first.click()
    page.get_by_role("link", name="Se plassene, køene og vilkårene").click()
    assert "Wenche Svendsen" in say(page)

    the_first_says_no(site)
    page.reload()
    assert "Kari Nordvik" in say(page)

    log_in(page, "kari")
    page.get_by_role("link", name="Se tilbudet og svar").click()
    assert "Nummer 1 takket nei." in say(page)
    press(page, "Takk ja til plassen")
    assert heading(page) == "Du har fått plass"
    assert "Du takket ja til plassen på Naturfag" in say(page)

    log_in(page, "siri")
    page.goto("/eier/resultat/")
    assert "Kari Nordvik" in say(page)
