"""Around every request: its number, how long it took, how often it asked the database, and a line in the log."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from pafyll.operations.inside import ANSWERS
from pafyll.operations.logs import current_request
from pafyll.operations.metrics import count_request
from pafyll.operations.redacting import without_numbers

logger = logging.getLogger("pafyll.requests")
HEADER = "X-Request-ID"
TOLD = re.compile(r"[A-Za-z0-9-]{8,64}")
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another when it is read aloud


class RequestMiddleware:
    """Outermost. The number goes back in a header, into every log line, and onto the pages about faults."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = _told_by_our_proxy(request) or new_number()
        request.number = number  # type: ignore[attr-defined]
        token, asked, began = current_request.set(number), Asked(), time.perf_counter()
        try:
            with connection.execute_wrapper(asked):
                response = self.get_response(request)
            if request.path_info not in ANSWERS:
                _tell(request, response, seconds=time.perf_counter() - began, queries=asked.times)
        finally:
            current_request.reset(token)
        response[HEADER] = number
        return response


class Asked:
    """Counts the questions to the database."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        self.times += 1
        return execute(*question)


def new_number() -> str:
    """Short enough to be read aloud: "k7wq-3m9x-2fhd". About 59 bits."""
    left, letters = secrets.randbelow(len(LETTERS) ** 12), []
    for _ in range(12):
        left, letter = divmod(left, len(LETTERS))
        letters.append(LETTERS[letter])
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def _told_by_our_proxy(request: HttpRequest) -> str:
    """The number that our proxy gave; nothing where there is none, since then anyone could have written it."""
    said = request.headers.get(HEADER, "") if settings.PROXIES else ""
    return said if TOLD.fullmatch(said) and without_numbers(said) == said else ""


def _tell(request: HttpRequest, response: HttpResponse, *, seconds: float, queries: int) -> None:
    match = request.resolver_match
    facts = {
        "route": match.view_name if match else "none",
        "method": request.method if request.method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE") else "other",
        "status": response.status_code,
    }
    count_request(**facts, seconds=seconds, queries=queries)  # type: ignore[arg-type]
    logger.info("request", extra={**facts, "milliseconds": round(seconds * 1000), "queries": queries})
