"""A person without a mouse: every step is a key, and every stop on the way is looked at.

At each stop the focus is seen (it has an outline, it is in the window and nothing lies over it: WCAG 2.4.7, 2.4.11),
comes after the stop before it in the page (2.4.3), and is large enough to hit (2.5.8). A stop that the next Tab does
not leave is a trap (2.1.2). After a press the reading goes on where it should: in the error summary when something is
to be put right, in the part that was changed, or at the top of a new page.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pafyll.devtools.seed.story.cast import BY_KEY
from tests.journeys.acting import answered, heading

PRESSED, WRITTEN = ("a", "button", "summary"), ("input", "textarea", "select")
MOST_STOPS = 250
LEAST_SIZE = 24  # pixels, WCAG 2.5.8; links in running text are excepted
IN_PIECES = {"date", "datetime-local", "time", "month"}  # one field, several stops
SUMMARIES = "[...document.querySelectorAll('.p-error-summary:not([data-sample] *)')]"
BEFORE_A_PRESS = f"() => {{ window.keyboardPage = true; {SUMMARIES}.forEach(one => one.isRead = true); }}"
NEW_SUMMARY = f"{SUMMARIES}.some(one => !one.isRead)"
LOOK = (Path(__file__).parent / "stop.js").read_text()


class Keyboard:
    """What somebody does with the keys alone, and what is asked of the page at every stop."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.stops = 0

    def log_in(self, key: str) -> None:
        """Logs in as one of the cast, from the address of the page of people to the person's desk."""
        self.page.goto("/utvikling/")
        self.press(f"Logg inn som {BY_KEY[key].first_name}")

    def open(self, address: str) -> None:
        """Writes an address, as one may with the keys alone."""
        self.page.goto(address)

    def skip_to_content(self) -> None:
        """Past the header by the first link of the page, which is seen when it has the focus."""
        first = self.tab()
        assert (first or {}).get("isSkip"), first
        self._key("Enter")
        assert self.look()["isMain"], "The link past the header does not lead to the content"

    def tab(self, key: str = "Tab") -> dict[str, Any] | None:
        """The next stop, looked at. None past the last, where a browser shows its own buttons."""
        self._key(key)
        stop = self.look()
        if stop is not None and key == "Tab" and stop["isSkip"] and not stop["isFirst"]:
            return None
        if stop is not None:
            self.stops += 1
            assert _faults(stop, backwards=key != "Tab") == [], (self.page.url, stop)
        return stop

    def to(
        self, name: str | re.Pattern[str], *, tags: tuple[str, ...] = PRESSED, group: str = "", key: str = "Tab"
    ) -> dict[str, Any]:
        """On to the stop with the name: forwards to the end of the page, and once more from its top."""
        ends, stop = 0, self.look()
        for _stop in range(MOST_STOPS):
            was_past, stop = stop is None, self.tab(key)
            ends += stop is None and not was_past
            if stop and stop["tag"] in tags and _fits(stop["name"], name) and _fits(stop["group"], group):
                return stop
            if stop and tags == WRITTEN and stop["kind"] == "radio" and self._is_in_group(name, group):
                return stop
            if ends == 2:
                break
        raise AssertionError(f"{name!r} cannot be reached with {key} on {self.page.url}")

    def press(self, name: str | re.Pattern[str], *, key: str = "Enter") -> None:
        """Goes to the button or the link with the name and presses it."""
        self.to(name)
        self.send(key)

    def send(self, key: str = "Enter") -> None:
        """Presses the key where the focus is, waits for what comes, and looks where the reading goes on."""
        self.page.evaluate(BEFORE_A_PRESS)
        with answered(self.page):
            self._key(key)
        self.look_where_reading_goes_on()

    def look_where_reading_goes_on(self) -> None:
        """In the error summary if there is one; not thrown to the top by a part that was changed."""
        is_new = not self.page.evaluate("window.keyboardPage === true")
        stop = self.look()
        if self.page.evaluate(NEW_SUMMARY):
            assert (stop or {}).get("isSummary"), f"The errors on {self.page.url} are not read: {stop}"
            assert _faults(stop | {"isFirst": True}) == [], stop
        elif not is_new:
            assert stop is not None, f"The focus was lost on {self.page.url}"
        if is_new:
            assert heading(self.page).strip()

    def write(self, label: str | re.Pattern[str], text: str) -> None:
        """Goes to the field and types, instead of what stood there."""
        self.to(label, tags=WRITTEN)
        self._key("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, name: str, *, group: str = "") -> None:
        """Chooses among radio buttons: in with Tab, along with the arrows, and with the space bar at last."""
        stop = self.to(name, tags=WRITTEN, group=group)
        for _one in range(30):
            if stop["name"].startswith(name):
                break
            self._key("ArrowDown")
            stop = self.look()
        assert stop["name"].startswith(name), stop
        self._key("Space")

    def tick(self, name: str | re.Pattern[str]) -> None:
        """Ticks a box."""
        self.to(name, tags=WRITTEN)
        self._key("Space")

    def select(self, label: str, option: str) -> None:
        """Chooses in a list by typing how it begins."""
        self.to(label, tags=WRITTEN)
        self.page.keyboard.type(option)
        chosen = self.page.evaluate("document.activeElement.selectedOptions[0].textContent.trim()")
        assert chosen.startswith(option), chosen

    def look(self) -> Any:
        """What is seen of the element that has the focus. None when none has it."""
        return self.page.evaluate(LOOK)

    def _key(self, key: str) -> None:
        self.page.keyboard.press(key)

    def _is_in_group(self, name: str | re.Pattern[str], group: str) -> bool:
        """Whether the radio button in focus stands with the one that is looked for: a group is one stop."""
        names = self.page.evaluate(
            """() => [...document.querySelectorAll(`input[type=radio][name="${document.activeElement.name}"]`)]
                 .map(one => (one.labels[0]?.innerText || "").replace(/\\s+/g, " ").trim())"""
        )
        stop = self.look()
        return (not group or stop["group"].startswith(group)) and any(_fits(one, name) for one in names)


def _fits(said: str, name: str | re.Pattern[str]) -> bool:
    plain = said.replace("\u00a0", " ")
    return plain.startswith(name) if isinstance(name, str) else bool(name.search(plain))


def _faults(stop: dict[str, Any], *, backwards: bool = False) -> list[str]:
    found = []
    if not stop["isSeen"] and not stop["isMain"]:
        found.append("the focus is not seen")
    if not stop["isInWindow"] or stop["isCovered"]:
        found.append("the focus is outside the window or under something")
    if stop["isSame"] and stop["kind"] not in IN_PIECES:
        found.append("a trap: Tab does not leave it")
    if stop["isBefore"] != backwards and not stop["isFirst"] and not stop["isSame"]:
        found.append("the focus goes against the order of reading")
    if min(stop["size"]) < LEAST_SIZE and not stop["isInText"] and not _is_excepted(stop):
        found.append(f"smaller than {LEAST_SIZE} pixels")
    return found


def _is_excepted(stop: dict[str, Any]) -> bool:
    """A small box whose label is pressed as well is as large as the two together."""
    return stop["kind"] in {"radio", "checkbox"}
