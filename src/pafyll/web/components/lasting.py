"""How long somebody stays logged in: the end is told in good time, and one press puts it off.

A day after the log-in it ends whatever is pressed: WCAG 2.2.1 asks for no extension of what lasts more than twenty
hours, and whoever comes back the next day shall show anew who she is (ADR 40).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

WARN = timedelta(minutes=15)
LONGEST = timedelta(hours=24)
_END, _BEGAN = "_session_expiry", "log_in_began"  # the first is Django's own


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
    """The log-in lasts from now, however much is done meanwhile."""
    request.session[_BEGAN] = at.isoformat()
    request.session.set_expiry(at + _once())


def ending(request: HttpRequest, *, at: datetime) -> Ending | None:
    """When the log-in of the request ends. None for one without a stated end, as in a demonstration."""
    told = request.session.get(_END)
    if not isinstance(told, str):
        return None
    ends = datetime.fromisoformat(told)
    return Ending(ends, int((ends - at).total_seconds()), ends < _latest(request, ends))


def stay(request: HttpRequest, *, at: datetime) -> None:
    """Puts the end off, but not past a day after the log-in. Nothing for one without a stated end."""
    now = ending(request, at=at)
    if now is not None:
        request.session.set_expiry(max(now.at, min(at + _once(), _latest(request, now.at))))


def _latest(request: HttpRequest, ends: datetime) -> datetime:
    began = request.session.get(_BEGAN)
    return (datetime.fromisoformat(began) if began else ends - _once()) + LONGEST


def _once() -> timedelta:
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)
