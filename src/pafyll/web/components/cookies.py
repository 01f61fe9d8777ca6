"""The cookies of our own: out of reach of scripts, and in production for this host and no other."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse


def cookie_named(name: str) -> str:
    """The name as the browser has it: in production with __Host-, so that no neighbouring host can give it us."""
    return f"{settings.COOKIE_PREFIX}{name}"


def keep(response: HttpResponse, cookie: str, value: str, *, lasts: timedelta | None = None) -> None:
    """Lets the browser keep it. Without lasts it goes with the browser."""
    safe = settings.SESSION_COOKIE_SECURE
    response.set_cookie(cookie, value, max_age=lasts, path="/", httponly=True, samesite="Lax", secure=safe)
