"""Small words that every view uses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.middleware import HtmxDetails

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import require
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer

M = TypeVar("M", bound=Model)


class DeskRequest(HttpRequest):
    """A request that has passed a gate: who is looking is known."""

    user: User  # type: ignore[assignment]
    viewer: Viewer
    htmx: HtmxDetails
    has_same_tasks: bool  # set where a POST leaves everybody's tasks as they are (TaskCountMiddleware)


def fetch(rows: QuerySet[M], pk: int, *, viewer: Viewer, may: Callable[[Viewer, M], Answer] | None = None) -> M:
    """The row with the key among those visible: invisible gives 404, visible but not allowed a page with the reason."""
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    if may is not None:
        require(may(viewer, row))
    return row


def part_or_page(request: HttpRequest, template: str, context: dict[str, Any], *, then: str) -> HttpResponse:
    """After a POST: the part of the page to htmx, a redirect (303) to everyone else."""
    if getattr(request, "htmx", False):
        return render(request, template, context)
    return see_other(then)


def see_other(name: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """The page to look at now, by its URL name or its address. 303: a browser that posted asks for it with GET."""
    response = redirect(name, *args, **kwargs)
    response.status_code = 303
    return response
