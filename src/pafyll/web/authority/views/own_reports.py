"""Officers' own reports: chosen, counted, drawn and taken to Excel, and kept under a name for colleagues too."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.statistics.models import SavedReport
from pafyll.apps.statistics.permissions import may_change_report, may_make_reports
from pafyll.apps.statistics.queries.own_reports import ReportChoice, report_table, visible_reports, words_of
from pafyll.apps.statistics.services.own_reports import remove_report, save_report, share_report
from pafyll.domain.answers import require
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.own_reports import KeepForm, ReportForm, query_of
from pafyll.web.authority.report_chart import chart_of
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import tried


def reports(request: DeskRequest) -> HttpResponse:
    """What the viewer and the colleagues have kept, and a new one."""
    require(may_make_reports(request.viewer))
    rows = [
        (one, query_of(ReportChoice.of(one.choice)), bool(may_change_report(request.viewer, one)))
        for one in visible_reports(viewer=request.viewer)
    ]
    return render(request, "authority/own_reports.html", {"rows": rows})


def report(request: DeskRequest) -> HttpResponse:
    """What the address chooses, as table and picture; a name posted here keeps it."""
    require(may_make_reports(request.viewer))
    form, choice = chosen(request)
    keep = KeepForm(request.POST or None)
    kept = (
        tried(keep, lambda: save_report(choice=choice, **keep.cleaned_data, by=request.user, at=now()))
        if keep.is_valid()
        else None
    )
    if kept is not None:
        messages.success(request, _("Rapporten er lagret."))
        return see_other(f"{reverse('authority:own_reports')}#rapport-{kept.pk}")
    table = report_table(viewer=request.viewer, choice=choice)
    context: dict[str, Any] = {
        "form": form,
        "keep": keep,
        "table": table,
        "figure": chart_of(table, choice),
        "query": query_of(choice),
    }
    return render(request, "authority/own_report.html", context, status=422 if keep.errors else 200)


@require_POST
def share(request: DeskRequest, pk: int) -> HttpResponse:
    """Shows it to colleagues, or takes it back."""
    one = _own(request, pk)
    share_report(report=one, is_shared=not one.is_shared, by=request.user, at=now())
    messages.success(request, _("Rapporten er ikke lenger delt.") if one.is_shared else _("Rapporten er delt."))
    return see_other("authority:own_reports")


@require_POST
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Removes it from the list."""
    remove_report(report=_own(request, pk), by=request.user, at=now())
    messages.success(request, _("Rapporten er fjernet."))
    return see_other("authority:own_reports")


def chosen(request: DeskRequest) -> tuple[ReportForm, ReportChoice]:
    """The form as the address fills it in, and what it means."""
    form = ReportForm(request.GET, words=words_of(viewer=request.viewer))
    return form, form.value()


def _own(request: DeskRequest, pk: int) -> SavedReport:
    return fetch(visible_reports(viewer=request.viewer), pk, viewer=request.viewer, may=may_change_report)
