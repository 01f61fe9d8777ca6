"""An own report in Excel: the table as the page shows it, and the applications it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from pafyll.apps.statistics.permissions import may_make_reports
from pafyll.apps.statistics.queries.own_reports import HEADINGS, chosen_applications, report_table, words_of
from pafyll.domain.answers import require
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.own_reports import ReportForm
from pafyll.web.authority.views.own_reports import chosen
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response

AT_A_TIME = 1000


def table_file(request: DeskRequest) -> HttpResponse:
    """The table, cell by cell what the page shows."""
    require(may_make_reports(request.viewer))
    form, choice = chosen(request)
    table = report_table(viewer=request.viewer, choice=choice)
    columns = [Column(heading, 30 if at == 0 else 14) for at, heading in enumerate(table.headings)]
    return workbook_response(workbook_bytes(_("Rapport"), columns, table.cells, about=_about(form)), "pafyll-rapport")


def applications_file(request: DeskRequest) -> HttpResponse:
    """The applications behind the numbers, one on each row, those that the viewer may see."""
    require(may_make_reports(request.viewer))
    form, choice = chosen(request)
    words = words_of(viewer=request.viewer)
    found = chosen_applications(viewer=request.viewer, choice=choice)
    rows = found.values_list(
        "number", "person__first_name", "person__last_name", "school__name", *(f"by_{name}" for name in HEADINGS)
    )
    columns = [Column(_("Søknad"), 14), Column(_("Navn"), 26), Column(_("Skole"), 26)]
    columns += [Column(_(heading), 20) for heading in HEADINGS.values()]
    lines = (
        [number, f"{first} {last}", school or "", *_said(codes, words)]
        for number, first, last, school, *codes in rows.iterator(AT_A_TIME)
    )
    return workbook_response(workbook_bytes(_("Søknader"), columns, lines, about=_about(form)), "pafyll-soknader")


def _said(codes: Sequence[str], words: Mapping[str, Mapping[str, str]]) -> list[str]:
    return [words[name].get(code, "") for name, code in zip(HEADINGS, codes, strict=True)]


def _about(form: ReportForm) -> str:
    """What was chosen, when, and that it is not for publishing."""
    choices = [(field, dict(field.field.choices).get(field.value())) for field in form.filters]
    wanted = ", ".join(f"{field.label}: {word}" for field, word in choices if field.value() and word)
    said = _("Hentet %(moment)s.") % {"moment": moment(now())}
    warning = _("Internt: små tall er ikke skjult, så innholdet skal ikke publiseres.")
    return " ".join(part for part in (f"{wanted}." if wanted else "", said, warning) if part)
