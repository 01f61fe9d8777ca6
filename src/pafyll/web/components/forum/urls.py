"""The addresses of the forum's pages, for a desk's urls.py to take in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from pafyll.web.components.forum import views
from pafyll.web.components.forum.desk import ForumDesk
from pafyll.web.components.http import DeskRequest


def forum_urls(desk: ForumDesk, under: str = "forum/") -> list[URLPattern]:
    """The forum's pages under the desk's own path."""
    at = partial(_at, desk)
    return [
        path(under, at(views.forums), name="forums"),
        path(f"{under}<int:pk>/", at(views.forum), name="forum"),
        path(f"{under}mote/<int:pk>/", at(views.meeting), name="forum_meeting"),
        path(f"{under}mote/<int:pk>/referat.pdf", at(views.minutes), name="forum_minutes"),
        path(f"{under}sak/<int:pk>/", at(views.item), name="forum_item"),
        path(f"{under}sak/<int:pk>/inhabil/", at(views.disqualified), name="forum_disqualified"),
        path(f"{under}plass/<int:pk>/vara/", at(views.substitute), name="forum_substitute"),
        path(f"{under}plan/<int:pk>/", at(views.plan), name="forum_plan"),
    ]


def _at(desk: ForumDesk, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view as the desk's own."""

    @wraps(view)
    def here(request: DeskRequest, **parts: Any) -> HttpResponse:
        return view(request, desk, **parts)

    return here
