"""Everyone of the cast comes in at the right desk, and nothing on the way needs JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pafyll.devtools.seed.story.cast import CAST
from tests.journeys.acting import heading, log_in

PATHS = {"teacher": "/min/", "school": "/skole/", "owner": "/eier/", "provider": "/tilbyder/"}
PATHS |= {"authority": "/nasjonal/", "representative": "/tillitsvalgt/"}


@pytest.mark.parametrize("key", ["kari", "per", "siri", "nina", "tor", "ada", "leif"])
def test_one_of_the_cast_logs_in_and_lands_at_their_desk(browser_page: Any, key: str) -> None:
    home = next(member.home for member in CAST if member.key == key)
    log_in(browser_page, key)
    assert browser_page.url.endswith(PATHS[home.split(":")[0]])
    assert heading(browser_page)


def test_ola_cannot_open_siris_application(browser_page: Any) -> None:
    log_in(browser_page, "siri")
    browser_page.goto("/eier/soknader/")
    links = browser_page.locator("main a[href^='/eier/soknader/']").all()
    theirs = next(url for link in links if re.search(r"/\d+/$", url := link.get_attribute("href")))
    log_in(browser_page, "ola")
    assert browser_page.goto(theirs).status == 404
