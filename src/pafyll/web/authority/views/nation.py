"""Plans for the country: owners share its places, and each plan tells how near the best possible it lies."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pafyll.apps.planning.models import NationPlan
from pafyll.apps.planning.permissions.nation import may_plan_nation, may_stop_nation
from pafyll.apps.planning.queries.nation import (
    is_computing,
    nation_plans,
    national_places,
    newest_study_year,
    reached_by,
    rows_of,
    subjects_of,
)
from pafyll.apps.planning.services.nation import start_nation, stop_nation, try_again
from pafyll.apps.planning.services.nation.starting import stranded_parts
from pafyll.domain.answers import require
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.nation import NationForm
from pafyll.web.authority.refusals import tried
from pafyll.web.components.http import DeskRequest, see_other

USUAL_YEARS = 8


def plans(request: DeskRequest) -> HttpResponse:
    """Every plan for the country, newest first."""
    require(may_plan_nation(request.viewer))
    return render(request, "authority/nation_plans.html", {"plans": nation_plans(viewer=request.viewer)})


def new(request: DeskRequest) -> HttpResponse:
    """Asks for a plan; the places are those of the catalogue until somebody writes others."""
    require(may_plan_nation(request.viewer))
    year = newest_study_year() or today().year
    initial = {"first_year": year, "years": USUAL_YEARS}
    form = NationForm(request.POST or None, initial=initial, places=national_places(year))
    started: list[NationPlan] = []
    if form.is_valid() and tried(
        form, lambda: started.append(start_nation(terms=form.value(), by=request.user, at=now()))
    ):
        return see_other("authority:nation_plan", started[0].pk)
    return render(request, "authority/nation_new.html", {"form": form})


def plan(request: DeskRequest, pk: int) -> HttpResponse:
    """How far it has come, or what it came to: the bound, the gap, and what each owner gets."""
    nation = _nation(request, pk)
    context = {
        "nation": nation,
        "is_computing": is_computing(nation),
        "reached": reached_by(nation),
        "has_stranded": is_computing(nation) and stranded_parts(nation).exists(),
        "may_stop": may_stop_nation(request.viewer, nation),
    }
    if request.htmx and is_computing(nation):
        return render(request, "authority/nation_progress.html", context)
    if not is_computing(nation):
        context |= {"rows": rows_of(nation), "subjects": subjects_of(nation)}
    return render(request, "authority/nation_plan.html", context)


@require_POST
def stop(request: DeskRequest, pk: int) -> HttpResponse:
    """Stops the computation."""
    stop_nation(nation=_nation(request, pk), by=request.user, at=now())
    messages.success(request, _("Beregningen er stanset."))
    return see_other("authority:nation_plan", pk)


@require_POST
def again(request: DeskRequest, pk: int) -> HttpResponse:
    """Sets the parts going again that have stopped."""
    count = try_again(nation=_nation(request, pk), by=request.user, at=now())
    said = ngettext("Én del er satt i gang igjen.", "%(count)d deler er satt i gang igjen.", count)
    messages.success(request, said % {"count": count})
    return see_other("authority:nation_plan", pk)


def _nation(request: DeskRequest, pk: int) -> NationPlan:
    require(may_plan_nation(request.viewer))
    return get_object_or_404(nation_plans(viewer=request.viewer), pk=pk)
