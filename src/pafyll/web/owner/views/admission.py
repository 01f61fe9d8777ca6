"""How admission goes for the owner's teachers, as the providers have said."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.queries.admission import admissions_of_owner
from pafyll.domain.rules.admission import reasons
from pafyll.web.components.http import DeskRequest
from pafyll.web.owner.chosen import Chosen, at_owner_desk

PER_PAGE = 50


@at_owner_desk
def admissions(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Everyone with a place in the catalogue, the newest study year first. Fifty on a page."""
    found = admissions_of_owner(viewer=request.viewer, owner=chosen.owner)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("side"))
    known = reasons()
    rows = [(one, known[one.reason].text if one.reason in known else "") for one in page]
    return render(request, "owner/admissions.html", {"chosen": chosen, "page_obj": page, "rows": rows})
