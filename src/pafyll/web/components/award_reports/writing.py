"""Writing a report: kept as it stands, or sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _

from pafyll.apps.grants.models import Award, AwardReport
from pafyll.apps.grants.services import reporting_awards as services
from pafyll.domain.grants.collective.reporting import report_faults
from pafyll.integrations.clock import now
from pafyll.web.components.award_reports.forms import KINDS, AwardReportForm, report_initial
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.refusing import tried


@dataclass
class Written:
    """What became of a visit to the report: is_done sends the reader back to the award, else the context is shown."""

    context: dict[str, Any]
    is_done: bool = False

    @property
    def status(self) -> int:
        return 422 if self.context["form"].errors else 200


def write_report(request: DeskRequest, award: Award, kind: str) -> Written:
    """The report of the kind, as it is written now; what was posted is kept, and sent when that was asked for."""
    if kind not in KINDS:
        raise Http404
    kept = award.reports.filter(kind=KINDS[kind]).first()
    first = report_initial(kept, own=services.documented(award))
    form = AwardReportForm(request.POST or None, initial=first)
    if form.is_valid() and (made := tried(form, lambda: _saved(request, award, kind, form))):
        kept = made
        if _is_finished(request, form, made):
            return Written({}, is_done=True)
    return Written(
        {
            "award": award,
            "report": kept,
            "kind": KINDS[kind].label,
            "form": form,
            "edition": kept.edition if kept else 0,
            "faults": report_faults(kept.figures) if kept and not form.errors else [],
        }
    )


def _saved(request: DeskRequest, award: Award, kind: str, form: AwardReportForm) -> AwardReport:
    seen = request.POST.get("edition", "0")
    edition = int(seen) if seen.isascii() and seen.isdigit() else 0
    return services.save_report(
        award=award, kind=KINDS[kind], terms=form.value(), edition=edition, by=request.user, at=now()
    )


def _is_finished(request: DeskRequest, form: AwardReportForm, made: AwardReport) -> bool:
    """Sent when that was asked for and may be; only kept otherwise."""
    if "send" not in request.POST:
        messages.success(request, _("Lagret. Rapporten er ikke sendt."))
        return True
    if tried(form, lambda: services.send_report(report=made, by=request.user, at=now())):
        messages.success(request, _("Rapporten er sendt. Du ser her når den er behandlet."))
        return True
    return False
