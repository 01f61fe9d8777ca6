"""Money that the owner has been awarded for collective development: the list, one award, own money, the reports."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.grants.models import Award, OwnContribution
from pafyll.apps.grants.permissions.after_awards import may_apply_for_change
from pafyll.apps.grants.permissions.awards import may_report
from pafyll.apps.grants.queries.after_awards import after_award, to_answer
from pafyll.apps.grants.queries.award_payments import letter_of
from pafyll.apps.grants.queries.awards import awards_to, own_standing, parts_on
from pafyll.apps.grants.services import reporting_awards as services
from pafyll.integrations.clock import now, today
from pafyll.web.components.after_awards.desk import AfterAwardDesk
from pafyll.web.components.after_awards.reports import midterm_is_next, write_report
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.pdf import as_pdf
from pafyll.web.components.refusing import is_done
from pafyll.web.components.why.own_contributions import why_of_own
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.awards import OwnContributionForm

DESK = AfterAwardDesk("owner")


@at_owner_desk
def awards(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """What the owner has been awarded, and what it is to pass on."""
    rows = awards_to(viewer=request.viewer, organisation=chosen.owner, day=today())
    waits = to_answer(request.viewer, day=today())
    context = {"chosen": chosen, "rows": rows, "waits": waits, "to": DESK.to}
    return render(request, "owner/awards.html", context)


@at_owner_desk
def award(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One award: money, parts, what the owner has put in, and the reports."""
    one = _own(request, chosen, pk)
    form = OwnContributionForm(request.POST or None)
    if is_done(form, lambda: services.enter_own_contribution(award=one, **form.cleaned_data, **_who(request))):
        messages.success(request, _("Ført."))
        return see_other("owner:award", pk)
    own = own_standing(one)
    parts, reports = parts_on(one, day=today(), own=own), list(one.reports.all())
    context = {
        "chosen": chosen,
        "award": one,
        "letter_page": "owner:award_letter",
        "parts": parts,
        "own": own,
        "why_own": why_of_own(one, own, at=now()),
        "contributions": one.own_contributions.select_related("entered_by"),
        "reports": reports,
        "midterm_is_next": midterm_is_next(parts, reports),
        "may": may_report(request.viewer, one),
        "form": form,
        "after": after_award(request.viewer, one),
        "may_apply": may_apply_for_change(request.viewer, one),
        "to": DESK.to,
    }
    return render(request, "owner/award.html", context, status=422 if form.errors else 200)


@at_owner_desk
def letter(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The letter of the award, as it was sent."""
    one = _own(request, chosen, pk)
    return as_pdf(letter_of(one), f"tilskuddsbrev-{one.number}")


@require_POST
@at_owner_desk
def strike_out(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Takes a wrong entry out of the sum."""
    mine = awards_to(viewer=request.viewer, organisation=chosen.owner, day=today())
    rows = OwnContribution.objects.filter(award__in=mine).select_related("award__recipient")
    entry = fetch(rows, pk, viewer=request.viewer)
    services.strike_out(contribution=entry, **_who(request))
    messages.success(request, _("Føringen er strøket."))
    return see_other("owner:award", entry.award_id)


@at_owner_desk
def report(request: DeskRequest, chosen: Chosen, pk: int, kind: str) -> HttpResponse:
    """Writes a report: kept as it stands, or sent."""
    return write_report(request, DESK, _own(request, chosen, pk), kind)


def _own(request: DeskRequest, chosen: Chosen, pk: int) -> Award:
    rows = awards_to(viewer=request.viewer, organisation=chosen.owner, day=today()).select_related("decision")
    return fetch(rows, pk, viewer=request.viewer)


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.user, "at": now()}
