"""From an adopted plan to applications: whom the coming school year's money is for, and what became of each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from pafyll.apps.applications.queries.planned import paid_for
from pafyll.apps.applications.services.opening_from_plan import (
    NO_ROUND,
    Grounds,
    open_planned_applications,
    round_to_open_in,
)
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.views.plans import plan_of


@at_owner_desk
def paid(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Each teacher whom the plan in force pays for, with application and kroner; POST opens applications."""
    plan = plan_of(request, chosen, pk)
    if request.method == "POST":
        opening = open_planned_applications(
            plan=plan, grounds=Grounds(case_number=plan.case_number), by=request.user, at=now()
        )
        messages.success(request, _said(len(opening.opened), len(opening.had_one)))
        return see_other("owner:plan_paid", plan.pk)
    round = round_to_open_in(now())
    context = {
        "chosen": chosen,
        "plan": plan,
        "years": paid_for(viewer=request.viewer, plan=plan),
        "round": round,
        "no_round": NO_ROUND,
    }
    return render(request, "owner/plan_paid.html", context)


def _said(opened: int, had_one: int) -> str:
    text = ngettext(
        "%(count)s søknad er åpnet. Læreren har fått beskjed.",
        "%(count)s søknader er åpnet. Lærerne har fått beskjed.",
        opened,
    ) % {"count": opened}
    if not had_one:
        return text
    more = ngettext(
        "%(count)s lærer hadde søknad i runden fra før.", "%(count)s lærere hadde søknad i runden fra før.", had_one
    )
    return f"{text} {more % {'count': had_one}}"
