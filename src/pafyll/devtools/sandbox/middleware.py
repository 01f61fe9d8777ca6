"""In front of all that asks the database: which world the call is for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, get_script_prefix, resolve, set_script_prefix, set_urlconf

from pafyll.api.v1.problems import as_problem
from pafyll.devtools.sandbox.api import worlds
from pafyll.devtools.sandbox.entering import inside
from pafyll.integrations.clock import machine_now

UNDER = "/world/"
OUTSIDE = "pafyll.devtools.sandbox.urls"


class SandboxMiddleware:
    """A world has the API and nothing else: no pages, and no log-in. What is in no world is the sandbox itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(UNDER):
            return as_problem(self._in_world(request))
        return as_problem(_outside(request))

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
