"""Figures in releases: each with its definition, source and day, as table, picture and file."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_exempt

from pafyll.apps.statistics.files import FORMATS, headings_of, rows_of
from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.queries.releases import Shown, published, tables_by
from pafyll.domain.statistics.borders import in_todays_borders, source, splits
from pafyll.domain.statistics.historic import funnel, printed_tables
from pafyll.domain.statistics.indicators import BREAKDOWNS, DIMENSIONS, FUNNEL, SOURCE, WHERE
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
    """One release's figures by one breakdown, for one year or all of them together."""
    release, tables = _found(request, number, by)
    years = tables[0].values("year")
    year = request.GET.get("aar", "")
    year = year if year in years else years[-1] if len(tables[0].dimensions) > 1 and years else ""
    context = {
        "release": release,
        "later": published(request.viewer).filter(number__gt=release.number).first(),
        "map": _map(tables, year) if by == "county" else None,
        "embed_url": request.build_absolute_uri(reverse("public:breakdown_embed", args=[release.number, by])),
        "newest_url": request.build_absolute_uri(reverse("public:newest_breakdown", args=[by])),
        "by": by,
        "title": title_of(by),
        "years": [(one, release.labels["year"].get(one, one)) for one in years]
        if len(tables[0].dimensions) > 1
        else [],
        "year": year,
        "headings": headings_of(tables),
        "rows": [row for row in rows_of(tables) if not year or row[0] == release.labels["year"].get(year, year)],
        "width": len(tables[0].dimensions),
        "indicators": FUNNEL,
        "source": SOURCE,
        "where": WHERE,
        "breakdowns": [(address_of(one), title_of(address_of(one))) for one in BREAKDOWNS],
        "figure": _picture(tables, year),
        "formats": ["csv", "xlsx", "json", "parquet"],
    }
    return render(request, "public/breakdown.html", context)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # the decorator knows plain requests only
def embed(request: DeskRequest, number: int, by: str) -> HttpResponse:
    """The picture and its table for others' pages: public figures only, without menu, cookies or scripts."""
    release, tables = _found(request, number, by)
    years = tables[0].values("year")
    year = request.GET.get("aar", "")
    has_years = len(tables[0].dimensions) > 1
    year = year if year in years else years[-1] if has_years and years else ""
    context = {
        "release": release,
        "by": by,
        "title": title_of(by),
        "year": release.labels["year"].get(year, year),
        "source": SOURCE,
        "map": _map(tables, year) if by == "county" else None,
        "figure": _picture(tables, year),
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
    release, tables = _found(request, number, by)
    name = f"pafyll-utgave-{release.number}-{by}"
    if form == "xlsx":
        about = f"{title_of(by)}. {release}. {_('Telt %(moment)s.') % {'moment': moment(release.as_of)}} {SOURCE}."
        columns = [Column(heading, 24) for heading in headings_of(tables)]
        rows = [[":" if cell is None else cell for cell in row] for row in rows_of(tables)]
        return workbook_response(workbook_bytes(_("Tall"), columns, rows, about=about), name)
    if form not in FORMATS:
        raise Http404
    write, kind = FORMATS[form]
    response = HttpResponse(write(tables), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _found(request: DeskRequest, number: int, by: str) -> tuple[Release, list[Shown]]:
    release = published(request.viewer).filter(number=number).first()
    dimensions = next((one for one in BREAKDOWNS if address_of(one) == by), None)
    tables = tables_by(release, dimensions) if release and dimensions else []
    if release is None or not tables:
        raise Http404
    return release, tables


def address_of(dimensions: tuple[str, ...]) -> str:
    return "-".join(dimensions[1:]) or "year"


def title_of(by: str) -> str:
    names = [_(DIMENSIONS[name]).lower() for name in by.split("-")]
    return _("Fra søknad til fullført, etter %(what)s") % {"what": _(" og ").join(names)}


def _picture(tables: list[Shown], year: str) -> BarFigure | LineFigure | None:
    """Lines over the years, or bars of who were granted a place. None where too little is shown for a picture."""
    return _lines(tables) if tables[0].dimensions == ["year"] else _bars(tables, year)


def _lines(tables: list[Shown]) -> LineFigure | None:
    """A line for each figure that is shown in every year: a line through a hidden number would be a guess."""
    first = tables[0]
    years = first.values("year")
    whole = [one for one in tables if all(one.counts[year,] is not None for year in years)]
    if not whole:
        return None
    series = [Series(_(one.indicator.label), [one.counts[year,] or 0 for year in years]) for one in whole]
    labels = [first.words((year,))[0] for year in years]
    note = LEFT_OUT if len(whole) < len(tables) else ""
    return LineFigure(_("Fra søknad til fullført"), labels, series, _("personer"), note=str(note))


def _map(tables: list[Shown], year: str) -> TileMap | None:
    """Who were granted a place, county by county; None before the first year."""
    granted = next((one for one in tables if one.indicator.code == "granted"), None)
    codes = granted.values("county") if granted else []
    if granted is None or not codes:
        return None
    found = [County(code, granted.words((year, code))[1], granted.counts[year, code]) for code in codes]
    return TileMap(_("Fikk plass"), found, _("personer"))


def _bars(tables: list[Shown], year: str) -> BarFigure | None:
    granted = next(one for one in tables if one.indicator.code == "granted")
    keys = [key for key in granted.counts if key[0] == year and key[1] != TOTAL and set(key[2:]) <= {TOTAL}]
    shown = sorted(((granted.counts[key] or 0, key) for key in keys if granted.counts[key]), reverse=True)[:MOST_BARS]
    if not shown:
        return None
    labels = [granted.words(key)[1] for _count, key in shown]
    series = [Series(_("Fikk plass"), [count for count, _key in shown])]
    return BarFigure(_("Fikk plass"), labels, series, _("personer"), note=str(LEFT_OUT))
