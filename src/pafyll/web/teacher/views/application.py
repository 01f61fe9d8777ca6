"""My application: where it stands, what happens next, and what it says."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.queries.teacher import doings, letters_to_me, my_applications, outcome_of, way_of
from pafyll.apps.applications.services.contents import contents_as_sent
from pafyll.apps.applications.services.receipts import described
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch


def application(request: DeskRequest, pk: int) -> HttpResponse:
    """One of my applications, in any status."""
    shown = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    at, versions = now(), list(shown.versions.order_by("-number"))
    context = {
        "application": shown,
        "statement": getattr(shown, "statement", None),
        "way": way_of(shown, at=at),
        "outcome": outcome_of(shown),
        "doings": doings(viewer=request.viewer, application=shown, at=at),
        "rows": described(contents_as_sent(shown)),
        "versions": versions,
        "changed_by_owner": bool(versions) and versions[0].is_by_owner,
        "letters": list(letters_to_me(viewer=request.viewer, application=shown)),
    }
    return render(request, "teacher/application.html", context)
