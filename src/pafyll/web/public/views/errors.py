"""Pages for what went wrong: what happened, why, and what to do."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from pafyll.apps.organisations.permissions import Viewer
from pafyll.web.components.context import frame_urls
from pafyll.web.components.maintenance.closed import AWAY, closed_page


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 without a reason of its own."""
    return render(request, "public/error.html", {"kind": "forbidden"}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also what an outsider gets for something that exists but is not theirs."""
    return render(request, "public/error.html", {"kind": "not_found"}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Nothing of what happened is shown, and the database, which may be what failed, is not asked.

    A database that does not answer is another matter: what was sent is given back, to be sent again.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return closed_page(request, AWAY)
    context = {
        "kind": "server_error",
        "viewer": Viewer(),
        "urls": {**frame_urls(), "log_in": "", "language": ""},
        "LANGUAGE_CODE": get_language(),
        "request_number": getattr(request, "number", ""),
    }
    return HttpResponse(render_to_string("public/error.html", context), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent without its key, most often because the page stood open for long."""
    return render(request, "public/error.html", {"kind": "form_expired"}, status=403)
