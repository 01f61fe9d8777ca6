"""Figures that everybody may read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.queries.announced import announced_rounds
from pafyll.apps.applications.queries.waiting import FEWEST_SHOWN, public_reuse
from pafyll.web.components.http import DeskRequest


def figures(request: DeskRequest) -> HttpResponse:
    """Places that fell free in each round, and the share that somebody else got."""
    rows = public_reuse(announced_rounds(viewer=request.viewer))
    return render(request, "public/figures.html", {"rows": rows, "fewest": FEWEST_SHOWN})
