"""Every page in a real browser, as somebody who may open it: axe finds nothing, and nothing is wider than the screen.

The short form opens each twenty-fourth page, each in another language, width and colours. `make looks` opens all of
them in all. PAFYLL_LOOKS=1 opens all, each in one.
"""

from __future__ import annotations

import csv
import itertools
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

from tests.architecture.routes import ANONYMOUS, PEOPLE, routes
from tests.fixtures.clock import STORY_TODAY
from tests.fixtures.site import Site
from tests.journeys.acting import log_in

pytestmark = pytest.mark.heavy(60)
TABLE = Path(__file__).parents[1] / "snapshots" / "routes.csv"
LONG = os.environ.get("PAFYLL_LONG") == "1"
EVERY = int(os.environ.get("PAFYLL_LOOKS", "24"))
LEAVES = {"public:log_in_as", "public:confirm"}  # whoever opens these is somebody else afterwards, or nowhere yet


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    language: str
    width: int
    colours: str

    @property
    def media(self) -> dict[str, str]:
        forced = self.colours == "forced"
        return {
            "color_scheme": "light" if forced else self.colours,
            "forced_colors": "active" if forced else "none",
            "reduced_motion": "reduce" if forced else "no-preference",
        }


LOOKS = [Look(*one) for one in itertools.product(("nb", "nn", "en"), (1280, 320), ("light", "dark", "forced"))]


@pytest.fixture
def pages(world: None) -> list[tuple[str, str, list[Look]]]:
    """(address, person, looks) of the pages that somebody may open, by person, so that each logs in once."""
    found = []
    open_to = _open_to()
    for number, route in enumerate(one for one in routes() if one.path in open_to and one.name not in LEAVES):
        looks = LOOKS if LONG else [LOOKS[number * 7 % len(LOOKS)]]
        if LONG or number % EVERY == 0:
            found.append((route.url, open_to[route.path], looks))
    return sorted(found, key=lambda one: PEOPLE.index(one[1]))


def test_axe_finds_nothing_and_nothing_is_too_wide(browser: Any, site: Site, pages: Any) -> None:
    faults: list[str] = []
    for person, some in itertools.groupby(pages, key=lambda one: one[1]):
        context = browser.new_context(base_url=site.url, locale="nb-NO", timezone_id="Europe/Oslo", bypass_csp=True)
        page = context.new_page()
        if person != ANONYMOUS:
            log_in(page, person)
        for address, _person, looks in some:
            for look in looks:
                faults += [f"{person} {address} {look}: {fault}" for fault in _faults(page, site, address, look)]
        context.close()
    assert faults == []


def _faults(page: Any, site: Site, address: str, look: Look) -> list[str]:
    page.context.add_cookies([{"name": "django_language", "value": look.language, "url": site.url}])
    page.set_viewport_size({"width": look.width, "height": 900})
    page.emulate_media(**look.media)
    try:
        answer = page.goto(address)
    except Error as told:
        if "Download is starting" in str(told):
            return []
        raise
    if answer is None or "text/html" not in answer.headers.get("content-type", ""):
        return []
    found = [f"{one['id']} {one['nodes'][0]['html'][:200]}" for one in Axe().run(page).response["violations"]]
    if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
        found.append("wider than the screen")
    if page.locator("html").get_attribute("lang") != look.language:
        found.append("another language")
    return found


def _open_to() -> dict[str, str]:
    """Who opens each page, by the approved table: somebody logged in where there is a choice."""
    found: dict[str, str] = {}
    for row in csv.DictReader(TABLE.read_text().splitlines()):
        who = [person for person in PEOPLE if row[person] == "200"]
        if row["method"] == "GET" and row["day"] == STORY_TODAY and who:
            found[row["path"]] = who[-1]
    return found
