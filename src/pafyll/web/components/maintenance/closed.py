"""The page for what is closed. What somebody sent is in it, to be read, copied and sent again: no session is needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pafyll.apps.organisations.permissions import Viewer
from pafyll.web.components.context import frame_urls
from pafyll.web.components.maintenance.parts import PARTS

WAIT_SECONDS = 120
LARGEST = 1_000_000  # characters of what was sent that are given back
READABLE = 20  # a value of so many characters is worth showing; shorter ones are choices and keys
AWAY = "database"


def closed_page(request: HttpRequest, code: str) -> HttpResponse:
    """503 in the form that the caller reads. code: the part that is closed, or "database" when it does not answer."""
    if request.path_info.startswith("/api/"):
        response = HttpResponse(json.dumps(_problem(code), ensure_ascii=False), content_type="application/problem+json")
    elif "HX-Request" in request.headers:
        response = HttpResponse(render_to_string("components/closed.html#unsaved", {"why": why(code)}))
    else:
        response = HttpResponse(render_to_string("components/closed.html", _context(request, code)))
    response.status_code = 503
    response["Retry-After"] = str(WAIT_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def why(code: str) -> str:
    """What is closed, in a sentence."""
    if code == AWAY:
        return _("Databasen svarer ikke akkurat nå. Feilen ligger hos oss, ikke hos deg.")
    if code in ("site", "sending"):
        return _("Vi vedlikeholder løsningen. Så lenge det står på, kan ingenting lagres.")
    return _("{part} er stengt en liten stund for vedlikehold.").format(part=PARTS[code].label)


def _context(request: HttpRequest, code: str) -> dict[str, Any]:
    """Everything that the frame needs, without asking the database who is looking."""
    fields = _sent(request)
    return {
        "why": why(code),
        "address": request.get_full_path(),
        "sent": request.method == "POST",
        "fields": fields,
        "readable": [value for name, value in fields if len(value) >= READABLE and name != "csrfmiddlewaretoken"],
        "has_files": bool(fields) and bool(request.FILES),
        "viewer": Viewer(),
        "urls": {**frame_urls(), "log_in": "", "language": ""},
        "LANGUAGE_CODE": get_language(),
        "request_number": getattr(request, "number", ""),
    }


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field as it was sent, also the form's own key: one that somebody else made up is refused next time too."""
    if request.method != "POST":
        return []
    try:
        fields = list(_fields(request))
    except (RawPostDataException, OSError, ValueError):
        return []
    return fields if sum(len(name) + len(value) for name, value in fields) <= LARGEST else []


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        for value in values:
            yield str(name), str(value)


def _problem(code: str) -> dict[str, Any]:
    remedy = _("Send på nytt etter tiden i hodet Retry-After. Ingenting er lagret.")
    return {
        "type": "about:blank", "title": "Service Unavailable", "status": 503, "code": "closed",
        "detail": why(code), "remedy": remedy, "law": "", "field": "", "errors": [],
    }  # fmt: skip
