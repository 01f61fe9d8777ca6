"""The awards of a recipient whose desk has no other pages about money: a list, and one award."""

from __future__ import annotations

from django.http import HttpResponse

from pafyll.apps.grants.permissions.after_awards import may_apply_for_change
from pafyll.apps.grants.permissions.awards import acts_for, may_report, visible_awards
from pafyll.apps.grants.queries.after_awards import after_award, to_answer
from pafyll.apps.grants.queries.awards import own_standing, parts_on
from pafyll.integrations.clock import now, today
from pafyll.web.components.after_awards.desk import AfterAwardDesk
from pafyll.web.components.after_awards.reports import midterm_is_next
from pafyll.web.components.after_awards.views import award_here, page
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.why.own_contributions import why_of_own


def awards(request: DeskRequest, desk: AfterAwardDesk) -> HttpResponse:
    """What those whom the viewer acts for have been awarded, the newest first."""
    rows = visible_awards(request.viewer, day=today()).filter(
        recipient__in=acts_for(request.viewer), decided_at__isnull=False
    )
    rows = rows.order_by("-scheme_year__year", "scheme_year__title", "pk")
    return page(request, desk, "awards", {"rows": rows, "waits": to_answer(request.viewer, day=today())})


def award(request: DeskRequest, desk: AfterAwardDesk, pk: int) -> HttpResponse:
    """One award: money, parts, reports, and what has followed."""
    one = award_here(request, pk)
    own = own_standing(one)
    parts, reports = parts_on(one, day=today(), own=own), list(one.reports.all())
    context = {
        "award": one,
        "own": own,
        "why_own": why_of_own(one, own, at=now()),
        "parts": parts,
        "reports": reports,
        "midterm_is_next": midterm_is_next(parts, reports),
        "after": after_award(request.viewer, one),
        "may_apply": may_apply_for_change(request.viewer, one),
        "may": may_report(request.viewer, one),
    }
    return page(request, desk, "award", context)
