"""Figures that everybody may read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.statistics.queries.releases import published, tables_by
from pafyll.domain.statistics.indicators import TOPICS
from pafyll.web.components.http import DeskRequest

FREED = ("gave_up", "refilled", "reused")


def figures(request: DeskRequest) -> HttpResponse:
    """The newest release, and places that fell free in each year with the share that somebody else got."""
    release = published(request.viewer).first()
    places = tables_by(release, ("year",), TOPICS["places"]) if release else []
    freed = [one for one in places if one.indicator.code in FREED]
    years = freed[0].values("year") if freed else []
    rows = [(freed[0].words((year,))[0], [one.counts.get((year,)) for one in freed]) for year in reversed(years)]
    context = {"rows": [(year, counts) for year, counts in rows if counts[0] != 0], "release": release}
    return render(request, "public/figures.html", context)
