"""What people do in a browser, in the words of the story: log in, press, fill in, read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pafyll.devtools.seed.story.cast import BY_KEY

PAUSE_MS, PAUSES = 25, 12  # how long a press may be without a request: it opens or ticks something on the page


def log_in(page: Any, key: str) -> None:
    """Logs in as one of the cast on the page of people, and lands at the person's desk."""
    page.goto("/utvikling/")
    press(page, f"Logg inn som {BY_KEY[key].first_name}")


def press(page: Any, name: str) -> None:
    """Presses the button with the name, and waits for what comes."""
    with answered(page):
        page.get_by_role("button", name=name, exact=True).first.click()


@contextmanager
def answered(page: Any) -> Iterator[None]:
    """Waits till what is pressed has been answered: a new page, a file, or a part of this page.

    The browser begins its request a little after the press, later still on a busy machine; whoever reads at once
    reads the page from before.
    """
    begun: list[Any] = []

    def begins(request: Any) -> None:
        begun.append(request)

    page.on("request", begins)
    yield
    for _pause in range(PAUSES):
        if begun:
            break
        page.wait_for_timeout(PAUSE_MS)
    for request in begun:  # grows while it is read: each step of a redirect is a request of its own
        answer = request.response()
        if answer is not None and "content-disposition" not in answer.headers:
            answer.finished()
    page.remove_listener("request", begins)
    page.wait_for_load_state()


def fill_in(page: Any, label: str, text: str) -> None:
    """Writes in the field whose label starts so."""
    page.get_by_label(label, exact=False).first.fill(text)


def fill_in_plan(page: Any, *rows: tuple[str, int, str]) -> None:
    """Writes the invoice plan row by row: the day, the kroner and what it is for."""
    for number, (day, kroner, text) in enumerate(rows, start=1):
        row = page.get_by_role("group", name=f"Faktura, rad {number}", exact=True)
        row.get_by_label("Fakturadato").fill(day)
        row.get_by_label("Kroner").fill(str(kroner))
        row.get_by_label("Hva den gjelder").fill(text)


def heading(page: Any) -> str:
    """The page's own heading."""
    return str(page.locator("h1").inner_text())


def say(page: Any) -> str:
    """What the page says, header and footer left out, with plain spaces."""
    return str(page.locator("main").inner_text()).replace("\u00a0", " ")


def log_in_colleague(page: Any, name: str) -> None:
    """Logs in as one who works at a provider and is not in the cast."""
    page.goto("/utvikling/")
    page.get_by_label("Kollega", exact=True).select_option(label=name)
    press(page, "Logg inn som kollegaen")


def follow(page: Any, name: str | re.Pattern[str], exact: bool = False) -> None:
    """Follows the first link with the name, and waits for what comes."""
    with answered(page):
        page.get_by_role("link", name=name, exact=exact).first.click()


def mailed_link(page: Any, to: str) -> str:
    """The secret address in the newest mail to somebody, from the demonstration's page of mails."""
    page.goto("/utvikling/forhandsvisning/")
    page.get_by_role("listitem").filter(has_text=f"til {to}").first.get_by_role("link").click()
    found = re.search(r"https?://[^/\s]+(/\S+)", say(page))
    assert found, say(page)
    return found[1]
