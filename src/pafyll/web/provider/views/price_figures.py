"""What a unit reckons with: every figure that a price can need, who signed for it, and a form to sign for another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.assignments.models import Unit
from pafyll.apps.assignments.permissions.prices import may_enter_rates
from pafyll.apps.assignments.queries.pricing import figures_shown, visible_units
from pafyll.apps.assignments.services.entering_figures import enter_rate
from pafyll.domain.answers import require
from pafyll.domain.assignments.pricing import stated_of
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.provider.forms.prices import RateForm


def units(request: DeskRequest) -> HttpResponse:
    """The departments and their sections."""
    return render(request, "provider/prices/units.html", {"units": visible_units(request.viewer)})


def figures(request: DeskRequest, pk: int) -> HttpResponse:
    """Every figure of a unit as it is today."""
    unit = _unit(request, pk)
    shown = figures_shown(unit, day=today())
    context = {
        "unit": unit,
        "figures": shown,
        "lacking": sum(one.now is None for one in shown),
        "may": may_enter_rates(request.viewer, unit),
    }
    return render(request, "provider/prices/figures.html", context)


def figure(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """One figure through the years, what somebody has published, and a form for those who may sign."""
    unit = _unit(request, pk)
    shown = next((one for one in figures_shown(unit, day=today()) if one.name == name), None)
    if shown is None:
        raise Http404
    may = may_enter_rates(request.viewer, unit)
    if request.method == "POST":
        require(may)
    form = RateForm(request.POST or None, initial=_published(request, name))
    if is_done(form, lambda: enter_rate(unit=unit, rate=form.rate(name), by=request.user, at=now())):
        messages.success(request, _("Tallet er ført, med navnet ditt."))
        return see_other("provider:unit_figures", pk)
    context = {"unit": unit, "shown": shown, "stated": stated_of(name), "form": form, "may": may}
    return render(request, "provider/prices/figure.html", context, status=422 if form.errors else 200)


def _published(request: DeskRequest, name: str) -> dict[str, Any]:
    """What the form begins with: the published figure that was chosen, or nothing."""
    chosen, stated = request.GET.get("publisert", ""), stated_of(name)
    if not chosen.isdigit() or int(chosen) >= len(stated):
        return {"starts_on": today()}
    return {"value": stated[int(chosen)].value, "source": stated[int(chosen)].source, "starts_on": today()}


def _unit(request: DeskRequest, pk: int) -> Unit:
    return fetch(visible_units(request.viewer), pk, viewer=request.viewer)
