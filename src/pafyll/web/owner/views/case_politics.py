"""What the politicians said: a committee's statement, and the resolution point by point."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.casework import paper_blocks
from pafyll.apps.casework.models import Case
from pafyll.apps.casework.paper_blocks import Point
from pafyll.apps.casework.permissions.cases import may_resolve, may_work_on
from pafyll.apps.casework.services.consultations import proposal_of
from pafyll.apps.casework.services.paper_versions import blocks_of, version_of
from pafyll.apps.casework.services.resolutions import record_committee, record_resolution
from pafyll.domain.lifecycles.case import PaperStatus
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.case_blocks import CommitteeForm, ResolutionForm
from pafyll.web.owner.views.cases import own_case


@at_owner_desk
def committee(request: DeskRequest, chosen: Chosen, pk: int, body: int) -> HttpResponse:
    """What a committee that hears the case said."""
    case = own_case(request, chosen, pk, may_work_on)
    found = case.bodies.filter(pk=body).select_related("case__owner", "case__officer").first()
    if found is None:
        raise Http404
    form = CommitteeForm(request.POST or None)
    if is_done(form, lambda: record_committee(body=found, by=request.user, at=now(), **form.cleaned_data)):
        messages.success(request, _("Uttalelsen er ført."))
        return see_other("owner:case", pk)
    context = {"chosen": chosen, "case": case, "body": found, "form": form}
    return render(request, "owner/case_committee.html", context, status=422 if form.errors else 200)


@at_owner_desk
def resolve(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The resolution, point by point as it was proposed; adopted points open what they say."""
    case = own_case(request, chosen, pk, may_resolve)
    form = ResolutionForm(request.POST or None, points=proposed_points(case))
    if is_done(form, lambda: record_resolution(case=case, resolved=form.value(), by=request.user, at=now())):
        messages.success(request, _("Vedtaket er ført, og det som punktene åpner, er åpnet."))
        return see_other("owner:case", pk)
    context = {"chosen": chosen, "case": case, "form": form}
    return render(request, "owner/case_resolve.html", context, status=422 if form.errors else 200)


def proposed_points(case: Case) -> list[Point]:
    """The points of the issued paper with the figures written in, and what each opens."""
    paper = case.papers.filter(status=PaperStatus.ISSUED).first()
    if paper is None:
        return []
    points = paper_blocks.points_of(blocks_of(version_of(paper)))
    return [
        Point(text, point.opens, point.target, point.quantity)
        for text, point in zip(proposal_of(case), points, strict=True)
    ]
