"""Seeing the pages as somebody else: for support, for half an hour, and only to read.

The session is still one's own. The middleware shows the pages as the other person's, and refuses everything that
writes, that asks people to show who they are, or that gives away what only the person herself may have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.privacy.permissions import may_see_as
from pafyll.domain.answers import no
from pafyll.integrations.clock import now, today

KEY = "sees_as"
SAFE = {"GET", "HEAD"}
ONLY_HERSELF = ("/mine-opplysninger/", "/varsler/", "/person/", "/logg-inn/", "/brukerstotte/", "/api/")
ONLY_READING = no(
    "only_reading",
    "Du ser sidene som en annen, og kan bare lese dem.",
    remedy="Slutt å se som personen, og be henne gjøre det selv.",
)


@dataclass(frozen=True)
class SeesAs:
    """Whom one sees as, and until when."""

    person: Person
    until: datetime


def begin(request: HttpRequest, person: Person, *, until: datetime) -> None:
    request.session[KEY] = {"person": person.pk, "until": until.isoformat()}


def end(request: HttpRequest) -> int | None:
    """Ends it. Gives the key of the person whom one saw as."""
    kept = request.session.pop(KEY, None)
    return kept["person"] if kept else None


class SeeAsMiddleware:
    """Behind the log-in and before everything that asks who is looking."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.sees_as = None  # type: ignore[attr-defined]
        kept = request.session.get(KEY) if hasattr(request, "session") else None
        if kept and request.path not in (reverse("public:end_seeing_as"), reverse("public:log_out")):
            _show_as(request, kept)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.sees_as is None:  # type: ignore[attr-defined]
            return None
        is_hers = request.path.startswith(ONLY_HERSELF) or getattr(view, "asks_to_confirm", False)
        if request.method in SAFE and not is_hers:
            return None
        return render(request, "components/refusal.html", {"answer": ONLY_READING}, status=403)


def _show_as(request: HttpRequest, kept: dict[str, Any]) -> None:
    """Puts the other person in the request's place, as long as it lasts and one may still."""
    person = Person.objects.select_related("user").filter(pk=kept["person"]).first()
    until = datetime.fromisoformat(kept["until"])
    helper = request.user
    if person is None or person.user is None or now() >= until or not isinstance(helper, User):
        request.session.pop(KEY, None)
        return
    if not may_see_as(viewer_of(helper, day=today()), person):
        request.session.pop(KEY, None)
        return
    request.helper, request.user = helper, person.user  # type: ignore[attr-defined]
    request.sees_as = SeesAs(person, until)  # type: ignore[attr-defined]
