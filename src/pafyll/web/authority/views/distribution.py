"""The distribution bench: compositions of a scheme year, edited step by step, and run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.forums.models import DistributionDraft, NeedsNotification, SchemeYear
from pafyll.apps.forums.permissions.distribution import may_distribute, may_see_distribution, visible_drafts
from pafyll.apps.forums.permissions.scheme_years import may_run_any
from pafyll.apps.forums.queries.distribution import (
    benches_on_desk,
    chosen_of,
    drafts_of,
    read_draft,
    runs_of,
)
from pafyll.apps.forums.queries.key_files import key_files_of
from pafyll.apps.forums.queries.scheme_years import scheme_years_on_desk
from pafyll.apps.forums.services import distribution as services
from pafyll.domain.answers import Refusal, require
from pafyll.domain.grants.distribution import sentences_of
from pafyll.domain.grants.distribution.models import models
from pafyll.domain.grants.distribution.steps import STEPS, Step
from pafyll.domain.lifecycles.needs_notification import IN_PLAY
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.distribution import (
    CompareForm,
    FrameForm,
    RanksForm,
    StartForm,
    StepForm,
    pots_before,
    step_choices,
)
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, said, tried

FORM = "authority/distribution_form.html"


def distributions(request: DeskRequest) -> HttpResponse:
    """The scheme years with their compositions and runs counted."""
    require(may_run_any(request.viewer))
    rows = benches_on_desk(viewer=request.viewer)
    return render(request, "authority/distributions.html", {"rows": rows})


def bench(request: DeskRequest, pk: int) -> HttpResponse:
    """Compositions and runs of the scheme year, the one that is chosen, and a new composition."""
    year = year_at(request, pk)
    drafts = list(drafts_of(viewer=request.viewer, year=year))
    runs = runs_of(viewer=request.viewer, year=year)
    first = {"frame": year.appropriation, "start": "empty"}
    form = StartForm(request.POST or None, drafts=drafts, initial=first)
    if form.is_valid() and (made := tried(form, lambda: _start(request, year, drafts, form.cleaned_data))):
        return see_other("authority:distribution_draft", made.pk)
    context = {
        "year": year,
        "rows": [read_draft(draft) for draft in drafts],
        "runs": runs,
        "choice": chosen_of(year),
        "form": form,
        "compare": CompareForm(runs=runs) if len(runs) > 1 else None,
        "may": may_distribute(request.viewer, year, day=today()),
    }
    return render(request, "authority/distribution_bench.html", context, status=422 if form.errors else 200)


def _start(
    request: DeskRequest, year: SchemeYear, drafts: list[DistributionDraft], given: Mapping[str, Any]
) -> DistributionDraft:
    start = given["start"]
    copies = {f"draft:{draft.pk}": draft.pipeline for draft in drafts}
    pipeline = copies.get(start) or models().get(start) or {}
    return services.start_draft(
        year=year, title=given["title"], frame=given["frame"], pipeline=pipeline, by=request.user, at=now()
    )


def draft(request: DeskRequest, pk: int) -> HttpResponse:
    """The composition in words, with every step to change, and what is wrong with it."""
    return render(request, "authority/distribution_draft.html", _shown(request, draft_at(request, pk)))


def frame(request: DeskRequest, pk: int) -> HttpResponse:
    """Another name or frame."""
    one = draft_at(request, pk)
    form = FrameForm(request.POST or None, initial={"title": one.title, "frame": one.frame})
    if is_done(form, lambda: did(services.set_frame, request, one, **form.cleaned_data)):
        return see_other("authority:distribution_draft", pk)
    return form_page(request, form, _("Navn og ramme"), one)


def ranks(request: DeskRequest, pk: int) -> HttpResponse:
    """The forum's order of the needs."""
    one = draft_at(request, pk)
    needs = NeedsNotification.objects.filter(scheme_year=one.scheme_year, status__in=IN_PLAY)
    rows = needs.select_related("owner").order_by("number")
    form = RanksForm(request.POST or None, needs=rows, ranks=one.ranks)
    if is_done(form, lambda: did(services.set_ranks, request, one, ranks=form.value())):
        return see_other("authority:distribution_draft", pk)
    nothing = _("Ingen behov er sendt inn ennå. Rekkefølgen settes når de første er kommet.")
    return form_page(request, form, _("Forumets rekkefølge"), one, nothing=nothing)


def new_step(request: DeskRequest, pk: int) -> HttpResponse:
    """A step of the chosen kind, put last."""
    one = draft_at(request, pk)
    kind = STEPS.get(request.GET.get("slag", ""))
    if kind is None:
        return see_other("authority:distribution_draft", pk)
    form = _step_form(request, one, kind, len(one.pipeline["steps"]) + 1, {})
    if is_done(form, lambda: did(services.add_step, request, one, values=form.value())):
        return see_other("authority:distribution_draft", pk)
    return form_page(request, form, _(kind.LABEL), one)


