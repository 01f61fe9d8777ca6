"""A browser that somebody acts with: it asks one web process, and the other when the first does not answer."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from tests.siege.addresses import PORT, WEBS, end
from tests.siege.watching import Presses

TOKEN = "s" * 32
PATIENCE = 2.0  # seconds before she presses again
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class NoAnswer(Exception):
    """She does not know what became of it."""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str

    def field(self, name: str) -> str:
        """The value of a hidden field."""
        found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', self.text)
        return html.unescape(found[1]) if found else ""


class Browser:
    """session is the key in her cookie. first: which web process she asks first. presses: told of all she sends."""

    def __init__(self, session: str, first: int, presses: Presses) -> None:
        self.presses = presses
        self.cookie = f"sessionid={session}; csrftoken={TOKEN}"
        self.turn = first

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, **data: object) -> Answer:
        with self.presses.one(self._home):
            return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": TOKEN, **data}, doseq=True))

    @property
    def _home(self) -> str:
        return WEBS[self.turn % len(WEBS)]

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        """Raises NoAnswer when there was none, or one that says that something failed."""
        line = HTTPConnection(end(f"{self._home}-front"), PORT, timeout=PATIENCE)
        try:
            line.request(method, path, body, {"Cookie": self.cookie, **(FORM if body is not None else {})})
            came = line.getresponse()
            answer = Answer(came.status, came.getheader("Location") or "", came.read().decode())
        except (OSError, HTTPException) as error:
            self.turn += 1
            raise NoAnswer(type(error).__name__) from error
        finally:
            line.close()
        if answer.status >= 500:
            self.turn += 1
            raise NoAnswer(str(answer.status))
        return answer
