"""Every page in a real browser, as somebody who may open it: axe finds nothing, and nothing is wider than the screen.

The short form opens each twenty-fourth page, each in another language, width and colours. `make looks` opens all of
them in all. PAFYLL_LOOKS=1 opens all, each in one; PAFYLL_LOOKS_FROM=2 in the second after that one, so that a long
look can be taken in portions. PAFYLL_LOOKS=changed opens those that are new, or have changed, or had a fault.
What all pages are found to be is written down for the accessibility statement (pafyll.web.public.looked_at).
"""

from __future__ import annotations

import csv
import itertools
import os
from pathlib import Path
from typing import Any

import pytest

from pafyll.web.public.looked_at import looked_at
from tests.architecture.routes import ANONYMOUS, PEOPLE, routes
from tests.fixtures.clock import STORY_TODAY
from tests.fixtures.site import Site
from tests.journeys.acting import log_in
from tests.web.looking import LOOKS, Look, Seen, axe_version, faults_of, open_in, templates_of, write_down

pytestmark = pytest.mark.heavy(60)
TABLE = Path(__file__).parents[1] / "snapshots" / "routes.csv"
LONG = os.environ.get("PAFYLL_LONG") == "1"
WHICH = os.environ.get("PAFYLL_LOOKS", "24")
ALL = LONG or not WHICH.isdigit() or int(WHICH) == 1
FROM = int(os.environ.get("PAFYLL_LOOKS_FROM", "0"))
LEAVES = {"public:log_in_as", "public:confirm"}  # whoever opens these is somebody else afterwards, or nowhere yet
MAILS = "/nasjonal/e-post/"  # a mail is in the language of whoever gets it
Page = tuple[str, str, str, list[Look]]


@pytest.fixture
def pages(world: None) -> list[Page]:
    """(path, address, person, looks) of the pages that somebody may open, by person, so that each logs in once."""
    found = []
    open_to = _open_to()
    for number, route in enumerate(one for one in routes() if one.path in open_to and one.name not in LEAVES):
        looks = LOOKS if LONG else [LOOKS[(number * 7 + FROM) % len(LOOKS)]]
        if _is_chosen(number, route.path):
            found.append((route.path, route.url, open_to[route.path], looks))
    return sorted(found, key=lambda one: PEOPLE.index(one[2]))


def test_axe_finds_nothing_and_nothing_is_too_wide(browser: Any, site: Site, pages: list[Page]) -> None:
    seen: dict[str, Seen] = {}
    files: set[str] = set()
    axe = ""
    for person, some in itertools.groupby(pages, key=lambda one: one[2]):
        context = browser.new_context(base_url=site.url, locale="nb-NO", timezone_id="Europe/Oslo", bypass_csp=True)
        page = context.new_page()
        if person != ANONYMOUS:
            log_in(page, person)
        for path, address, _person, looks in some:
            for look in looks:
                if not _look(page, site, path, address, look, seen):
                    files.add(path)
            axe = axe or axe_version(page)
        context.close()
    if ALL:
        templates = {path: templates_of(address, person) for path, address, person, _looks in pages if path in seen}
        write_down(seen, files, templates, axe, _open_to())
    assert [f"{path} {fault}" for path, one in seen.items() for fault in one.faults] == []


def _look(page: Any, site: Site, path: str, address: str, look: Look, seen: dict[str, Seen]) -> bool:
    """Whether it was a page to look at."""
    if open_in(page, site, address, look) is None:
        return False
    found = [one for one in faults_of(page, look) if not (one.startswith("language:") and path.startswith(MAILS))]
    here = seen.setdefault(path, Seen())
    here.looks.append(str(look))
    here.faults += [f"{one} [{look}]" for one in found]
    return True


def _is_chosen(number: int, path: str) -> bool:
    if WHICH == "changed":
        before = looked_at()
        return (
            before is None or path not in before.pages or path in before.changed or bool(before.pages[path]["faults"])
        )
    return ALL or number % int(WHICH) == 0


def _open_to() -> dict[str, str]:
    """Who opens each page, by the approved table: somebody logged in where there is a choice."""
    found: dict[str, str] = {}
    for row in csv.DictReader(TABLE.read_text().splitlines()):
        who = [person for person in PEOPLE if row[person] == "200"]
        if row["method"] == "GET" and row["day"] == STORY_TODAY and who:
            found[row["path"]] = who[-1]
    return found
