"""Lists as Excel files: frozen headings, filters, amounts as numbers, and a line that says what the file is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.queries.owner import OwnerRow
from pafyll.apps.applications.queries.owner_results import ResultRow
from pafyll.apps.applications.queries.rates import approval_of
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.rules.approval import REFUSAL_REASONS
from pafyll.integrations.clock import now
from pafyll.web.components.tags.formats import moment, scheme, subject

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADING_ROW = 2
LINE_HEIGHT = 15  # points
ROOM = 4  # characters, for bold letters and the arrow of the filter


@dataclass(frozen=True)
class Column:
    """A heading, how a cell is read from a row, how wide it is, and whether it is money."""

    heading: str
    read: Callable[[Any], Any]
    width: int = 16
    is_money: bool = False


def applications_sheet(rows: Sequence[OwnerRow], owner: Organisation, round: Round) -> bytes:
    """The list of applications as an Excel file."""
    year = round.school_year
    columns = [
        Column(_("Søknad"), lambda row: row.application.number, 12),
        Column(_("Etternavn"), lambda row: row.application.person.last_name),
        Column(_("Fornavn"), lambda row: row.application.person.first_name),
        Column(_("Skole"), lambda row: _name(row.application.school), 24),
        Column(_("Status"), lambda row: _(row.application.get_status_display()), 22),
        Column(_("Plass"), lambda row: row.place, 8),
        Column(_("Studium"), lambda row: row.study_name, 36),
        Column(_("Lærested"), lambda row: row.provider, 28),
        Column(_("Fag"), lambda row: subject(row.subject), 18),
        Column(_("Mangler studiepoeng"), lambda row: _yes_no(row.lacks_credits), 12),
        Column(_("Timer i faget per uke"), lambda row: float(row.hours), 12),
        Column(_("Tidligere avslag"), lambda row: row.earlier_refusals, 12),
        Column(_("Andre fra skolen"), lambda row: row.companions, 12),
        Column(_("Rektor støtter"), lambda row: "" if row.supports is None else _yes_no(row.supports), 12),
        Column(_("Ordning"), lambda row: scheme(row.price.scheme), 16),
        Column(
            _("Oss %(year)s") % {"year": year.autumn.budget_year}, lambda row: _money(row, row.price.autumn), 14, True
        ),
        Column(
            _("Oss %(year)s") % {"year": year.spring.budget_year}, lambda row: _money(row, row.price.spring), 14, True
        ),
        Column(_("Staten"), lambda row: _money(row, row.price.state), 14, True),
        Column(_("Grunn til avslag"), lambda row: _refusal(row.application), 40),
    ]
    return workbook(_("Søknader"), columns, rows, owner, round)


def results_sheet(rows: Sequence[tuple[ResultRow, str]], owner: Organisation, round: Round) -> bytes:
    """The owner's outcomes as an Excel file."""
    columns = [
        Column(_("Søknad"), lambda pair: pair[0].application.number, 12),
        Column(_("Etternavn"), lambda pair: pair[0].application.person.last_name),
        Column(_("Fornavn"), lambda pair: pair[0].application.person.first_name),
        Column(_("Skole"), lambda pair: _name(pair[0].application.school), 24),
        Column(_("Nummer"), lambda pair: pair[0].place, 10),
        Column(_("Utfall"), lambda pair: _(pair[0].application.get_status_display()), 22),
        Column(_("Studium"), lambda pair: pair[0].study_name, 36),
        Column(_("Lærested"), lambda pair: pair[0].provider, 28),
        Column(_("Ordning"), lambda pair: scheme(pair[0].result.scheme) if pair[0].result else "", 16),
        Column(_("Staten"), lambda pair: _granted(pair[0], "state_amount"), 14, True),
        Column(_("Oss"), lambda pair: _granted(pair[0], "owner_amount"), 14, True),
        Column(_("Reserveplass"), lambda pair: pair[0].result.reserve_position if pair[0].result else None, 12),
        Column(_("Begrunnelse"), lambda pair: pair[1] or _refusal(pair[0].application), 80),
    ]
    return workbook(_("Resultat"), columns, rows, owner, round)


def sheet_response(content: bytes, name: str) -> HttpResponse:
    """The file as a download, named with the day."""
    day = now().date().isoformat()
    return HttpResponse(
        content,
        content_type=EXCEL,
        headers={"Content-Disposition": f'attachment; filename="pafyll-{name}-{day}.xlsx"'},
    )


def workbook(title: str, columns: Sequence[Column], rows: Sequence[Any], owner: Organisation, round: Round) -> bytes:
    """One sheet. Texts are written as texts, so a name that begins with = is never a formula."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": f"{title}, {owner.name}",
            "subject": round.name,
            "author": "Påfyll",
            "created": now().replace(tzinfo=None),
        }
    )
    sheet = book.add_worksheet(title)
    heading, to_the_right = (
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
        {"align": "right", "indent": 1},
    )
    bold, bold_money = book.add_format(heading), book.add_format(heading | to_the_right)
    plain, money = (
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"num_format": "#,##0", "valign": "top"} | to_the_right),
    )
    sheet.write_string(0, 0, f"{title}: {owner.name}, {round.name}. {_('Hentet')} {moment(now())}.")
    for at, column in enumerate(columns):
        sheet.set_column(at, at, max(column.width, _longest_word(column.heading) + ROOM))
        sheet.write_string(HEADING_ROW, at, column.heading, bold_money if column.is_money else bold)
    sheet.set_row(HEADING_ROW, LINE_HEIGHT * 2)
    for number, row in enumerate(rows, HEADING_ROW + 1):
        cells = [column.read(row) for column in columns]
        for at, (column, value) in enumerate(zip(columns, cells, strict=True)):
            _write(sheet, number, at, value, money if column.is_money else plain)
        sheet.set_row(number, LINE_HEIGHT * _lines(columns, cells))
    sheet.freeze_panes(HEADING_ROW + 1, 3)
    sheet.autofilter(HEADING_ROW, 0, HEADING_ROW + len(rows), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    book.close()
    return stream.getvalue()


def _longest_word(text: str) -> int:
    return max(len(word) for word in text.split())


def _lines(columns: Sequence[Column], cells: Sequence[Any]) -> int:
    """How many lines the fullest cell takes: not every spreadsheet program works it out by itself."""
    filled = [(column, value) for column, value in zip(columns, cells, strict=True) if value]
    return max((-(-len(str(value)) // column.width) for column, value in filled), default=1)


def _write(sheet: Any, row: int, column: int, value: Any, shape: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, shape)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, shape)
    else:
        sheet.write_number(row, column, value, shape)


def _name(organisation: Organisation | None) -> str:
    return organisation.name if organisation else ""


def _yes_no(answer: bool) -> str:
    return _("Ja") if answer else _("Nei")


def _money(row: OwnerRow, amount: int) -> int | None:
    """Nothing rather than 0 where a rate is missing."""
    return int(amount) if row.price.shares else None


def _granted(row: ResultRow, name: str) -> int | None:
    return int(getattr(row.result, name)) if row.result and row.result.is_granted else None


def _refusal(application: Any) -> str:
    approval = approval_of(application)
    if approval is None or approval.approved:
        return ""
    coded = REFUSAL_REASONS.get(approval.reason_code)
    return " ".join(filter(None, [_(coded.text) if coded else "", approval.reason]))
