"""Supporting several applications at once, after seeing which."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from pafyll.apps.applications.queries.announced import round_of_the_day
from pafyll.apps.applications.queries.school import StatementRow, statement_rows
from pafyll.apps.applications.services.stating import support_all
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other


def support_many(request: DeskRequest) -> HttpResponse:
    """GET shows those that have no statement yet, each with a tick; POST supports the ticked ones, all or none."""
    open_rows = _without_statement(request)
    if request.method != "POST":
        return render(request, "school/support_many.html", {"rows": open_rows, "missing": False})
    chosen = [row.application for row in open_rows if str(row.application.pk) in request.POST.getlist("application")]
    if not chosen:
        return render(request, "school/support_many.html", {"rows": open_rows, "missing": True}, status=422)
    support_all(applications=chosen, by=request.user, at=now())
    text = ngettext("%(count)s søknad er støttet.", "%(count)s søknader er støttet.", len(chosen))
    messages.success(request, text % {"count": len(chosen)})
    return see_other("school:home")


def _without_statement(request: DeskRequest) -> list[StatementRow]:
    round = round_of_the_day(viewer=request.viewer)
    rows = statement_rows(viewer=request.viewer, round=round, at=now()) if round else []
    return [row for row in rows if row.waits and row.statement is None]
