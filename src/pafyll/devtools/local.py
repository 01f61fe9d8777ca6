"""Log-in-as answers only to the machine itself, whatever the settings say."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

HERE = {"127.0.0.1", "::1", ""}  # "" is a socket without an address: also this machine


def local_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 for everyone who asks from another machine."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.META.get("REMOTE_ADDR", "") not in HERE:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
