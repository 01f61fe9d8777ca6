"""What happens around every view: who is looking, may they come in, and may the answer be kept by others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from pafyll.apps.casework.acting import Author, acting
from pafyll.apps.casework.queries.inbox import count_anew
from pafyll.apps.casework.services import Refusal
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.organisations.reading import each_on_behalf_of, finding_the_reader, reading_on_behalf_of
from pafyll.integrations.clock import today
from pafyll.web.components.gates import gate_of

Next = Callable[[HttpRequest], HttpResponse]
API = "/api/"
NUL = "%00"


class WithoutNulMiddleware:
    """PostgreSQL holds no NUL, and fails where one is searched for: no page meets one in an address.

    The API's calls see it, and say which field it stands in.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        if request.path_info.startswith(API):
            return self.get_response(request)
        while NUL in (asked := request.META.get("QUERY_STRING", "")):  # taking one out may put another together
            request.META["QUERY_STRING"] = asked.replace(NUL, "")
        return self.get_response(request)


class ActingMiddleware:
    """Says of everything that a request records who wrote it, and that it belongs together."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        author = Author.API if request.path_info.startswith(API) else Author.PERSON
        with acting(author, f"request:{getattr(request, 'number', '') or uuid4().hex}"):
            return self.get_response(request)


class ViewerMiddleware:
    """Puts the viewer on the request, asked for only when used; the database is read on her behalf from here on."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        if not settings.SECOND_WALL:
            return self.get_response(request)
        _ = request.user.is_authenticated  # known before anything is read on her behalf: the session is read once
        with reading_on_behalf_of(lambda: request.viewer):  # type: ignore[attr-defined]  # a key changes who it is
            response = self.get_response(request)
        if response.streaming:
            sent: Any = response
            sent.streaming_content = each_on_behalf_of(lambda: request.viewer, sent.streaming_content)  # type: ignore
        return response


def _viewer(request: HttpRequest) -> Viewer:
    with finding_the_reader():
        return viewer_of(request.user, day=today())  # type: ignore[arg-type]


class GateMiddleware:
    """Stops at the desk's gate; a URL without a gate is closed. Shows a refusal as a page with reason and remedy."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        gate = gate_of(match.namespace) if match else None
        if match is None or gate is None:
            raise Http404
        answer = gate.lets_in(request.viewer, match.route)  # type: ignore[attr-defined]
        if answer:
            return None
        if not request.user.is_authenticated:
            return redirect(f"/logg-inn/?next={request.path}")
        return render(request, "components/refusal.html", {"answer": answer}, status=403)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            status = 409 if exception.answer.code == "already_changed" else 403
            return render(request, "components/refusal.html", {"answer": exception.answer}, status=status)
        return None


class TaskCountMiddleware:
    """Counts somebody's tasks anew when she has sent something: the menu shows at once what she has done.

    A view whose answer changes nobody's tasks says so with has_same_tasks: saving while one writes.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_done = request.method == "POST" and not getattr(request, "has_same_tasks", False)
        if is_done and request.user.is_authenticated:
            count_anew(request.user.pk)
        return response


class NoStoreMiddleware:
    """Answers to someone who is logged in are never kept by a cache."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        return response
