"""Security headers on every answer, also on those that no page gave: faults, static files, redirects and health."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from csp.middleware import HEADER, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"  # for what is no page
UNUSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
          "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking")  # fmt: skip
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{one}=()" for one in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": NOTHING,
}


OF_ITS_OWN = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")  # what the library's decorators leave


class PolicyMiddleware(CSPMiddleware):
    """The library's, which puts the policy together for every answer. For a page that asks for nothing of its own it is
    the same each time, and is put together once.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if HEADER in response or any(hasattr(response, name) for name in OF_ITS_OWN):
            return super().process_response(request, response)
        response[HEADER] = _usual_policy()
        return response


@cache
def _usual_policy() -> str:
    return build_policy()


class HeadersMiddleware:
    """Adds what is not there already: pages have a policy of their own, and two of them may be framed by others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        may_be_framed = getattr(response, "xframe_options_exempt", False)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if response.status_code >= 400 or request.path_info.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")  # a fault is over before a cache forgets it
        if not may_be_framed:
            response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if may_be_framed else "same-origin")
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", hsts())
        return response


def hsts() -> str:
    """As Django's own middleware writes it."""
    subdomains = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    return f"max-age={settings.SECURE_HSTS_SECONDS}{subdomains}"
