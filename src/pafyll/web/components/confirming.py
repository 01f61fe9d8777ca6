"""Views that ask people to show anew who they are, and how they come back to what they were doing.

Mark such a view with @confirmed (docs/howto/run.md has the table). Nobody gets to it who has not shown who she is, at
the highest level, within the last ten minutes; what was sent in the meantime is kept, and sent again by the person
herself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pafyll.integrations.clock import machine_now
from pafyll.web.components.http import see_other

WITHIN = timedelta(minutes=10)
LEVEL = "high"
LARGEST = 200_000  # characters that are kept of what was sent
SAFE = {"GET", "HEAD"}
HELD = "held"
SHOWN = "log_in"
V = TypeVar("V", bound=Callable[..., Any])


def confirmed(view: V) -> V:
    """Marks a view that decides, gives somebody else a way in, or shows an identity number."""
    view.asks_to_confirm = True  # type: ignore[attr-defined]
    return view


def confirmed_to_send(view: V) -> V:
    """Marks a view that anybody with access may read, and that asks when something is sent from it."""
    view.asks_to_confirm_what_is_sent = True  # type: ignore[attr-defined]
    return view


def asks(view: Any, method: str) -> bool:
    """Whether the view asks people to show anew who they are."""
    if method not in SAFE and getattr(view, "asks_to_confirm_what_is_sent", False):
        return True
    return bool(getattr(view, "asks_to_confirm", False))


class ConfirmMiddleware:
    """Stands in front of the marked views, behind the desk's gate."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.CONFIRMS or not asks(view, request.method or "") or not request.user.is_authenticated:
            return None
        if has_confirmed(request, at=machine_now()):
            if request.method == "POST":
                request.session.pop(HELD, None)
            return None
        hold(request, at=machine_now())
        return _away(request)


def has_confirmed(request: HttpRequest, *, at: datetime) -> bool:
    """Whether the person showed who she is, at the highest level, within ten minutes."""
    shown = request.session.get(SHOWN, {})
    if shown.get("level") != LEVEL or not shown.get("at"):
        return False
    return (
        timedelta(0)
        <= at - datetime.fromisoformat(shown["at"]) + timedelta(seconds=30)
        <= WITHIN + timedelta(seconds=30)
    )


def hold(request: HttpRequest, *, at: datetime) -> None:
    """Keeps what the person was about to do, in her session: the address, and what she sent but the files."""
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
    fits = sum(len(name) + len(value) for name, value in fields) <= LARGEST
    request.session[HELD] = {
        "address": request.get_full_path(),
        "sent": request.method == "POST",
        "fields": fields if fits else [],
        "whole": fits and not request.FILES,
        "at": at.isoformat(),
    }


def held(request: HttpRequest, *, at: datetime) -> dict[str, Any] | None:
    """What she was about to do, while it is fresh."""
    kept: dict[str, Any] | None = request.session.get(HELD)
    if kept is None or at - datetime.fromisoformat(kept["at"]) > timedelta(hours=1):
        return None
    return kept


def _away(request: HttpRequest) -> HttpResponse:
    to = reverse("public:confirm")
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = to
        return response
    return see_other(to)
