"""What people get wrong in forms: which question, and what they were told. Never what they wrote, or who."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.support.queries.faults import Counted, by_week, codes_in, faults_since, most_frequent
from pafyll.integrations.clock import today
from pafyll.web.components.charts import LineFigure, LongLabelFigure, Series
from pafyll.web.components.context import ROOMS
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.support.forms.faults import FaultsForm

FIRST = 10
CODES = {
    "required": gettext_lazy("ikke fylt ut"),
    "invalid": gettext_lazy("feil form"),
    "invalid_choice": gettext_lazy("et valg som ikke finnes"),
    "max_length": gettext_lazy("for langt"),
    "min_value": gettext_lazy("for lite"),
    "max_value": gettext_lazy("for stort"),
    "other": gettext_lazy("annet"),
}


def faults(request: DeskRequest) -> HttpResponse:
    """A chart of the most frequent, one over time, and all of them in a table."""
    form, found, rows, first = _asked(request)
    context = {
        "form": form,
        "rows": [(_page(one), _question(one), _code(one.code), one.count) for one in found],
        "total": sum(one.count for one in found),
        "frequent": _frequent(found[:FIRST]),
        "over_time": _over_time(by_week(rows, first=first, last=today())),
        "query": request.GET.urlencode(),
    }
    return render(request, "support/faults.html", context)


def faults_file(request: DeskRequest) -> HttpResponse:
    """The table as it is narrowed, in Excel."""
    _form, found, _rows, first = _asked(request)
    names = [_("Side"), _("Spørsmål"), _("Feil"), _("Antall")]
    rows = [[_page(one), _question(one), _code(one.code), one.count] for one in found]
    about = _("Feil i skjemaer fra %(first)s til %(last)s.") % {"first": first, "last": today()}
    content = workbook_bytes(_("Feil i skjemaer"), [Column(name, 32) for name in names], rows, about=about)
    return workbook_response(content, "feil-i-skjemaer")


def faults_csv(request: DeskRequest) -> HttpResponse:
    """The table as it is narrowed, as CSV."""
    _form, found, _rows, _first = _asked(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="feil-i-skjemaer.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Side"), _("Spørsmål"), _("Feil"), _("Antall")])
    writer.writerows([_page(one), _question(one), _code(one.code), one.count] for one in found)
    return response


def _asked(request: DeskRequest) -> tuple[FaultsForm, list[Counted], Any, date]:
    everything = faults_since(viewer=request.viewer, first=today() - timedelta(days=90))
    form = FaultsForm(request.GET or None, codes=[(one, _code(one)) for one in codes_in(everything)])
    wanted = form.value()
    first = today() - timedelta(days=wanted.days - 1)
    rows = faults_since(viewer=request.viewer, first=first, desk=wanted.desk, code=wanted.code)
    return form, most_frequent(rows), rows, first


def _page(one: Counted) -> str:
    """The desk's name and the address's own: "Skoleeier: rank"."""
    desk, _colon, name = one.page.partition(":")
    label = str(ROOMS[desk][0]) if desk in ROOMS else _("Åpne sider")
    return f"{label}: {name}"


def _question(one: Counted) -> str:
    """The question's own words; its name where the form makes its questions as it goes."""
    if not one.field:
        return _("Skjemaet som helhet")
    module, _dot, name = one.form.rpartition(".")
    try:
        fields = getattr(import_module(module), name).base_fields
    except (ImportError, AttributeError, ValueError):
        fields = {}
    label = getattr(fields.get(one.field), "label", None)
    return str(label) if label else one.field


def _code(code: str) -> str:
    return str(CODES.get(code, code))


def _frequent(found: list[Counted]) -> LongLabelFigure:
    labels = [f"{_question(one)} ({_code(one.code)})" for one in found]
    values = Series(_("Antall"), [one.count for one in found])
    return LongLabelFigure(_("Det folk oftest får feil på"), labels, [values], label_heading=_("Spørsmål"))


def _over_time(weeks: list[tuple[date, int]]) -> LineFigure:
    labels = [f"{day:%d.%m}" for day, _count in weeks]
    values = Series(_("Antall"), [count for _day, count in weeks])
    return LineFigure(_("Feil for hver uke"), labels, [values], label_heading=_("Uken fra"))
