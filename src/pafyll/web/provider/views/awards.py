"""Money that a provider has been awarded for collective development: what is to be reported, and the reports."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.grants.permissions.awards import may_follow_awards, may_report
from pafyll.apps.grants.queries.awards import awards_for
from pafyll.domain.answers import require
from pafyll.integrations.clock import today
from pafyll.web.components.award_reports.writing import write_report
from pafyll.web.components.http import DeskRequest, fetch, see_other


def reports(request: DeskRequest) -> HttpResponse:
    """Every award to the provider with its reports, and links to write them."""
    require(may_follow_awards(request.viewer))
    rows = awards_for(viewer=request.viewer, day=today()).prefetch_related("reports")
    shown = [(award, list(award.reports.all()), may_report(request.viewer, award)) for award in rows]
    return render(request, "provider/award_reports.html", {"rows": shown})


def report(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    """Writes a report: kept as it stands, or sent."""
    award = fetch(awards_for(viewer=request.viewer, day=today()), pk, viewer=request.viewer)
    written = write_report(request, award, kind)
    if written.is_done:
        return see_other("provider:award_reports")
    return render(request, "provider/award_report.html", written.context, status=written.status)
