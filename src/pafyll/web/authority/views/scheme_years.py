"""Collective schemes year by year: the list, one of them, a new one, a copy, the text, and the announcement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.permissions.scheme_years import (
    may_announce,
    may_close,
    may_edit,
    may_extend,
    may_run,
    may_run_any,
    suits_runner,
)
from pafyll.apps.forums.queries.scheme_years import (
    announcing_checklist,
    history_of,
    rule_lines,
    runs_for,
    scheme_years_on_desk,
)
from pafyll.apps.forums.services import scheme_years as services
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus
from pafyll.domain.schemes.collective import collective_schemes
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.rounds import ReasonForm
from pafyll.web.authority.forms.scheme_years import (
    CopyForm,
    DeadlineForm,
    NewSchemeYearForm,
    SchemeYearForm,
    first_values,
)
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, tried

FORM = "authority/scheme_year_form.html"


def scheme_years(request: DeskRequest) -> HttpResponse:
    """Every scheme year of the viewer's, the newest first."""
    rows = scheme_years_on_desk(viewer=request.viewer)
    runs = list(runs_for(viewer=request.viewer))
    return render(request, "authority/scheme_years.html", {"rows": rows, "runs": runs})


def scheme_year(request: DeskRequest, pk: int) -> HttpResponse:
    """What it says, what is missing, what the sources say, and what can be done now."""
    year, viewer = _seen(request, pk), request.viewer
    context = {
        "year": year,
        "checks": announcing_checklist(year) if year.status == SchemeYearStatus.DRAFT else [],
        "rules": rule_lines(year),
        "may_run": may_run(viewer, year),
        "may_edit": may_edit(viewer, year),
        "may_announce": may_announce(viewer, year, now()),
        "may_extend": may_extend(viewer, year),
        "may_close": may_close(viewer, year, now()),
        "history": history_of(year.about),
    }
    return render(request, "authority/scheme_year.html", context)


def new(request: DeskRequest) -> HttpResponse:
    """A scheme year from what the sources say."""
    require(may_run_any(request.viewer))
    governors = runs_for(viewer=request.viewer)
    first = {"governor": governors.first(), "year": today().year}
    schemes = [one for one in collective_schemes().values() if any(suits_runner(one, each) for each in governors)]
    form = NewSchemeYearForm(request.POST or None, governors=governors, schemes=schemes, initial=first)
    if form.is_valid() and (made := tried(form, lambda: _start(request, form.cleaned_data))):
        messages.success(request, _("Ordningen er opprettet som utkast. Sjekklisten viser hva som mangler."))
        return see_other("authority:scheme_year", made.pk)
    return _form(request, form, _("Ny ordning"), button=_("Opprett utkastet"))


def _start(request: DeskRequest, given: dict[str, Any]) -> SchemeYear:
    return services.start_scheme_year(**given, by=request.user, at=now())


def copy(request: DeskRequest, pk: int) -> HttpResponse:
    """Next year's from this one."""
    last = _own(request, pk)
    schemes = [one for one in services.schemes_in(last.year + 1) if suits_runner(one, last.governor)]
    form = CopyForm(request.POST or None, schemes=schemes, initial={"scheme": last.scheme})
    if form.is_valid() and (made := tried(form, lambda: _copy(request, last, form.cleaned_data["scheme"]))):
        messages.success(request, _("Utkastet er laget. Gå gjennom sjekklisten før det kunngjøres."))
        return see_other("authority:scheme_year", made.pk)
    still = last.scheme in {one.code for one in schemes}
    context = {"last": last, "form": form, "next_year": last.year + 1, "still_in_force": still}
    return render(request, "authority/copy_scheme_year.html", context, status=422 if form.errors else 200)


def _copy(request: DeskRequest, last: SchemeYear, scheme: str) -> SchemeYear:
    return services.copy_scheme_year(last=last, scheme=scheme, by=request.user, at=now())


def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """All that the draft says."""
    year = _own(request, pk)
    require(may_edit(request.viewer, year))
    form = SchemeYearForm(request.POST or None, initial=first_values(services.terms_of(year)))
    if is_done(form, lambda: services.set_terms(year=year, terms=form.value(), by=request.user, at=now())):
        messages.success(request, _("Lagret."))
        return see_other("authority:scheme_year", pk)
    return _form(request, form, _("Hva ordningen sier"), year)


@require_POST
def confirm(request: DeskRequest, pk: int, item: str) -> HttpResponse:
    """Signs that one line of the checklist shall be as last year."""
    services.confirm_unchanged(year=_own(request, pk), item=item, by=request.user, at=now())
    return see_other("authority:scheme_year", pk)


def announce(request: DeskRequest, pk: int) -> HttpResponse:
    """Shows what everyone will see, and makes it public."""
    year = _own(request, pk)
    if request.method == "POST":
        services.announce(year=year, by=request.user, at=now())
        messages.success(request, _("Ordningen er kunngjort. Nå kan alle lese den."))
        return see_other("authority:scheme_year", pk)
    may = may_announce(request.viewer, year, now())
    context = {"year": year, "checks": announcing_checklist(year), "may": may, "rules": rule_lines(year)}
    return render(request, "authority/announce_scheme_year.html", context)


def extend(request: DeskRequest, pk: int) -> HttpResponse:
    """A later deadline for everyone."""
    year = _own(request, pk)
    require(may_extend(request.viewer, year))
    form = DeadlineForm(request.POST or None, initial={"closes_on": year.closes_on})
    if is_done(form, lambda: services.extend_deadline(year=year, **form.cleaned_data, by=request.user, at=now())):
        messages.success(request, _("Fristen er forlenget. Den nye står på den åpne siden."))
        return see_other("authority:scheme_year", pk)
    return _form(request, form, _("Forleng fristen"), year, button=_("Forleng fristen"))


def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes it away, with a reason."""
    year = _own(request, pk)
    form = ReasonForm(request.POST or None)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if is_done(form, lambda: services.withdraw(year=year, why=why, by=request.user, at=now())):
        messages.success(request, _("Ordningen er trukket."))
        return see_other("authority:scheme_year", pk)
    return _form(request, form, _("Trekk ordningen"), year, button=_("Trekk ordningen"))


@require_POST
def close(request: DeskRequest, pk: int) -> HttpResponse:
    """The deadline is over."""
    services.close_scheme_year(year=_own(request, pk), by=request.user, at=now())
    messages.success(request, _("Meldingene er samlet. Nå kan forumet behandle dem."))
    return see_other("authority:scheme_year", pk)


def _seen(request: DeskRequest, pk: int) -> SchemeYear:
    rows = scheme_years_on_desk(viewer=request.viewer).select_related("governor", "copied_from", "announced_by")
    return fetch(rows, pk, viewer=request.viewer)


def _own(request: DeskRequest, pk: int) -> SchemeYear:
    rows = scheme_years_on_desk(viewer=request.viewer).select_related("governor", "copied_from")
    return fetch(rows, pk, viewer=request.viewer, may=may_run)


def _form(
    request: DeskRequest, form: forms.Form, title: str, year: SchemeYear | None = None, *, button: str = ""
) -> HttpResponse:
    context = {"form": form, "title": title, "year": year, "button": button or _("Lagre")}
    return render(request, FORM, context, status=422 if form.errors else 200)
