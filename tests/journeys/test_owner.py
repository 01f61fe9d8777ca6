"""Siri answers every application, ranks them, meets a colleague's list and sends; with and without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.journeys.acting import follow, heading, log_in

pytestmark = pytest.mark.journey


def names_in_order(page: Any) -> list[str]:
    return [str(text) for text in page.locator("#ranked .p-ranking__row th a").all_inner_texts()]


def answer_all(page: Any) -> None:
    """Refuses the first, with a reason, and approves the others."""
    page.goto("/eier/soknader/?status=undecided")
    follow(page, re.compile("^Avslå "))
    page.get_by_label("Vi har ikke penger til flere deltakere dette studieåret.").check()
    page.get_by_role("button", name="Avslå", exact=True).click()
    page.get_by_text("har fått nei, med grunn.").wait_for()
    while True:
        page.goto("/eier/soknader/?status=undecided")
        buttons = page.get_by_role("button", name=re.compile("^Godkjenn "))
        if not buttons.count():
            return
        name = str(buttons.first.get_attribute("aria-label")).removeprefix("Godkjenn ")
        buttons.first.click()
        page.get_by_text(f"{name} er godkjent.").wait_for()


def test_siri_answers_ranks_and_sends(browser_page: Any) -> None:
    page = browser_page
    log_in(page, "siri")
    follow(page, "Gå gjennom søknadene")
    assert "venter" not in heading(page)

    answer_all(page)
    page.goto("/eier/")
    follow(page, "Prioriter", exact=True)
    page.get_by_role("button", name="Legg alle til sist, i foreslått rekkefølge").click()
    page.get_by_text("Rekkefølgen er lagret.").wait_for()
    before = names_in_order(page)

    up = page.get_by_role("button", name=f"Flytt opp: {before[1]}")
    up.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("name => document.querySelector('#ranked th a').textContent === name", arg=before[1])
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == f"Flytt opp: {before[1]}"

    last = page.get_by_label(f"Nummer for {before[-1]}")
    last.fill("1")
    page.get_by_role("button", name="Lagre rekkefølgen").last.click()
    page.get_by_text("Rekkefølgen er lagret.").wait_for()
    assert names_in_order(page) == [before[-1], before[1], before[0], *before[2:-1]]

    follow(page, "Se over og send")
    page.get_by_role("button", name="Send prioriteringen").click()
    assert heading(page) == "Kvittering: prioriteringen er sendt"
    page.goto("/eier/prioritering/")
    assert page.get_by_role("button", name="Lagre rekkefølgen").count() == 0


def test_two_editors_meet_on_a_page_that_keeps_both_lists(browser_page: Any) -> None:
    page = browser_page
    log_in(page, "ola")
    page.goto("/eier/prioritering/")
    before = names_in_order(page)
    mine = page.get_by_label(f"Nummer for {before[-1]}")

    other = page.context.new_page()
    other.goto("/eier/prioritering/")
    other.get_by_role("button", name=f"Flytt opp: {before[1]}").click()
    other.get_by_role("button", name="Lagre rekkefølgen").last.click()
    other.get_by_text("Rekkefølgen er lagret.").wait_for()
    mine.fill("3")
    page.get_by_role("button", name="Lagre rekkefølgen").last.click()

    assert heading(page) == "To har endret prioriteringen"
    page.get_by_role("button", name="Bruk forslaget").click()
    page.get_by_text("Rekkefølgen er lagret.").wait_for()
    assert names_in_order(page) == [before[1], before[0], before[-1], *before[2:-1]]


def test_a_row_is_dragged_announced_and_not_lost_by_accident(scripted_page: Any) -> None:
    page = scripted_page
    page.set_viewport_size({"width": 1280, "height": 1600})
    log_in(page, "ola")
    page.goto("/eier/prioritering/")
    before = names_in_order(page)
    handles = page.locator("#ranked .p-ranking__handle")
    start, goal = handles.nth(2).bounding_box(), page.locator("#ranked .p-ranking__row").nth(0).bounding_box()

    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, goal["y"] + 10, steps=12)
    page.mouse.up()

    assert names_in_order(page) == [before[2], before[0], before[1], *before[3:]]
    assert f"{before[2]} er nå nummer 1 av {len(before)}." in page.locator("#ranking-state").inner_text()
    assert "ikke lagret" in page.locator("#ranking-state").inner_text()
    page.get_by_role("button", name="Lagre rekkefølgen").last.click()
    page.get_by_text("Rekkefølgen er lagret.").wait_for()
    assert names_in_order(page)[0] == before[2]
