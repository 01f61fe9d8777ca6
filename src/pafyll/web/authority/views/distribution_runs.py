"""A finished distribution: who got what and why, two of them side by side, and the choice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.forums.models import DistributionRun
from pafyll.apps.forums.permissions.distribution import may_distribute, may_see_distribution, visible_runs
from pafyll.apps.forums.queries.distribution import Comparison, distribution_of, runs_of
from pafyll.apps.forums.queries.key_files import keys_used_in
from pafyll.apps.forums.services import distribution as services
from pafyll.domain.answers import require
from pafyll.domain.grants.distribution import Distribution, sentences_of
from pafyll.domain.grants.distribution.steps.remainder import FATES
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.distribution import ChoiceForm, CompareForm
from pafyll.web.authority.views.distribution import year_at
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done


def run(request: DeskRequest, pk: int) -> HttpResponse:
    """The run in words, everyone's kroner, what is left, and a form to choose it."""
    one = run_at(request, pk)
    done = distribution_of(one)
    form = ChoiceForm(request.POST or None)
    if is_done(form, lambda: services.choose_run(run=one, **form.cleaned_data, by=request.user, at=now())):
        messages.success(request, _("Fordelingen er valgt. Begrunnelsen er lagret."))
        return see_other("authority:distribution_run", pk)
    context = {
        "run": one,
        "year": one.scheme_year,
        "done": done,
        "words": sentences_of(done.pipeline),
        "keys": keys_used_in(one),
        "rows": [(done.recipients[at], done.totals[at]) for at in done.places],
        "left": remainders_of(done),
        "choices": one.choices.select_related("made_by"),
        "form": form,
        "may": may_distribute(request.viewer, one.scheme_year, day=today()),
    }
    return render(request, "authority/distribution_run.html", context, status=422 if form.errors else 200)


def line(request: DeskRequest, pk: int, number: str) -> HttpResponse:
    """One recipient: the chain of steps behind every krone."""
    one = run_at(request, pk)
    found = distribution_of(one).line_of(number)
    if found is None:
        raise Http404
    return render(request, "authority/distribution_line.html", {"run": one, "year": one.scheme_year, "line": found})


def compare(request: DeskRequest, pk: int) -> HttpResponse:
    """Two runs side by side, by owner, by provider and by county."""
    year = year_at(request, pk)
    form = CompareForm(request.GET or None, runs=runs_of(viewer=request.viewer, year=year))
    both = Comparison(form.cleaned_data["a"], form.cleaned_data["b"]) if form.is_valid() else None
    context = {"year": year, "form": form, "both": both, "parts": comparison_parts(both) if both else []}
    return render(request, "authority/distribution_compare.html", context)


def comparison_parts(both: Comparison) -> list[dict[str, Any]]:
    """The tables of a comparison with their headings."""
    parts = [
        ("eiere", _("Eiere"), both.by_owner),
        ("tilbydere", _("Tilbydere"), both.by_provider),
        ("fylker", _("Fylker"), both.by_county),
    ]
    return [{"id": code, "title": title, "rows": rows} for code, title, rows in parts if rows]


def run_at(request: DeskRequest, pk: int) -> DistributionRun:
    """The run, for those who may see the scheme year's distributions."""
    one = fetch(
        visible_runs(request.viewer).select_related("scheme_year__governor", "run_by"), pk, viewer=request.viewer
    )
    require(may_see_distribution(request.viewer, one.scheme_year, day=today()))
    return one


def remainders_of(done: Distribution) -> list[dict[str, Any]]:
    """What is left in each pot, and what becomes of it, in words."""
    return [
        {
            "pot": done.pipeline.labels.get(one.pot, _("Rammen") if one.pot == "frame" else one.pot),
            "group": " – ".join(one.group),
            "kroner": one.kroner,
            "fate": FATES[one.fate],
        }
        for one in done.remainders
    ]
