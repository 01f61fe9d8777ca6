"""The addresses of the pages of roles, for a desk's urls.py to take in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from pafyll.web.components.http import DeskRequest
from pafyll.web.components.roles import views
from pafyll.web.components.roles.desk import RoleDesk


def role_urls(desk: RoleDesk) -> list[URLPattern]:
    """roles, people, lend and end_role under roller/; give and stand_in too where the desk administers roles."""
    at = partial(_at, desk)
    administering = [
        path("roller/enhet/<int:organisation>/ny/", at(views.give), name="give"),
        path("roller/<int:pk>/stedfortreder/", at(views.stand_in), name="stand_in"),
    ]
    return [
        path("roller/", at(views.roles), name="roles"),
        path("roller/enhet/<int:organisation>/", at(views.people), name="people"),
        path("roller/<int:pk>/lan-bort/", at(views.lend), name="lend"),
        path("roller/<int:pk>/avslutt/", at(views.end), name="end_role"),
        *(administering if desk.administers else []),
    ]


def _at(desk: RoleDesk, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view as the desk's own."""

    @wraps(view)
    def here(request: DeskRequest, **parts: Any) -> HttpResponse:
        return view(request, desk, **parts)

    return here
