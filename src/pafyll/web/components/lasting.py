"""How long somebody stays logged in: the end is told in good time, and one press puts it off.

Each page that is asked for, and each part that is saved, gives the time without a request anew (SESSION_IDLE_SECONDS).
A working day ends it all the same unless the person presses, and a day after the log-in it ends whatever is pressed:
WCAG 2.2.1 asks for no extension of what lasts more than twenty hours, and whoever comes back the next day shall show
anew who she is (ADR 40).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from pafyll.integrations.clock import machine_now

WARN = timedelta(minutes=15)
LONGEST = timedelta(hours=24)
WRITE_EVERY = timedelta(minutes=2)  # being active is written so seldom: not once for each page
_END = "_session_expiry"  # Django's own: when the session ends, if nothing more is done
_BEGAN, _LAST = "log_in_began", "log_in_ends"  # when the log-in began, and its end however much is done


@dataclass(frozen=True)
class Ending:
    """When the log-in ends, in how many seconds, and whether it can be put off."""

    at: datetime
    left: int
    can_stay: bool

    @property
    def is_near(self) -> bool:
        return self.left <= WARN.total_seconds()

    @property
    def hidden_seconds(self) -> int:
        """How long the warning may stay hidden by a page that stands open."""
        return max(0, self.left - int(WARN.total_seconds()))


def begin(request: HttpRequest, *, at: datetime) -> None:
    """The log-in lasts from now."""
    request.session[_BEGAN] = at.isoformat()
    _end_at(request, at + _once(), at)


def ending(request: HttpRequest, *, at: datetime) -> Ending | None:
    """When the log-in of the request ends. None for one without a stated end, as in a demonstration."""
    ends = _told(request, _END)
    if ends is None:
        return None
    return Ending(ends, int((ends - at).total_seconds()), ends < _latest(request, ends))


def stay(request: HttpRequest, *, at: datetime) -> None:
    """Puts the end off, but not past a day after the log-in. Nothing for one without a stated end."""
    last = _told(request, _LAST) or _told(request, _END)
    if last is not None:
        _end_at(request, max(last, min(at + _once(), _latest(request, last))), at)


def note_activity(request: HttpRequest, *, at: datetime) -> None:
    """The time without a request begins anew. Nothing where there is no such time, and seldom where there is."""
    ends, last = _told(request, _END), _told(request, _LAST)
    if not settings.SESSION_IDLE_SECONDS or ends is None or last is None:
        return
    if min(last, at + _idle()) - ends >= WRITE_EVERY:
        _end_at(request, last, at)


class ActivityMiddleware:
    """Notes that somebody is there, for whoever comes with a session; a page for everybody asks for none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_IDLE_SECONDS and settings.SESSION_COOKIE_NAME in request.COOKIES:
            note_activity(request, at=machine_now())
        return self.get_response(request)


def _end_at(request: HttpRequest, last: datetime, at: datetime) -> None:
    request.session[_LAST] = last.isoformat()
    request.session.set_expiry(min(last, at + _idle()) if settings.SESSION_IDLE_SECONDS else last)


def _latest(request: HttpRequest, ends: datetime) -> datetime:
    began = _told(request, _BEGAN)
    return (began or ends - _once()) + LONGEST


def _told(request: HttpRequest, name: str) -> datetime | None:
    told = request.session.get(name)
    return datetime.fromisoformat(told) if isinstance(told, str) else None


def _once() -> timedelta:
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _idle() -> timedelta:
    return timedelta(seconds=settings.SESSION_IDLE_SECONDS)
