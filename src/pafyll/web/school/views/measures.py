"""The measures that are at the principal's school, or at all of the owner's schools."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.planning.models import MeasureAttachment
from pafyll.apps.planning.queries.measures import attachments_visible_to, measures_visible_to
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.paper_download import paper_download


def measures(request: DeskRequest) -> HttpResponse:
    """What is adopted, going on or completed, the newest year first."""
    viewer = request.viewer
    papers: dict[int, list[MeasureAttachment]] = {}
    for one in attachments_visible_to(viewer).defer("content"):
        papers.setdefault(one.measure_id, []).append(one)
    rows = [(one, papers.get(one.pk, [])) for one in measures_visible_to(viewer).filter(owner__in=_owners(request))]
    return render(request, "school/measures.html", {"rows": rows})


def paper(request: DeskRequest, pk: int) -> HttpResponse:
    """A measure's paper as a download."""
    return paper_download(fetch(attachments_visible_to(request.viewer), pk, viewer=request.viewer))


def _owners(request: DeskRequest) -> set[int | None]:
    """The owners of the schools that the viewer leads: what she reads in other roles belongs to other desks."""
    leads = request.viewer.leads_schools
    return {grant.organisation.parent_id for grant in request.viewer.grants if grant.organisation.pk in leads}
