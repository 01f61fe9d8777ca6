"""The public pages in a real browser: axe finds nothing, nothing is too wide, and JavaScript is not needed."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = (
    "/",
    "/studier/",
    "/studier/?fag=english",
    "/frister/",
    "/regler/2024-25/",
    "/ordliste/",
    "/stilguide/",
    "/utvikling/",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(scripted_page: Any, width: int, scheme: str) -> None:
    scripted_page.set_viewport_size({"width": width, "height": 900})
    scripted_page.emulate_media(color_scheme=scheme)
    said: list[str] = []
    scripted_page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)

    for address in PAGES:
        scripted_page.goto(address)
        found = Axe().run(scripted_page).response["violations"]
        assert [(address, one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert scripted_page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    assert said == []


def test_a_teacher_finds_compares_and_opens_a_study(browser_page: Any) -> None:
    page = browser_page
    page.goto("/")
    page.get_by_label("Søk etter fag, studium eller lærested").fill("matem")
    page.get_by_role("button", name="Finn studier").click()
    boxes = page.get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Sammenlign valgte").click()
    page.get_by_role("heading", name="Sammenlign studier").wait_for()
    page.get_by_role("columnheader").get_by_role("link").first.click()

    page.get_by_role("heading", name="Om studiet").wait_for()


def test_the_language_is_switched(browser_page: Any) -> None:
    page = browser_page
    page.goto("/frister/")
    page.get_by_role("button", name="Nynorsk").click()
    page.get_by_role("button", name="Bokmål").wait_for()

    assert page.locator("html").get_attribute("lang") == "nn"
    assert page.url.endswith("/frister/")
