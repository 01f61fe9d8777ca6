"""What people get wrong in forms: which question, and what they were told. Never what they wrote, or who."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import get_resolver
from django.utils.translation import gettext as _

from pafyll.apps.support.queries.faults import Counted, by_week, codes_in, faults_since, most_frequent
from pafyll.integrations.clock import today
from pafyll.web.components.charts import LineFigure, LongLabelFigure, Series
from pafyll.web.components.context import ROOMS
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.support.forms.faults import FaultsForm
from pafyll.web.support.refusal_groups import BY_CODE, FIELDS, UNKNOWN
from pafyll.web.support.refusal_titles import TITLES

FIRST = 10
FACT = re.compile(r"\{[^{}]*\}")
VARYING = re.compile(r"%\(\w+\)s")


def faults(request: DeskRequest) -> HttpResponse:
    """A chart of the most frequent, one over time, and all of them in a table."""
    form, found, rows, first = _asked(request)
    context = {
        "form": form,
        "rows": [(_page(one), _question(one), title_of(one.code), one.code, one.count) for one in found],
        "total": sum(one.count for one in found),
        "frequent": _frequent(found[:FIRST]),
        "over_time": _over_time(by_week(rows, first=first, last=today())),
        "query": request.GET.urlencode(),
    }
    return render(request, "support/faults.html", context)


def faults_file(request: DeskRequest) -> HttpResponse:
    """The table as it is narrowed, in Excel."""
    _form, found, _rows, first = _asked(request)
    rows = [_cells(one) for one in found]
    about = _("Feil i skjemaer fra %(first)s til %(last)s.") % {"first": first, "last": today()}
    content = workbook_bytes(_("Feil i skjemaer"), [Column(name, 32) for name in _headings()], rows, about=about)
    return workbook_response(content, "feil-i-skjemaer")


def faults_csv(request: DeskRequest) -> HttpResponse:
    """The table as it is narrowed, as CSV."""
    _form, found, _rows, _first = _asked(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="feil-i-skjemaer.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(_headings())
    writer.writerows(_cells(one) for one in found)
    return response


def _headings() -> list[str]:
    return [_("Side"), _("Spørsmål"), _("Feil"), _("Kode"), _("Antall")]


def _cells(one: Counted) -> list[str | int]:
    return [_page(one), _question(one), title_of(one.code), one.code, one.count]


def _asked(request: DeskRequest) -> tuple[FaultsForm, list[Counted], Any, date]:
    everything = faults_since(viewer=request.viewer, first=today() - timedelta(days=90))
    form = FaultsForm(request.GET or None, codes=_titles(codes_in(everything)))
    wanted = form.value()
    first = today() - timedelta(days=wanted.days - 1)
    rows = faults_since(viewer=request.viewer, first=first, desk=wanted.desk, code=wanted.code)
    return form, most_frequent(rows), rows, first


def _page(one: Counted) -> str:
    """The desk's name and the page's address, with "…" for what differs: "Skoleeier: /eier/plan/…/larere/"."""
    desk, _colon, name = one.page.partition(":")
    label = str(ROOMS[desk][0]) if desk in ROOMS else _("Åpne sider")
    return f"{label}: {_address(desk, name)}"


def _address(desk: str, name: str) -> str:
    """The name itself where the page is gone since."""
    prefix, addresses = get_resolver().namespace_dict.get(desk, ("", None))
    found = addresses.reverse_dict.getlist(name) if addresses else []
    return f"/{prefix}{VARYING.sub('…', found[0][0][0][0])}" if found else name


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


def title_of(code: str) -> str:
    """What people were told, in the reader's language. What was filled into it is not counted, and stands as "…"."""
    if code in TITLES:
        return FACT.sub("…", _(TITLES[code])).replace("….", "…")
    return str(FIELDS.get(code) or BY_CODE.get(code) or UNKNOWN)


def _titles(codes: list[str]) -> list[tuple[str, str]]:
    """Each code with its title, by title; the code stands too where several have the same."""
    named = [(code, title_of(code)) for code in codes]
    times = Counter(title for _code, title in named)
    shown = [(code, title if times[title] == 1 else f"{title} ({code})") for code, title in named]
    return sorted(shown, key=lambda one: one[1].lower())


def _frequent(found: list[Counted]) -> LongLabelFigure:
    labels = [f"{_question(one)} ({title_of(one.code)})" for one in found]
    values = Series(_("Antall"), [one.count for one in found])
    return LongLabelFigure(_("Det folk oftest får feil på"), labels, [values], label_heading=_("Spørsmål"))


def _over_time(weeks: list[tuple[date, int]]) -> LineFigure:
    labels = [f"{day:%d.%m}" for day, _count in weeks]
    values = Series(_("Antall"), [count for _day, count in weeks])
    return LineFigure(_("Feil for hver uke"), labels, [values], label_heading=_("Uken fra"))
