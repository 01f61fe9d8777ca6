"""In front of all that asks the database: which world the call is for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, get_script_prefix, resolve, set_script_prefix, set_urlconf
from django.utils.translation import get_language_from_request, override

from pafyll.api.v1.problems import as_problem
from pafyll.devtools.sandbox.api import worlds
from pafyll.devtools.sandbox.entering import inside
from pafyll.devtools.sandbox.generating import PREPARED
from pafyll.integrations.clock import machine_now

UNDER = "/world/"
ALIVE, READY = "/helse/lever", "/helse/klar"  # as in the service itself
OUTSIDE = "pafyll.devtools.sandbox.urls"


class SandboxMiddleware:
    """A world has the API and nothing else: no pages, and no log-in. What is in no world is the sandbox itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in (ALIVE, READY):
            return JsonResponse({"status": "ok"}) if request.path_info == ALIVE else _ready()
        with override(get_language_from_request(request)):
            answer = self._in_world(request) if request.path_info.startswith(UNDER) else _outside(request)
            return as_problem(answer)

    def _in_world(self, request: HttpRequest) -> HttpResponse:
        name, _, rest = request.path_info.removeprefix(UNDER).partition("/")
        world = worlds().found(name)
        if world is None or not rest.startswith("api/"):
            return HttpResponse(status=404)
        worlds().note_use(world, machine_now())
        before = get_script_prefix()
        set_script_prefix(f"{before}world/{name}/")
        request.path_info = f"/{rest}"
        try:
            with inside(worlds().file_of(world), world.day):
                return self.get_response(request)
        finally:
            set_script_prefix(before)


def _ready() -> HttpResponse:
    """503 until there is something to copy worlds from."""
    missing = sorted(what for what in set(PREPARED.values()) if not worlds().prepared(what).exists())
    return JsonResponse({"status": "down" if missing else "ok", "missing": missing}, status=503 if missing else 200)


def _outside(request: HttpRequest) -> HttpResponse:
    set_urlconf(OUTSIDE)
    try:
        match = resolve(request.path_info)
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except Resolver404:
        return HttpResponse(status=404)
    finally:
        set_urlconf(None)
    return answer
