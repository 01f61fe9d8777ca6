"""The budget year as files: an Excel workbook, and CSV as a Norwegian Excel opens it."""

from __future__ import annotations

import csv
from io import StringIO

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.planning.queries.budget import ShownBudget, shown_budget
from pafyll.domain.planning.budget import BudgetLine
from pafyll.integrations.clock import now, today
from pafyll.web.components.budget_page import asked_year
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tags.budget import budget_payer, purpose
from pafyll.web.components.tags.formats import moment, t
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.owner.chosen import Chosen, at_owner_desk

FORMULA = ("=", "+", "-", "@", "\t", "\r")
KINDS = {
    "money": gettext_lazy("Penger inn"),
    "use": gettext_lazy("Brukes til"),
    "lacking": gettext_lazy("Uten dekning"),
    "left": gettext_lazy("Igjen"),
}


@at_owner_desk
def budget_workbook(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Every line of the year as an Excel file."""
    shown = _shown(request, chosen)
    about = _("Budsjett %(year)s for %(owner)s. Hentet %(moment)s.") % {
        "year": shown.year, "owner": chosen.owner.name, "moment": moment(now()),
    }  # fmt: skip
    columns = [Column(heading, width, is_kroner=heading == _("Beløp")) for heading, width in _headings()]
    content = workbook_bytes(_("Budsjett"), columns, [_cells(line) for line in shown.lines], about=about)
    return workbook_response(content, f"budsjett-{shown.year}")


@at_owner_desk
def budget_csv(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The same as CSV: semicolons and a byte-order mark."""
    shown = _shown(request, chosen)
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([heading for heading, _width in _headings()])
    writer.writerows([_harmless(cell) for cell in _cells(line)] for line in shown.lines)
    response = HttpResponse(b"\xef\xbb\xbf" + out.getvalue().encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="budsjett-{shown.year}.csv"'
    return response


def _shown(request: DeskRequest, chosen: Chosen) -> ShownBudget:
    return shown_budget(viewer=request.viewer, owner=chosen.owner, year=asked_year(request.GET, today()))


def _headings() -> list[tuple[str, int]]:
    return [
        (_("Del"), 16),
        (_("Post"), 44),
        (_("Formål"), 18),
        (_("Hvem betaler"), 18),
        (_("Beløp"), 14),
        (_("Hvorfor"), 50),
        (_("Kilde"), 40),
    ]


def _cells(line: BudgetLine) -> list[str | int]:
    paid = budget_payer(line.payer) if line.payer else ""
    return [
        str(KINDS[line.kind]),
        line.label,
        purpose(line.purpose),
        paid,
        int(line.amount),
        t(line.because),
        line.source,
    ]


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
