"""Figures that everybody may read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.queries.announced import announced_rounds
from pafyll.apps.applications.queries.waiting import FEWEST_SHOWN, public_reuse
from pafyll.apps.statistics.queries.releases import published
from pafyll.web.components.http import DeskRequest


def figures(request: DeskRequest) -> HttpResponse:
    """The newest release, and places that fell free in each round with the share that somebody else got."""
    rows = public_reuse(announced_rounds(viewer=request.viewer))
    context = {"rows": rows, "fewest": FEWEST_SHOWN, "release": published(request.viewer).first()}
    return render(request, "public/figures.html", context)
