"""Where a request comes from, for counting only."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def sender_of(request: HttpRequest) -> str:
    """The sender's address as our own outermost proxy saw it; without a proxy, the one that is connected.

    What a sender writes in the header itself comes before what our proxies add, and is never read.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXIES:
        return direct
    said = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()]
    return said[-settings.PROXIES] if len(said) >= settings.PROXIES else direct
