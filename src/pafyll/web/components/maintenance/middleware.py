"""Stops at what is closed: the whole site before anything asks the database, a part when its route is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from pafyll.web.components.maintenance.closed import closed_page
from pafyll.web.components.maintenance.notice import current_notice
from pafyll.web.components.maintenance.parts import closed_part

READING = ("GET", "HEAD", "OPTIONS")


class SiteClosedMiddleware:
    """In front of sessions: works when there is no database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "site" in current_notice().closed:
            return closed_page(request, "site")
        return self.get_response(request)


class PartClosedMiddleware:
    """Behind the gate, so that nobody learns of a part that she may not enter."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        closed, match = current_notice().closed, request.resolver_match
        if not closed or match is None:
            return None
        code = closed_part(closed, match.route, sends=request.method not in READING)
        return closed_page(request, code) if code else None
