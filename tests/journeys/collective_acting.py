"""What everybody does in the story of collective money: find the year, the case, an award, and see nothing at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.journeys.acting import answered, follow, log_in, press, say

YEAR = "Kollektiv kompetanseutvikling i barnehage og grunnskole 2027"
KEY = "Behovene dekkes i den rekkefølgen som forumet har satt dem i."
FOLLOW_UP = "/nasjonal/kollektiv/oppfolging/"
MONEY = "/eier/kollektiv/tilskudd/"


@dataclass(frozen=True)
class Town:
    """Who acts for a municipality, and in kroner what it is awarded, puts in itself, uses half-way and in the end."""

    key: str
    name: str
    awarded: str
    own: str
    half_way: str
    used: str
    unused: str


FJORDVIK = Town("siri", "Fjordvik kommune", "410 000", "123 000", "200 000", "380 000", "30 000")
STORBY = Town("ola", "Storby kommune", "1 000 000", "300 000", "500 000", "950 000", "50 000")
TOWNS = (FJORDVIK, STORBY)


def as_officer(page: Any, key: str) -> None:
    """Logs in, and reads bokmål as this story is told in."""
    log_in(page, key)
    if page.get_by_role("button", name="Bokmål").count():
        press(page, "Bokmål")


def open_year(page: Any) -> str:
    """Opens the scheme year, and returns its address."""
    page.goto("/nasjonal/kollektiv/")
    follow(page, YEAR)
    page.get_by_role("heading", name=YEAR, level=1).wait_for()
    return str(page.url)


def open_item(page: Any, forum: str) -> None:
    """The forum's case about the year's money."""
    page.goto(forum)
    follow(page, "Møte 2/2027")
    follow(page, "Sak 1: Innstilling for 2027")


def open_own(page: Any, town: Town) -> str:
    """What the municipality is awarded, at its own desk. Returns the address."""
    as_officer(page, town.key)
    page.goto(MONEY)
    follow(page, YEAR)
    return str(page.url)


def open_payments(page: Any) -> str:
    """The year's payments, from the year. Returns the address."""
    open_year(page)
    follow(page, "Utbetalinger")
    return str(page.url)


def open_waiting(page: Any, town: Town, of: str) -> str:
    """What waits for those who run the year, under its heading and of the municipality. Returns the address."""
    page.goto(FOLLOW_UP)
    waiting = page.locator("section").filter(has=page.get_by_role("heading", name=of))
    with answered(page):
        waiting.locator("li", has_text=YEAR).get_by_role("link", name=town.name).first.click()
    return str(page.url)


def vigdis_sees_nothing(page: Any, item: str, addresses: Iterable[str] = ()) -> None:
    """The meeting has a case that she neither sees nor opens, and nothing of what follows answers her."""
    log_in(page, "vigdis")
    page.goto("/eier/kollektiv/forum/")
    follow(page, "Møte 2/2027")
    assert "Du er inhabil i denne saken" in say(page)
    assert page.get_by_role("link", name="Sak 1").count() == 0
    page.goto(item)
    assert "Du er inhabil i denne saken" in say(page)
    assert KEY not in say(page)
    page.goto(MONEY)
    assert YEAR not in say(page)
    for address in addresses:
        _is_shut(page, address)


def _is_shut(page: Any, address: str) -> None:
    """Neither to be read nor to be acted on, with the token of a page that is hers."""
    token = page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
    read = page.request.get(address)
    done = page.request.post(address, form={"csrfmiddlewaretoken": token}, headers={"Referer": page.url})
    for answer in (read, done):
        assert answer.status in (403, 404), (address, answer.status)
        assert not [town.name for town in TOWNS if town.name in answer.text()], address
    assert "Skjemaet ble ikke sendt" not in done.text(), address  # it is she who is refused, not a stale form
