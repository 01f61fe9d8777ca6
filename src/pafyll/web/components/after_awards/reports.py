"""A recipient's report on an award: kept as it stands, or sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from pafyll.apps.grants.models import Award, AwardPart, AwardReport
from pafyll.apps.grants.queries.awards import PartRow
from pafyll.apps.grants.queries.report_start import report_start
from pafyll.apps.grants.services import reporting_awards as services
from pafyll.domain.lifecycles.award import AwardReportStatus
from pafyll.integrations.clock import now
from pafyll.web.components.after_awards.desk import AfterAwardDesk
from pafyll.web.components.after_awards.report_form import AwardReportForm, report_initial
from pafyll.web.components.after_awards.views import award_here, page
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import tried

WRITTEN = (AwardReportStatus.SENT, AwardReportStatus.ACCEPTED)
KINDS = {"delrapport": AwardReport.Kind.MIDTERM, "sluttrapport": AwardReport.Kind.FINAL}


def report(request: DeskRequest, desk: AfterAwardDesk, pk: int, kind: str) -> HttpResponse:
    """The report of the kind, of an award to somebody whom the viewer acts for."""
    return write_report(request, desk, award_here(request, pk), kind)


def write_report(request: DeskRequest, desk: AfterAwardDesk, one: Award, kind: str) -> HttpResponse:
    """Begins with what is known; writes on where it stopped. The desk has fetched the award."""
    if kind not in KINDS:
        raise Http404
    kept = one.reports.filter(kind=KINDS[kind]).first()
    start = report_start(one, KINDS[kind])
    form = AwardReportForm(request.POST or None, initial=report_initial(kept, start=start))
    if form.is_valid() and (made := tried(form, lambda: _save(request, one, kind, form))):
        if "send" not in request.POST:
            messages.success(request, _("Lagret. Rapporten er ikke sendt."))
            return see_other(desk.to["award"], one.pk)
        if tried(form, lambda: services.send_report(report=made, **_who(request))):
            messages.success(request, _("Rapporten er sendt. Du ser her når den er behandlet."))
            return see_other(desk.to["award"], one.pk)
        kept = made
    context = {
        "award": one,
        "report": kept,
        "kind": KINDS[kind].label,
        "form": form,
        "start": start,
        "edition": kept.edition if kept else 0,
    }
    return page(request, desk, "report", context, form)


def midterm_is_next(parts: Iterable[PartRow], reports: Iterable[AwardReport]) -> bool:
    """Whether a part waits for the half-way report, and it is not sent: then it is what the recipient writes first."""
    if any(one.status in WRITTEN for one in reports):
        return False
    unpaid = (row for row in parts if not row.is_settled and not row.is_paid_elsewhere)
    return any(row.part.needs == AwardPart.Needs.MIDTERM_REPORT for row in unpaid)


def _save(request: DeskRequest, one: Award, kind: str, form: AwardReportForm) -> AwardReport:
    seen = request.POST.get("edition", "0")
    edition = int(seen) if seen.isascii() and seen.isdigit() else 0
    return services.save_report(award=one, kind=KINDS[kind], terms=form.value(), edition=edition, **_who(request))


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.user, "at": now()}
