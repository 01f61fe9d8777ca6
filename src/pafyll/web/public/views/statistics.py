"""Figures in releases: each with its definition, source and day, as table, picture and file."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_exempt

from pafyll.apps.statistics.files import FORMATS, headings_of, rounding_of, rows_of
from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.queries.releases import Shown, addresses_in, published, tables_by
from pafyll.domain.statistics.borders import in_todays_borders, source, splits
from pafyll.domain.statistics.historic import funnel, printed_tables
from pafyll.domain.statistics.indicators import DIMENSIONS, INDICATORS, TABLES, TOPICS, Topic
from pafyll.domain.statistics.sums import MEDIAN_OF, NEAR
from pafyll.domain.statistics.tables import TOTAL
from pafyll.web.components.charts import BarFigure, LineFigure, Series
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.tile_map import County, TileMap
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response

MOST_BARS = 20
LEFT_OUT = gettext_lazy("Tall som ikke vises i tabellen, er heller ikke med her.")


def releases(request: DeskRequest) -> HttpResponse:
    """Every release with what it says of itself, the newest first."""
    return render(request, "public/releases.html", {"releases": published(request.viewer)})


def historic(request: DeskRequest) -> HttpResponse:
    """What others have published, with source, and where it does not add up."""
    return render(request, "public/historic.html", {"stages": funnel(), "tables": printed_tables()})


def borders(request: DeskRequest) -> HttpResponse:
    """The historic table as it was, and in the borders of today where that can be known."""
    context = {
        "tables": [(table, in_todays_borders(table.rows)) for table in printed_tables()],
        "splits": splits(),
        "source": source(),
    }
    return render(request, "public/borders.html", context)


def breakdown(request: DeskRequest, number: int, by: str) -> HttpResponse:
    """One release's figures of one topic by one breakdown, for one year or all of them together."""
    release, topic, tables = _found(request, number, by)
    years, year = _years(request, tables)
    named = release.labels.get(tables[0].dimensions[0], {})
    context = {
        "release": release,
        "later": published(request.viewer).filter(number__gt=release.number).first(),
        "map": _map(tables, year) if by == "county" else None,
        "embed_url": request.build_absolute_uri(reverse("public:breakdown_embed", args=[release.number, by])),
        "newest_url": request.build_absolute_uri(reverse("public:newest_breakdown", args=[by])),
        "by": by,
        "title": title_of(by),
        "years": [(one, named.get(one, one)) for one in years],
        "year": year,
        "headings": headings_of(tables),
        "rows": [row for row in rows_of(tables) if not year or row[0] == named.get(year, year)],
        "width": len(tables[0].dimensions),
        "indicators": topic.indicators,
        "source": topic.source,
        "where": topic.note,
        "near": NEAR,
        "median_of": MEDIAN_OF * release.limit,
        "breakdowns": [(one, _what(one)) for one in addresses_in(release) if TABLES[one][0] == topic],
        "figure": _picture(topic, tables, year),
        "is_over_time": not years,
        "formats": ["csv", "xlsx", "json", "parquet"],
    }
    return render(request, "public/breakdown.html", context)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # the decorator knows plain requests only
def embed(request: DeskRequest, number: int, by: str) -> HttpResponse:
    """The picture and its table for others' pages: public figures only, without menu, cookies or scripts."""
    release, topic, tables = _found(request, number, by)
    years, year = _years(request, tables)
    context = {
        "release": release,
        "by": by,
        "title": title_of(by),
        "year": release.labels.get(tables[0].dimensions[0], {}).get(year, year),
        "source": topic.source,
        "map": _map(tables, year) if by == "county" else None,
        "figure": _picture(topic, tables, year),
        "is_over_time": not years,
    }
    return render(request, "public/breakdown_embed.html", context)


def newest(request: DeskRequest, by: str) -> HttpResponse:
    """The stable address of the newest release: leads to the page of the one that is newest now."""
    return redirect("public:breakdown", _newest(request).number, by)


def newest_file(request: DeskRequest, by: str, form: str) -> HttpResponse:
    """The same for a file."""
    return redirect("public:breakdown_file", _newest(request).number, by, form)


def _newest(request: DeskRequest) -> Release:
    release = published(request.viewer).first()
    if release is None:
        raise Http404
    return release


