"""The addresses of the pages of keys, for a desk's urls.py to take in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tokens import views


def token_urls(desk: str) -> list[URLPattern]:
    """tokens, new_token, renew_token and revoke_token under nokler/."""
    return [
        path("nokler/", _at(desk, views.tokens), name="tokens"),
        path("nokler/ny/", _at(desk, views.new), name="new_token"),
        path("nokler/<int:pk>/forny/", _at(desk, views.renew), name="renew_token"),
        path("nokler/<int:pk>/trekk/", _at(desk, views.revoke), name="revoke_token"),
    ]


def _at(desk: str, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view as the desk's own."""

    @wraps(view)
    def here(request: DeskRequest, **parts: Any) -> HttpResponse:
        return view(request, desk, **parts)

    return here
