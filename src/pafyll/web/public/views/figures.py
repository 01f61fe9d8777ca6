"""Figures that everybody may read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.queries.releases import addresses_in, published, tables_by
from pafyll.domain.statistics.indicators import TABLES, TOPICS, Topic
from pafyll.web.components.http import DeskRequest

FREED = ("gave_up", "refilled", "reused")


def figures(request: DeskRequest) -> HttpResponse:
    """The newest release, and places that fell free in each year with the share that somebody else got."""
    release = published(request.viewer).first()
    places = tables_by(release, ("year",), TOPICS["places"]) if release else []
    freed = [one for one in places if one.indicator.code in FREED]
    years = freed[0].values("year") if freed else []
    rows = [(freed[0].words((year,))[0], [one.counts.get((year,)) for one in freed]) for year in reversed(years)]
    context = {
        "rows": [(year, counts) for year, counts in rows if counts[0] != 0],
        "release": release,
        "topics": _other_topics(release) if release else [],
    }
    return render(request, "public/figures.html", context)


def _other_topics(release: Release) -> list[tuple[str, Topic]]:
    """What the release tells of besides the funnel: where each topic begins."""
    first: dict[str, str] = {}
    for address in addresses_in(release):
        first.setdefault(TABLES[address][0].code, address)
    return [(address, TOPICS[code]) for code, address in first.items() if code != "funnel"]
