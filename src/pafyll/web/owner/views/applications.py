"""The list of applications, one application, and the list as a spreadsheet."""

from __future__ import annotations

from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.models import Application, Round
from pafyll.apps.applications.permissions.owner import may_add, may_decide, may_edit_for
from pafyll.apps.applications.queries.dispensations import owners_deadline
from pafyll.apps.applications.queries.owner import (
    OwnerRow,
    companions_of,
    earlier_of,
    events_of,
    owner_row,
    owner_rows,
    visible_applications,
)
from pafyll.apps.applications.queries.ranking import missing_rates_in, ranking_for
from pafyll.domain.grants.own_time import own_time
from pafyll.domain.lifecycles.ranking import RankingStatus
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.reading import What, looked_at
from pafyll.web.components.why.costs import why_of_price
from pafyll.web.owner.chosen import Chosen, at_owner_desk, round_or_404
from pafyll.web.owner.decidable import decidable
from pafyll.web.owner.forms.decisions import ApprovalForm
from pafyll.web.owner.forms.filters import FilterForm
from pafyll.web.owner.sheets import applications_sheet, sheet_response
from pafyll.web.owner.shown import days_left, in_words, missing_rates

PER_PAGE = 50


@at_owner_desk
def applications(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The owner's applications with the facts that matter, found and sorted; fifty on a page."""
    round, at = round_or_404(chosen), now()
    rows = owner_rows(viewer=request.viewer, owner=chosen.owner, round=round, at=at)
    form = FilterForm(request.GET, rows=rows)
    found = form.value().of(rows)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("side"))
    is_sent = _is_sent(request, chosen)
    context = {
        "chosen": chosen,
        "round": round,
        "form": form,
        "page_obj": page,
        "rows": [decidable(_in(round, row), request.viewer, at, is_sent=is_sent) for row in page],
        "found": len(found),
        "total": len(rows),
        "left": days_left(owners_deadline(round, chosen.owner.pk), at),
        "may_add": may_add(request.viewer, chosen.owner, round, at),
        "missing": missing_rates(missing_rates_in(rows)),
        "query": request.GET.urlencode(),
        "back": request.get_full_path(),
    }
    return render(request, "owner/applications.html", context)


def _in(round: Round, row: OwnerRow) -> OwnerRow:
    """The row with the round that the others share, so that its deadlines are asked for once."""
    row.application.round = round
    return row


@at_owner_desk
def applications_file(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Exactly the found applications, in the same order, as an Excel file."""
    rows = owner_rows(viewer=request.viewer, owner=chosen.owner, round=round_or_404(chosen), at=now())
    found = FilterForm(request.GET, rows=rows).value().of(rows)
    return sheet_response(applications_sheet(found, chosen.owner, round_or_404(chosen)), "soknader")


@at_owner_desk
def application(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Everything about one application: the wish, the facts, the money line by line, the statement and the history."""
    at = now()
    found = fetch(visible_applications(request.viewer, at), pk, viewer=request.viewer)
    looked_at(request, found.person, What.STATEMENT, found.about)
    row = owner_row(viewer=request.viewer, application=found, at=at)
    return render(request, "owner/application.html", _context(request, chosen, row, at))


def _context(request: DeskRequest, chosen: Chosen, row: OwnerRow, at: datetime) -> dict[str, object]:
    application = row.application
    is_sent = _is_sent(request, chosen, application)
    shown = decidable(row, request.viewer, at, is_sent=is_sent)
    return {
        "chosen": chosen,
        "row": shown,
        "application": application,
        "form": ApprovalForm(application=application),
        "may_decide": may_decide(request.viewer, application, at),
        "may_edit": not is_sent and may_edit_for(request.viewer, application, at),
        "own_time": _own_time(row),
        "why_cost": why_of_price(row.price, application.round, at=at),
        "missing": missing_rates([row.price.missing] if row.price.missing else []),
        "companions": companions_of(viewer=request.viewer, application=application, at=at),
        "earlier": earlier_of(viewer=request.viewer, application=application),
        "events": [(event, in_words(event)) for event in events_of(application)],
    }


def _own_time(row: OwnerRow) -> object | None:
    if row.price.study is None or not row.price.scheme:
        return None
    return own_time(row.price.scheme, row.price.study.credits, row.application.round.school_year.starts_on)


def _is_sent(request: DeskRequest, chosen: Chosen, application: Application | None = None) -> bool:
    owner = application.owner if application else chosen.owner
    round = application.round if application else round_or_404(chosen)
    assert owner is not None
    return ranking_for(viewer=request.viewer, owner=owner, round=round).status == RankingStatus.SUBMITTED
