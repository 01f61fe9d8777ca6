"""A control of a scheme year's awards: the seed published, the draw, what is asked for and sent, and the result."""

from __future__ import annotations

import secrets
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pafyll.apps.casework.queries.history import history_of
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.permissions.distribution import is_impartial_in_year
from pafyll.apps.forums.queries.scheme_years import scheme_years_on_desk
from pafyll.apps.grants.models import Control, ControlSample
from pafyll.apps.grants.permissions.after_awards import (
    may_announce_seed,
    may_close_control,
    may_draw,
    may_forewarn,
    sent_reports,
)
from pafyll.apps.grants.permissions.awards import awards_run
from pafyll.apps.grants.queries import after_awards as queries
from pafyll.apps.grants.services import controlling as services
from pafyll.integrations.clock import today
from pafyll.web.authority.forms.after_awards import ControlResultForm, DrawForm, MoreForm, SeedForm
from pafyll.web.authority.views.after_awards import TO, run_here, who
from pafyll.web.components.after_awards.files import download
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.components.tags.collective import AFTER_EVENTS


def sample(request: DeskRequest, pk: int) -> HttpResponse:
    """The published seed and what was drawn; before that, the form that publishes it."""
    year = year_here(request, pk)
    form = SeedForm(request.POST or None, initial={"seed": secrets.token_hex(8)})
    if is_done(form, lambda: services.announce_seed(year=year, terms=form.value(), **who(request))):
        messages.success(request, _("Loddtallet er kunngjort. Det kan trekkes fra i morgen."))
        return see_other("authority:control_sample", pk)
    return _page(request, year, form, DrawForm())


@require_POST
def draw(request: DeskRequest, pk: int) -> HttpResponse:
    """Draws with the published seed."""
    year = year_here(request, pk)
    standing = ControlSample.objects.filter(scheme_year=year).first()
    if standing is None:
        raise Http404
    form, drawn = DrawForm(request.POST), 0
    if form.is_valid() and is_done(
        form, lambda: services.draw_sample(sample=standing, **form.cleaned_data, **who(request)) or True
    ):
        drawn = standing.controls.count()
        told = ngettext("%(n)s tildeling er trukket ut.", "%(n)s tildelinger er trukket ut.", drawn) % {"n": drawn}
        messages.success(request, told)
        return see_other("authority:control_sample", pk)
    return _page(request, year, SeedForm(), form)


def control(request: DeskRequest, pk: int) -> HttpResponse:
    """What is asked for, what has come, and the result."""
    found = _control(request, pk)
    form = ControlResultForm(request.POST or None)
    if is_done(form, lambda: _close(request, found, form)):
        messages.success(request, _("Resultatet er ført, og mottakeren har fått beskjed."))
        return see_other("authority:award_control", pk)
    return _control_page(request, found, form, MoreForm())


@require_POST
def more(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks the recipient for what is missing."""
    found = _control(request, pk)
    form = MoreForm(request.POST)
    if is_done(form, lambda: services.ask_for_more(control=found, **form.cleaned_data, **who(request))):
        messages.success(request, _("Mottakeren er bedt om mer."))
        return see_other("authority:award_control", pk)
    return _control_page(request, found, ControlResultForm(), form)


def file(request: DeskRequest, pk: int) -> HttpResponse:
    """The documentation as it came."""
    return download(
        fetch(
            queries.control_files_of(request.viewer, day=today()).filter(
                control__award__in=awards_run(request.viewer, day=today())
            ),
            pk,
            viewer=request.viewer,
        )
    )


def year_here(request: DeskRequest, pk: int) -> SchemeYear:
    """A scheme year on the desk, for one who is impartial in it."""
    rows = scheme_years_on_desk(viewer=request.viewer).select_related("governor", "control_sample")
    return fetch(rows, pk, viewer=request.viewer, may=partial(is_impartial_in_year, day=today()))


def _page(request: DeskRequest, year: SchemeYear, form: SeedForm, draw_form: DrawForm) -> HttpResponse:
    standing = ControlSample.objects.filter(scheme_year=year).select_related("announced_by", "drawn_by").first()
    context = {
        "year": year,
        "sample": standing,
        "controls": run_here(request, queries.controls_of(request.viewer, day=today())).filter(sample=standing)
        if standing
        else [],
        "may_announce": may_announce_seed(request.viewer, year, day=today()),
        "may_draw": may_draw(request.viewer, year, day=today()),
        "reports_in": sent_reports(year),
        "form": form,
        "draw_form": draw_form,
        "history": history_of(standing.about, words=AFTER_EVENTS) if standing else [],
    }
    bad = form.errors or draw_form.errors
    return render(request, "authority/control_sample.html", context, status=422 if bad else 200)


def _control_page(request: DeskRequest, found: Control, form: ControlResultForm, more_form: MoreForm) -> HttpResponse:
    context = {
        "control": found,
        "award": found.award,
        "files": found.files.defer("content"),
        "may": may_close_control(request.viewer, found, day=today()),
        "may_forewarn": may_forewarn(request.viewer, found.award, day=today()),
        "form": form,
        "more_form": more_form,
        "history": history_of(found.about, words=AFTER_EVENTS),
        "to": TO,
    }
    bad = form.errors or more_form.errors
    return render(request, "authority/award_control.html", context, status=422 if bad else 200)


def _close(request: DeskRequest, found: Control, form: ControlResultForm) -> object:
    given = form.cleaned_data
    is_in_order = given["is_in_order"] == "yes"
    return services.close_control(control=found, is_in_order=is_in_order, result=given["result"], **who(request))


def _control(request: DeskRequest, pk: int) -> Control:
    return fetch(run_here(request, queries.controls_of(request.viewer, day=today())), pk, viewer=request.viewer)
