"""Figures about awards by scheme year, and the same selection in Excel."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.grants.queries.award_statistics import AwardLine, award_lines, by_scheme_year, together
from pafyll.domain.grants.collective.reporting import PARTICIPANTS
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.after_awards import StatisticsFilter
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tags.collective import collective_label
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response


def figures(request: DeskRequest) -> HttpResponse:
    """Used, not used, own contribution and participants, of the chosen year and scheme."""
    form, lines = _chosen(request)
    sums = together(line.figures for line in lines)
    context = {
        "years": by_scheme_year(lines),
        "sums": sums,
        "people": [
            (label, sums.participants[code]) for code, label in PARTICIPANTS.items() if code in sums.participants
        ],
        "count": len(lines),
        "form": form,
        "query": request.GET.urlencode(),
    }
    return render(request, "authority/award_statistics.html", context)


def workbook(request: DeskRequest) -> HttpResponse:
    """The same selection, an award on each row."""
    _form, lines = _chosen(request)
    people = [Column(_(label), 14) for label in PARTICIPANTS.values()]
    money = [Column(heading, 14, is_kroner=True) for heading in _headings()]
    columns = [Column(_("Ordning"), 34), Column(_("År"), 8), Column(_("Tildeling"), 14), Column(_("Mottaker"), 30)]
    about = _("Tall om tildelinger fra rapportene i Påfyll, %(when)s") % {"when": moment(now())}
    content = workbook_bytes(_("Tildelinger"), [*columns, *money, *people], [_row(line) for line in lines], about=about)
    return workbook_response(content, "pafyll-tildelinger")


def _headings() -> list[str]:
    return [
        _("Tildelt"),
        _("Betalt ut"),
        _("Brukt"),
        _("Ikke brukt"),
        _("Overført"),
        _("Frigjort"),
        _("Krevd tilbake"),
        _("Egenfinansiering"),
    ]


def _row(line: AwardLine) -> list[Any]:
    award, found = line.award, line.figures
    money = [
        found.awarded,
        found.paid,
        found.used,
        found.unused if found.used is not None else None,
        found.carried_over,
        found.released,
        found.recovered,
        found.own_contribution,
    ]
    people = [found.participants.get(code) for code in PARTICIPANTS]
    return [award.scheme_year.title, award.scheme_year.year, award.number, award.recipient.name, *money, *people]


def _chosen(request: DeskRequest) -> tuple[StatisticsFilter, list[AwardLine]]:
    """The filter, and the lines that it lets through. A choice that is not on offer shows everything."""
    every = award_lines(request.viewer, day=today())
    years = sorted({line.award.scheme_year.year for line in every}, reverse=True)
    schemes = [(code, collective_label(code)) for code in sorted({one.award.scheme_year.scheme for one in every})]
    form = StatisticsFilter(request.GET, years=years, schemes=schemes)
    wanted = form.cleaned_data if form.is_valid() else {}
    year, scheme = wanted.get("aar"), wanted.get("ordning")
    return form, [
        line
        for line in every
        if year in (None, line.award.scheme_year.year) and scheme in (None, "", line.award.scheme_year.scheme)
    ]
