"""The pages of the needs map. A desk finds the place and names its addresses; the rest is the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.planning.queries.needs import Filters, NeedsMap, needs_map
from pafyll.apps.planning.queries.people import people_behind
from pafyll.apps.planning.queries.places import Place
from pafyll.domain.planning.needs import LABELS, LACKS, VERDICTS
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.needs import files
from pafyll.web.components.needs.forms import NeedsFilterForm
from pafyll.web.components.needs.shown import (
    by_year,
    heat_table,
    risk,
    rows_by_area,
    rows_by_subject,
    shown,
    trend,
)
from pafyll.web.components.why.needs import why_of_needs

PER_PAGE = 50


@dataclass(frozen=True)
class NeedsDesk:
    """The names of a desk's addresses. people, assume and plans are empty where the desk has no such page."""

    map: str
    workbook: str
    table: str
    people: str = ""
    assume: str = ""
    plans: str = ""


@dataclass(frozen=True)
class Asked:
    """The map, and what of it is looked at."""

    found: NeedsMap
    form: NeedsFilterForm
    filters: Filters
    year: int


def asked(request: DeskRequest, place: Place) -> Asked:
    """What the address asks for: the school year that goes on, or the last that is known, unless another is chosen."""
    day = today()
    found = needs_map(viewer=request.viewer, place=place, today=day)
    current = SchoolYear.of(day).start
    default = max((year for year in found.years if year <= current), default=current)
    form = NeedsFilterForm(request.GET, shown=found, default_year=default)
    return Asked(found, form, *form.value())


def map_page(request: DeskRequest, place: Place, desk: NeedsDesk, **more: Any) -> HttpResponse:
    """The map: one sentence, the five answers, the heat map, the details, the risk, and year by year."""
    one = asked(request, place)
    cells = one.found.at(one.filters, one.year)
    rows, years = rows_by_subject(cells), by_year(one.found, one.filters)
    whole = one.found.whole(one.filters, one.year)
    context = {
        "place": place,
        "desk_urls": desk,
        "form": one.form,
        "year": one.year,
        "filters": one.filters,
        "whole": whole,
        "lacks": shown(whole, LACKS),
        "why": why_of_needs(one.found, whole, one.year, at=now()),
        "lines": [(line, shown(whole, verdict)) for line, verdict in zip(whole.lines, VERDICTS, strict=True)],
        "people_lacking": one.found.people_lacking(one.filters, one.year),
        "heat": heat_table(cells),
        "rows": rows,
        "areas": rows_by_area(one.found, cells),
        "years": years,
        "trend": trend(years),
        "risk": risk(rows),
        "assumption": one.found.assumption,
        "turnover": one.found.turnover(one.filters) if place.shows_people else [],
        "query": request.GET.urlencode(),
        "verdicts": [(code, LABELS[code]) for code in VERDICTS],
        **more,
    }
    return render(request, "components/needs/map.html", context)


def workbook(request: DeskRequest, place: Place) -> HttpResponse:
    """What the page shows, in Excel."""
    one = asked(request, place)
    return files.workbook(one.found, one.filters, one.year)


def table(request: DeskRequest, place: Place) -> HttpResponse:
    """The same as a text file, semicolon between, for any spreadsheet."""
    one = asked(request, place)
    return files.table(one.found, one.filters, one.year)


def people_page(request: DeskRequest, place: Place, desk: NeedsDesk, **more: Any) -> HttpResponse:
    """Who stands behind a figure: by the same filters as the map, and by verdict in ?svar=."""
    one = asked(request, place)
    verdict = request.GET.get("svar", LACKS)
    verdict = verdict if verdict in (*VERDICTS, "") else LACKS
    rows = people_behind(
        viewer=request.viewer, place=place, filters=one.filters, year=one.year, verdict=verdict, today=today()
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    kept = request.GET.copy()
    for name in ("svar", "side"):
        kept.pop(name, None)
    context = {
        "place": place,
        "desk_urls": desk,
        "form": one.form,
        "year": one.year,
        "filters": one.filters,
        "verdict": verdict,
        "verdicts": [(code, LABELS[code]) for code in VERDICTS],
        "page_obj": page,
        "found": page.paginator.count,
        "query": kept.urlencode(),
        **more,
    }
    return render(request, "components/needs/people.html", context)
