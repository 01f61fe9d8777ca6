"""Where faults in forms are noticed: the summary of errors tells the request, and they are counted after the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse

from pafyll.apps.support.services.counting import Fault, count_faults
from pafyll.integrations.clock import today

NOTED = "form_faults"


def note(request: HttpRequest | None, form: forms.BaseForm) -> None:
    """Remembers which questions had which faults; neither what was written, nor by whom."""
    if request is None or request.method != "POST" or not form.is_bound:
        return
    where = f"{type(form).__module__}.{type(form).__name__}"
    found: set[Fault] = getattr(request, NOTED, set())
    for name, errors in form.errors.as_data().items():
        field = "" if name == NON_FIELD_ERRORS else name
        found |= {Fault(where, field, str(error.code or "other")) for error in errors}
    setattr(request, NOTED, found)


class FaultCountMiddleware:
    """Counts what was noted while the page was made. Nothing is asked of the database where nothing was wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        found: Any = getattr(request, NOTED, None)
        match = request.resolver_match
        if found and match is not None and response.status_code < 500:
            count_faults(page=match.view_name, faults=found, day=today())
        return response