def step(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """One step to change."""
    one = draft_at(request, pk)
    steps = one.pipeline["steps"]
    kind = STEPS.get(steps[number - 1].get("step", "")) if 1 <= number <= len(steps) else None
    if kind is None:
        return see_other("authority:distribution_draft", pk)
    form = _step_form(request, one, kind, number, steps[number - 1])
    if is_done(form, lambda: did(services.change_step, request, one, number=number, values=form.value())):
        return see_other("authority:distribution_draft", pk)
    return form_page(request, form, _("Steg %(number)s: %(label)s") % {"number": number, "label": _(kind.LABEL)}, one)


@require_POST
def move(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """One place up or down."""
    did(services.move_step, request, draft_at(request, pk), number=number, up=request.POST.get("to") == "up")
    return see_other("authority:distribution_draft", pk)


@require_POST
def remove(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Without the step."""
    did(services.remove_step, request, draft_at(request, pk), number=number)
    return see_other("authority:distribution_draft", pk)


@require_POST
def run(request: DeskRequest, pk: int) -> HttpResponse:
    """Runs the composition and shows what came of it; what cannot be carried out is said on the same page."""
    one = draft_at(request, pk)
    try:
        made = services.run_draft(draft=one, by=request.user, at=now())
    except Refusal as refusal:
        context = {**_shown(request, one), "refused": said(refusal.answer)}
        return render(request, "authority/distribution_draft.html", context, status=422)
    messages.success(request, _("Fordelingen er kjørt og lagret. Den kan ikke endres, men du kan kjøre en ny."))
    return see_other("authority:distribution_run", made.pk)


def year_at(request: DeskRequest, pk: int) -> SchemeYear:
    """The scheme year, for those who may see its distributions."""
    rows = scheme_years_on_desk(viewer=request.viewer)
    return fetch(
        rows, pk, viewer=request.viewer, may=lambda viewer, year: may_see_distribution(viewer, year, day=today())
    )


def draft_at(request: DeskRequest, pk: int) -> DistributionDraft:
    """The composition, for those who may see the scheme year's distributions."""
    rows = visible_drafts(request.viewer).select_related("scheme_year__governor")
    one = fetch(rows, pk, viewer=request.viewer)
    require(may_see_distribution(request.viewer, one.scheme_year, day=today()))
    return one


def did(service: Any, request: DeskRequest, one: DistributionDraft, **values: Any) -> bool:
    """The service, done to the composition by who is here; True, since it raises otherwise."""
    service(draft=one, by=request.user, at=now(), **values)
    return True


def _shown(request: DeskRequest, one: DistributionDraft) -> dict[str, Any]:
    row = read_draft(one)
    words = sentences_of(row.pipeline) if row.pipeline else [None] * len(one.pipeline["steps"])
    steps = [
        {"number": number, "label": _label(spec), "words": text}
        for number, (spec, text) in enumerate(zip(one.pipeline["steps"], words, strict=True), 1)
    ]
    may = may_distribute(request.viewer, one.scheme_year, day=today())
    return {"draft": one, "year": one.scheme_year, "row": row, "steps": steps, "kinds": step_choices(), "may": may}


def _key_name(spec: Mapping[str, Any]) -> str:
    return ", ".join(_(str(spec[name])) for name in ("label", "source", "revision") if spec.get(name))


def _label(spec: Mapping[str, Any]) -> str:
    kind = STEPS.get(str(spec.get("step", "")))
    return _(kind.LABEL) if kind else str(spec.get("step", ""))


def _step_form(
    request: DeskRequest, one: DistributionDraft, kind: type[Step], number: int, values: Mapping[str, Any]
) -> StepForm:
    labels = one.pipeline.get("pots", {})
    pots = pots_before(one.pipeline, number)
    keys = {code: _key_name(spec) for code, spec in one.pipeline.get("keys", {}).items()}
    keys |= {file.code: str(file) for file in key_files_of(one.scheme_year)}
    return StepForm(request.POST or None, step=kind, pots=pots, labels={**labels, **pots}, keys=keys, values=values)


def form_page(
    request: DeskRequest, form: Any, title: str, one: DistributionDraft, *, nothing: str = ""
) -> HttpResponse:
    """A form about the composition; nothing is what is said where it has no fields."""
    context = {"form": form, "title": title, "draft": one, "year": one.scheme_year, "nothing": nothing}
    return render(request, FORM, context, status=422 if form.errors else 200)
