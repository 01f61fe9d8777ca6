"""One's own data: what there is, as a page and as files, and the request for deletion."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from pafyll.apps.privacy.queries.own_data import as_json, counted, own_data
from pafyll.apps.privacy.queries.own_rows import me_as
from pafyll.apps.privacy.services.own_document import own_pdf
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest

FILE = "mine-opplysninger"


@login_required
def my_data(request: DeskRequest) -> HttpResponse:
    """Which tables say something about me, for what, and how many rows."""
    tables = [(table, next(iter(table.marks)), count) for table, count in counted(me_as(request.user))]
    return render(request, "public/my_data.html", {"tables": tables})


@login_required
def my_data_json(request: DeskRequest) -> HttpResponse:
    """Everything as JSON."""
    content = {"name": str(request.user), "made_at": now().isoformat(), **as_json(own_data(me_as(request.user)))}
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _given(response, f"{FILE}.json")


@login_required
def my_data_pdf(request: DeskRequest) -> HttpResponse:
    """Everything as a tagged PDF, in the language of the page."""
    language = "nn" if get_language() == "nn" else "nb"
    made = own_pdf(own_data(me_as(request.user)), name=str(request.user), language=language, at=now())
    return _given(HttpResponse(made, content_type="application/pdf"), f"{FILE}.pdf")


def _given(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
