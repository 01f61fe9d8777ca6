"""The programme for quality development: the list, one measure, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.queries import history_of
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import Measure
from pafyll.apps.planning.permissions.budget import may_change_measure, may_keep_budget
from pafyll.apps.planning.queries.measures import (
    attachments_visible_to,
    measure_row,
    measures_visible_to,
    programme,
    years_of,
)
from pafyll.apps.planning.services import measures as services
from pafyll.domain.lifecycles.budget import MEASURE, MeasureStatus
from pafyll.domain.planning.budget import EVENTS
from pafyll.domain.planning.budget.state_application import state_application
from pafyll.integrations.clock import now, today
from pafyll.web.components.budget_page import asked_year
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.measures import MeasureForm, PaperForm, ProgrammeFilter, StatusForm, measure_initial


@at_owner_desk
def measures(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The measures under the filters, with the sums that KS asks for."""
    viewer, owner = request.viewer, chosen.owner
    years = years_of(viewer=viewer, owner=owner)
    form = ProgrammeFilter(request.GET, years=years, schools=schools_of(owner))
    asked = form.value()
    context = {
        "chosen": chosen,
        "form": form,
        "found": programme(viewer=viewer, owner=owner, **asked),
        "query": request.GET.urlencode(),
        "known": state_application(asked["year"] or today().year),
        "year": asked["year"] or today().year,
        "years": years,
        "may": may_keep_budget(viewer, owner),
    }
    return render(request, "owner/measures.html", context)


@at_owner_desk
def measure(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One measure: what it is, what it costs, its papers, and what happens next."""
    one = _own(request, chosen, pk)
    return _page(request, chosen, one)


@at_owner_desk
def add(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """A new measure."""
    year = asked_year(request.GET, today())
    form = _form(request, chosen, year, {"budget_year": year})
    made = _tried(form, lambda: services.propose_measure(owner=chosen.owner, **_given(request, form)))
    return _answer(request, chosen, form, None, made)


@at_owner_desk
def edit(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Corrects a measure."""
    one = _own(request, chosen, pk)
    form = _form(request, chosen, one.budget_year, measure_initial(one))
    made = _tried(form, lambda: services.change_measure(measure=one, **_given(request, form)))
    return _answer(request, chosen, form, one, made)


@require_POST
@at_owner_desk
def take_on(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Moves the measure to its next status."""
    one = _own(request, chosen, pk)
    form = StatusForm(request.POST, steps=_steps(one))
    if form.is_valid():
        to, why = MeasureStatus(form.cleaned_data["to"]), form.cleaned_data["why"]  # type: ignore[call-arg]
        if tried(form, lambda: services.take_measure_on(measure=one, to=to, why=why, **_who(request))) is not None:
            messages.success(request, _("Tiltaket har fått ny status."))
            return see_other("owner:measure", one.pk)
    return _page(request, chosen, one, status_form=form, status=422)


@require_POST
@at_owner_desk
def add_paper(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Keeps a paper with the measure."""
    one = _own(request, chosen, pk)
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        name, content = sent.name, sent.read()
        if tried(form, lambda: services.attach(measure=one, name=name, content=content, **_who(request))) is not None:
            messages.success(request, _("Vedlegget er lagt til."))
            return see_other("owner:measure", one.pk)
    return _page(request, chosen, one, paper_form=form, status=422)


@require_POST
@at_owner_desk
def remove_paper(request: DeskRequest, chosen: Chosen, pk: int, paper: int) -> HttpResponse:
    """Takes a paper out of the measure."""
    one = _own(request, chosen, pk)
    found = fetch(attachments_visible_to(request.viewer).filter(measure=one), paper, viewer=request.viewer)
    services.detach(attachment=found, **_who(request))
    messages.success(request, _("Vedlegget er tatt ut."))
    return see_other("owner:measure", one.pk)


def schools_of(owner: Organisation) -> QuerySet[Organisation]:
    """The owner's schools, by name."""
    return owner.children.filter(kind=Organisation.Kind.SCHOOL).order_by("name")


def _page(
    request: DeskRequest,
    chosen: Chosen,
    one: Measure,
    *,
    status_form: StatusForm | None = None,
    paper_form: PaperForm | None = None,
    status: int = 200,
) -> HttpResponse:
    steps = _steps(one)
    context = {
        "chosen": chosen,
        "row": measure_row(one),
        "measure": one,
        "status_form": (status_form or StatusForm(steps=steps)) if steps else None,
        "paper_form": paper_form or PaperForm(),
        "may": may_change_measure(request.viewer, one),
        "events": history_of(one.about, words=EVENTS),
    }
    return render(request, "owner/measure.html", context, status=status)


def _answer(
    request: DeskRequest, chosen: Chosen, form: MeasureForm, one: Measure | None, made: Measure | None
) -> HttpResponse:
    if made is not None:
        messages.success(request, _("Tiltaket er lagret."))
        return see_other("owner:measure", made.pk)
    context = {"chosen": chosen, "form": form, "measure": one}
    return render(request, "owner/measure_edit.html", context, status=422 if form.errors else 200)


def _tried(form: MeasureForm, act: Callable[[], Measure]) -> Measure | None:
    return tried(form, act) if form.is_valid() else None


def _form(request: DeskRequest, chosen: Chosen, year: int, initial: dict[str, Any]) -> MeasureForm:
    return MeasureForm(request.POST or None, schools=schools_of(chosen.owner), year=year, initial=initial)


def _given(request: DeskRequest, form: MeasureForm) -> dict[str, Any]:
    return {"terms": form.value(), **_who(request)}


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.user, "at": now()}


def _steps(one: Measure) -> list[MeasureStatus]:
    """What the measure may become now, in the order of the lifecycle."""
    return [to for to in MeasureStatus if MEASURE.may_become(one.status, to)]


def _own(request: DeskRequest, chosen: Chosen, pk: int) -> Measure:
    rows = measures_visible_to(request.viewer).filter(owner=chosen.owner)
    return fetch(rows, pk, viewer=request.viewer, may=may_change_measure)
