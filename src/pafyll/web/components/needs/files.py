"""The needs map as Excel and as CSV: the same rows, under the same filters as the page."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from pafyll.apps.planning.queries.needs import Filters, NeedsMap
from pafyll.domain.planning.needs import BY_AGE, LABELS, LACKS, LEFT, VERDICTS, Cell
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import now
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.tags.needs import stage
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response

FORMULA = "=+-@\t\r"
WIDE, NARROW = 22, 13  # characters: names, numbers


def workbook(found: NeedsMap, filters: Filters, year: int) -> HttpResponse:
    """One sheet, one row for each area, subject and stage."""
    columns = [Column(heading, WIDE if at in (1, 2) else NARROW) for at, heading in enumerate(_headings(found))]
    fetched = f"{_('Hentet')} {moment(now())}."
    warning = _("Planlagte timer i uka mot lovens krav. Kan ikke sammenlignes med SSBs tall.")
    about = f"{found.place.name}, {SchoolYear(year)}. {fetched} {warning}"
    content = workbook_bytes(_("Behov"), columns, _cells(found, filters, year), about=about)
    return workbook_response(content, f"pafyll-behov-{SchoolYear(year).slug}")


def table(found: NeedsMap, filters: Filters, year: int) -> HttpResponse:
    """UTF-8 with a mark in front, so that Excel reads æ, ø and å."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_headings(found))
    writer.writerows([_plain(cell) for cell in row] for row in _cells(found, filters, year))
    name = f"pafyll-behov-{SchoolYear(year).slug}.csv"
    return HttpResponse(
        "\ufeff" + out.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _headings(found: NeedsMap) -> list[str]:
    area = [_("Fylke") if found.place.by_county else _("Skole")] if found.areas else []
    counts = [
        f"{_(LABELS[what])}, {unit}" for what in (*VERDICTS, BY_AGE, LEFT) for unit in (_("timer i uka"), _("lærere"))
    ]
    return [_("Skoleår"), *area, _("Fag"), _("Trinn"), *counts, _("Studiepoeng som mangler")]


def _cells(found: NeedsMap, filters: Filters, year: int) -> Iterator[list[object]]:
    for key, cell in sorted(found.at(filters, year).items(), key=lambda pair: tuple(map(str, pair[0]))):
        area = [found.areas.get(key.area, str(key.area))] if found.areas else []
        counts = [value for what in (*VERDICTS, BY_AGE, LEFT) for value in _count(cell, what)]
        missing = "" if LACKS in cell.hidden else cell.missing
        yield [str(SchoolYear(year)), *area, _(subject_name(key.subject)), stage(key.stage), *counts, missing]


def _count(cell: Cell, what: str) -> tuple[object, object]:
    """Hours and teachers; under five are said to be so."""
    if what in cell.hidden:
        return "", _("under 5")
    return cell.of(what).hours, cell.of(what).teachers


def _plain(cell: object) -> object:
    """A number with a decimal comma; a text that a spreadsheet would read as a formula is shown as text."""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}".replace(".", ",")
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULA and cell else cell
