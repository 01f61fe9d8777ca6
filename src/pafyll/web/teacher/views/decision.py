"""The answer: what was decided, why, what would have been enough, and the letters."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.queries.teacher import letters_to_me, my_applications, outcome_of
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch


def decision(request: DeskRequest, pk: int) -> HttpResponse:
    """The answer to one of my applications. Before there is one, the page says when it comes."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    context = {
        "application": application,
        "outcome": outcome_of(application),
        "letters": list(letters_to_me(viewer=request.viewer, application=application)),
        "now": now(),
    }
    return render(request, "teacher/decision.html", context)


def letter(request: DeskRequest, pk: int, document: int) -> HttpResponse:
    """A letter about my application, as the PDF that was issued."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    found = letters_to_me(viewer=request.viewer, application=application).filter(pk=document).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{application.number}-{found.language}.pdf"'
    return response
