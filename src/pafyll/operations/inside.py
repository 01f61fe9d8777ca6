"""The addresses that machines ask: is it alive, is it ready, and how much does it do. No session and no gate."""

from __future__ import annotations

import hmac
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from pafyll.integrations.clock import machine_now
from pafyll.operations.health import readiness
from pafyll.operations.metrics import CONTENT_TYPE, exposition

Next = Callable[[HttpRequest], HttpResponse]
ALIVE, READY, FIGURES = "/helse/lever", "/helse/klar", "/helse/tall"
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP", "HTTP_FORWARDED")
LOOPBACK = ("127.0.0.1", "::1")


class InsideMiddleware:
    """Answers before sessions, host names and redirects: whoever watches over us asks by address, without TLS."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("TRACE", "TRACK", "CONNECT"):
            return HttpResponse(status=405)
        answer = ANSWERS.get(request.path_info)
        if answer is None or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        response = answer(request)
        response["Cache-Control"] = "no-store"
        return response


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Nothing else is asked: a process is not started anew because the database is away."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> HttpResponse:
    """503 when people should not be sent here now."""
    found = readiness(machine=machine_now())
    return JsonResponse(found.as_json(), status=200 if found.is_ready else 503)


def figures(request: HttpRequest) -> HttpResponse:
    """For Prometheus, from the inside only: with the token, or from this machine and through no proxy."""
    if not _is_from_the_inside(request):
        return HttpResponse(status=404)
    return HttpResponse(exposition(), content_type=CONTENT_TYPE)


ANSWERS: dict[str, Callable[[HttpRequest], HttpResponse]] = {ALIVE: alive, READY: ready, FIGURES: figures}


def _is_from_the_inside(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    came_through_a_proxy = any(name in request.META for name in FORWARDED)
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not came_through_a_proxy
