"""Schools and owners by name or number, also those that are no more: what they became, and where it was decided."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.queries import organisations_found
from pafyll.apps.support.queries.changes import SHOWN, announced_changes, fate_of
from pafyll.integrations.clock import today
from pafyll.web.components.http import DeskRequest

KINDS = (*Organisation.OWNER_KINDS, Organisation.Kind.SCHOOL)
LATEST = 100


def organisations(request: DeskRequest) -> HttpResponse:
    """A search, and the changes that are announced."""
    words = request.GET.get("sok", "").strip()[:80]
    rows = organisations_found(viewer=request.viewer, text=words, kinds=KINDS)
    found = list(rows.select_related("parent", "succeeded_by")[:SHOWN])
    context = {
        "words": words,
        "found": found,
        "is_full": len(found) == SHOWN,
        "changes": list(announced_changes()[:LATEST]),
        "day": today(),
    }
    return render(request, "public/organisations.html", context)


def organisation(request: DeskRequest, number: str) -> HttpResponse:
    """One, as it was, and who it is now."""
    rows = Organisation.objects.filter(kind__in=KINDS, number=number).select_related("parent", "succeeded_by")
    found = rows.first()
    if found is None:
        raise Http404
    return render(request, "public/organisation.html", {"one": found, "fate": fate_of(found)})