def file(request: DeskRequest, number: int, by: str, form: str) -> HttpResponse:
    """The same as a file, all years."""
    release, topic, tables = _found(request, number, by)
    name = f"pafyll-utgave-{release.number}-{by}"
    if form == "xlsx":
        about = (
            f"{title_of(by)}. {release}. {_('Telt %(moment)s.') % {'moment': moment(release.as_of)}} {_(topic.source)}."
        )
        about = " ".join([about, *rounding_of(tables)])
        columns = [Column(heading, 24) for heading in headings_of(tables)]
        rows = [[":" if cell is None else cell for cell in row] for row in rows_of(tables)]
        return workbook_response(workbook_bytes(_("Tall"), columns, rows, about=about), name)
    if form not in FORMATS:
        raise Http404
    write, kind = FORMATS[form]
    response = HttpResponse(write(tables), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _found(request: DeskRequest, number: int, by: str) -> tuple[Release, Topic, list[Shown]]:
    release = published(request.viewer).filter(number=number).first()
    topic, dimensions = TABLES.get(by, (TOPICS["funnel"], ()))
    tables = tables_by(release, dimensions, topic) if release and dimensions else []
    if release is None or not tables:
        raise Http404
    return release, topic, tables


def _years(request: DeskRequest, tables: list[Shown]) -> tuple[list[str], str]:
    """The years to choose among and the chosen one, the newest if none is; nothing where years are the rows."""
    time, *others = tables[0].dimensions
    years = tables[0].values(time) if others else []
    asked = request.GET.get("aar", "")
    return years, asked if asked in years else years[-1] if years else ""


def title_of(by: str) -> str:
    """What the table at the address is called."""
    topic, _dimensions = TABLES[by]
    return _("%(topic)s, etter %(what)s") % {"topic": _(topic.label), "what": _what(by)}


def _what(by: str) -> str:
    """What the table at the address is broken down by."""
    _topic, dimensions = TABLES[by]
    return _(" og ").join(_(DIMENSIONS[name]).lower() for name in dimensions[1:] or dimensions)


def _picture(topic: Topic, tables: list[Shown], year: str) -> BarFigure | LineFigure | None:
    """Lines over the years, or bars of one figure. None where too little is shown for a picture."""
    return _lines(topic, tables) if len(tables[0].dimensions) == 1 else _bars(topic, tables, year)


def _lines(topic: Topic, tables: list[Shown]) -> LineFigure | None:
    """A line for each figure that is shown in every year: a line through a hidden number would be a guess."""
    first, unit = tables[0], INDICATORS[topic.drawn].unit
    years = first.values(first.dimensions[0])
    alike = [one for one in tables if one.indicator.unit == unit]
    whole = [one for one in alike if all(one.counts.get((year,)) is not None for year in years)]
    if not whole or not years:
        return None
    series = [Series(_(one.indicator.label), [one.counts[year,] or 0 for year in years]) for one in whole]
    labels = [first.words((year,))[0] for year in years]
    note = LEFT_OUT if len(whole) < len(alike) else ""
    return LineFigure(_(topic.label), labels, series, _(unit), note=str(note))


def _map(tables: list[Shown], year: str) -> TileMap | None:
    """Who were granted a place, county by county; None before the first year."""
    granted = next((one for one in tables if one.indicator.code == "granted"), None)
    codes = granted.values("county") if granted else []
    if granted is None or not codes:
        return None
    found = [County(code, granted.words((year, code))[1], granted.counts[year, code]) for code in codes]
    return TileMap(_("Fikk plass"), found, _("personer"))


def _bars(topic: Topic, tables: list[Shown], year: str) -> BarFigure | None:
    drawn = next((one for one in tables if one.indicator.code == topic.drawn), None)
    if drawn is None:
        return None
    keys = [key for key in drawn.counts if key[0] == year and key[1] != TOTAL and set(key[2:]) <= {TOTAL}]
    some = [(count, key) for key in keys if (count := drawn.counts[key] or 0) > 0]
    shown = sorted(some, reverse=True)[:MOST_BARS]
    if not shown:
        return None
    labels = [drawn.words(key)[1] for _count, key in shown]
    label, unit = _(drawn.indicator.label), _(drawn.indicator.unit)
    return BarFigure(label, labels, [Series(label, [count for count, _key in shown])], unit, note=str(LEFT_OUT))
