"""The addresses of the pages of keys, for a desk's urls.py to take in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tokens import views, webhook_views


def token_urls(desk: str, *, tells: bool = True) -> list[URLPattern]:
    """The pages of keys under nokler/; where keys have addresses told, those of them too, under nokler/adresser/."""
    return [
        path("nokler/", _at(desk, views.tokens), name="tokens"),
        path("nokler/ny/", _at(desk, views.new), name="new_token"),
        path("nokler/<int:pk>/forny/", _at(desk, views.renew), name="renew_token"),
        path("nokler/<int:pk>/trekk/", _at(desk, views.revoke), name="revoke_token"),
        *(_webhook_urls(desk) if tells else []),
    ]


def _webhook_urls(desk: str) -> list[URLPattern]:
    hook = "nokler/adresser/<int:pk>/"
    return [
        path("nokler/adresser/ny/", _at(desk, webhook_views.new), name="new_webhook"),
        path(hook, _at(desk, webhook_views.webhook), name="webhook"),
        path(f"{hook}pause/", _at(desk, webhook_views.pause), name="pause_webhook"),
        path(f"{hook}ta-opp-igjen/", _at(desk, webhook_views.resume), name="resume_webhook"),
        path(f"{hook}prove/", _at(desk, webhook_views.trial), name="try_webhook"),
        path(f"{hook}ny-hemmelighet/", _at(desk, webhook_views.renew_secret), name="renew_webhook_secret"),
        path(f"{hook}avslutt/", _at(desk, webhook_views.end), name="end_webhook"),
        path(f"{hook}pa-nytt/", _at(desk, webhook_views.tell_all_again), name="tell_all_again"),
        path(f"{hook}meldinger/<int:delivery>/pa-nytt/", _at(desk, webhook_views.tell_again), name="tell_again"),
    ]


def _at(desk: str, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view as the desk's own."""

    @wraps(view)
    def here(request: DeskRequest, **parts: Any) -> HttpResponse:
        return view(request, desk, **parts)

    return here
