"""What every page's frame needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, Any]:
    """The viewer, the desk's name and whether log-in-as is offered."""
    match = request.resolver_match
    return {
        "viewer": getattr(request, "viewer", None),
        "desk": match.namespace if match else "",
        "log_in_as": settings.LOG_IN_AS,
    }
