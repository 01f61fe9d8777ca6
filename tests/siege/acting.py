"""What people do during a round. Each presses again until it is answered, and remembers only what was acknowledged."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from tests.siege.browsing import Answer, Browser, NoAnswer

GIVES_UP = 40.0  # seconds; far more than anything is away
PRESSES_AGAIN = 0.15
HASH = re.compile(r'<p class="p-code">([0-9a-f]{64})</p>')


class Unserved(Exception):
    """Everything was up again, and it still could not be done."""


@dataclass
class Acknowledged:
    """What people were told has been done. Filled by several threads."""

    saved: list[tuple[int, str]] = field(default_factory=list)  # (application, text)
    sent: list[tuple[int, str, str]] = field(default_factory=list)  # (application, text, hash on the receipt)
    decided: list[int] = field(default_factory=list)
    confirmed: list[tuple[int, int]] = field(default_factory=list)  # (term, receipt)
    refused: int = 0  # answered with a no: mostly because an earlier press that nobody answered had done it
    gives_up: float = GIVES_UP
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def number(self) -> int:
        return len(self.saved) + len(self.sent) + len(self.decided) + len(self.confirmed)

    def add(self, other: Acknowledged) -> None:
        """Remembers what another round was told too."""
        for name in ("saved", "sent", "decided", "confirmed", "faults"):
            getattr(self, name).extend(getattr(other, name))
        self.refused += other.refused

    def patiently(self, act: Callable[[], bool]) -> None:
        """Does it again until it says that it is done."""
        until, last = time.monotonic() + self.gives_up, ""
        while time.monotonic() < until:
            try:
                if act():
                    return
                last = "refused"
                with self.lock:
                    self.refused += 1
            except NoAnswer as error:
                last = str(error)
            time.sleep(PRESSES_AGAIN)
        raise Unserved(f"{act}: {last}")


def apply(browser: Browser, told: Acknowledged, round: int, offer: int, text: str) -> None:
    """A newcomer starts, writes and sends."""
    keys: list[int] = []

    def start() -> bool:
        came = browser.post(f"/min/runde/{round}/start/", offer=offer)
        found = re.search(r"/min/soknad/(\d+)/", came.location)
        keys[:] = [int(found[1])] if found else []
        return bool(found)

    told.patiently(start)
    told.patiently(lambda: _save(browser, told, keys[0], "ordning", "scheme", scheme_1="substitute", semesters="both"))
    change(browser, told, keys[0], text)


def change(browser: Browser, told: Acknowledged, pk: int, text: str) -> None:
    """Writes a new reason, saved as she writes, and sends it."""
    told.patiently(lambda: _save(browser, told, pk, "begrunnelse", "motivation", motivation=text))
    told.patiently(lambda: _send(browser, told, pk, text))


def decide(browser: Browser, told: Acknowledged, keys: list[int]) -> None:
    """Grants what a colleague prepared."""
    for key in keys:
        told.patiently(lambda key=key: _decided(browser, told, key))  # type: ignore[misc]


def confirm(browser: Browser, told: Acknowledged, window: int, terms: list[int]) -> None:
    """Confirms those who have started, all at once."""
    told.patiently(lambda: _confirmed(browser, told, window, terms))


def _save(browser: Browser, told: Acknowledged, pk: int, page: str, step: str, **values: str) -> bool:
    shown = browser.get(f"/min/soknad/{pk}/{page}/")
    seen = {"version": shown.field("version"), "window": shown.field("window")}
    kept = {"school": _school(shown)} if step == "scheme" else {}
    came = browser.post(f"/min/soknad/{pk}/{step}/lagre/", **seen, **kept, **values)
    if came.status != 200 or "Kladden ble lagret" not in came.text:
        return False
    if step == "motivation":
        with told.lock:
            told.saved.append((pk, values["motivation"]))
    return True


def _school(shown: Answer) -> str:
    """The school that the form has chosen: the only one."""
    found = re.search(r'<option value="(\d+)"[^>]*selected', shown.text) or re.search(
        r'name="school"[^>]*value="(\d+)"', shown.text
    )
    return found[1] if found else ""


def _send(browser: Browser, told: Acknowledged, pk: int, text: str) -> bool:
    shown = browser.get(f"/min/soknad/{pk}/se-over/")
    seen = {"version": shown.field("version"), "window": shown.field("window")}
    came = browser.post(f"/min/soknad/{pk}/se-over/", **seen, principal_knows="on", meets_admission="on")
    if came.status != 303 or "/kvittering/" not in came.location:
        return False
    receipt = browser.get(came.location)
    found = HASH.search(receipt.text)
    if receipt.status != 200 or found is None or text not in receipt.text:
        return False
    with told.lock:
        told.sent.append((pk, text, found[1]))
    return True


def _decided(browser: Browser, told: Acknowledged, key: int) -> bool:
    came = browser.post(f"/nasjonal/dispensasjoner/{key}/innvilg/")
    if came.status == 303:
        with told.lock:
            told.decided.append(key)
        return True
    return came.status in (403, 409)  # an earlier press that nobody answered had done it


def _confirmed(browser: Browser, told: Acknowledged, window: int, terms: list[int]) -> bool:
    came = browser.post("/eier/bekreft/", vindu=window, rad=terms)
    found = re.search(r"/kvittering/(\d+)/", came.location)
    if found:
        with told.lock:
            told.confirmed.extend((term, int(found[1])) for term in terms)
        return True
    return came.status == 303 and "vindu" in parse_qs(urlsplit(came.location).query)
