"""Asking our own pages as Django's server would, past the server itself, and what it costs in processor time."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

Call = Callable[[], Any]


class Asked(NamedTuple):
    """A page with its goal, on a day. before is done first each time, and is not counted."""

    call: Call
    goal: float
    day: str
    before: Call = lambda: None


class Person:
    """Somebody who asks: nobody, or a user who is logged in."""

    def __init__(self, user: Any = None) -> None:
        from django.core.handlers.base import BaseHandler
        from django.test import Client, RequestFactory

        client = Client()
        if user is not None:
            client.force_login(user)
        self._factory = RequestFactory(HTTP_COOKIE=client.cookies.output(header="", sep=";").strip())
        self._handler = BaseHandler()
        self._handler.load_middleware()

    def get(self, path: str) -> Any:
        return self._handler.get_response(self._factory.get(path))

    def post(self, path: str, posted: dict[str, Any]) -> Any:
        request = self._factory.post(path, urlencode(posted), content_type="application/x-www-form-urlencoded")
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # a stranger's page has no token
        return self._handler.get_response(request)


def get(person: Person, path: str, *, shows: str = "") -> Call:
    def ask() -> None:
        response = person.get(path)
        assert response.status_code == 200, (path, response.status_code)
        assert shows.encode() in response.content, (path, shows)

    return ask


def in_turn(pages: dict[str, Asked], rounds: int) -> dict[str, float]:
    """Median milliseconds of processor time, each once in every round; the first round only warms up."""
    spent: dict[str, list[float]] = {what: [] for what in pages}
    for number in range(rounds + 1):
        for what, page in pages.items():
            os.environ["PAFYLL_NOW"] = page.day
            page.before()
            before = time.process_time()
            page.call()
            if number:
                spent[what].append(1_000 * (time.process_time() - before))
    return {what: statistics.median(times) for what, times in spent.items()}
