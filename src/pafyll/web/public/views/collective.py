"""Grants for collective development as they are announced: what they are for, who may have them, and by when."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.forums.queries.scheme_years import announced_scheme_years, extensions_of, rule_lines
from pafyll.apps.grants.queries.after_awards import published_samples
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch


def schemes(request: DeskRequest) -> HttpResponse:
    """Everything that is announced, the newest first; those that can be applied for now on top."""
    at = now()
    rows = list(announced_scheme_years(viewer=request.viewer))
    open_now = [one for one in rows if one.status == "announced" and one.closes_at and one.closes_at > at]
    context = {"open": open_now, "rest": [one for one in rows if one not in open_now]}
    return render(request, "public/collective.html", context)


def scheme(request: DeskRequest, pk: int) -> HttpResponse:
    """One announcement, word for word as it was made, with every extension of the deadline and why."""
    year = fetch(announced_scheme_years(viewer=request.viewer), pk, viewer=request.viewer)
    context = {
        "year": year,
        "rules": rule_lines(year),
        "extensions": extensions_of(year),
        "at": now(),
        "has_control": published_samples().filter(scheme_year=year).exists(),
    }
    return render(request, "public/collective_scheme.html", context)
