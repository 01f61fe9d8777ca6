"""The owner's staff: who works where, what each teaches, and how that stands to the requirement."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.organisations.queries import schools_of
from pafyll.apps.planning.queries.staff_list import StaffRow, Taught, Wanted, school_year_of, staff_of, waiting_imports
from pafyll.domain.lifecycles.staff_import import UNFINISHED
from pafyll.domain.rules.subjects import TAUGHT_SUBJECTS
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tags.formats import credits, moment, subject
from pafyll.web.components.tags.standings import verdict_words
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.staff import StaffFilterForm

PER_PAGE = 50


@at_owner_desk
def staff(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Everyone who works at the schools today, found by name, school, subject and standing; fifty on a page."""
    form = _form(request, chosen)
    found = _found(request, chosen, form.wanted())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "chosen": chosen,
        "form": form,
        "page_obj": page,
        "found": len(found),
        "is_filtered": form.wanted() != Wanted(),
        "waiting": list(waiting_imports(viewer=request.viewer, owner=chosen.owner).filter(status__in=UNFINISHED)),
        "school_year": school_year_of(today()),
        "query": request.GET.urlencode(),
    }
    return render(request, "owner/staff.html", context)


@at_owner_desk
def staff_file(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Those found, as on the page, in Excel: one row for each person and subject."""
    rows = _found(request, chosen, _form(request, chosen).wanted())
    about = f"{chosen.owner.name}, {SchoolYear(school_year_of(today()))}. {_('Hentet')} {moment(now())}."
    columns = [Column(heading, width) for heading, width in _headings()]
    content = workbook_bytes(_("Ansatte og fag"), columns, _cells(rows), about=about)
    return workbook_response(content, f"pafyll-ansatte-{today().isoformat()}")


@at_owner_desk
def staff_csv(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The same as CSV, with headings that «Last inn fil» knows."""
    rows = _found(request, chosen, _form(request, chosen).wanted())
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([heading for heading, _width in _headings()])
    writer.writerows([[_as_text(cell) for cell in row] for row in _cells(rows)])
    name = f"pafyll-ansatte-{today().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _form(request: DeskRequest, chosen: Chosen) -> StaffFilterForm:
    schools = list(schools_of(viewer=request.viewer, owner=chosen.owner))
    return StaffFilterForm(request.GET, schools=schools, subjects=sorted(TAUGHT_SUBJECTS))


def _found(request: DeskRequest, chosen: Chosen, wanted: Wanted) -> list[StaffRow]:
    return staff_of(viewer=request.viewer, owner=chosen.owner, wanted=wanted, today=today())


def _headings() -> list[tuple[str, int]]:
    return [
        (_("Ansattnummer"), 14),
        (_("Fornavn"), 16),
        (_("Etternavn"), 18),
        (_("E-post"), 28),
        (_("Skole"), 24),
        (_("Stillingsprosent"), 14),
        (_("Ansettelsesform"), 14),
        (_("Fag"), 20),
        (_("Trinn"), 8),
        (_("Timer per uke"), 12),
        (_("Studiepoeng"), 12),
        (_("Kravet"), 30),
    ]


def _cells(rows: Sequence[StaffRow]) -> Iterator[list[Any]]:
    """One row for each subject that a person teaches; one without a subject for who teaches nothing."""
    for row in rows:
        taught: Sequence[Taught | None] = row.taught or [None]
        for one in taught:
            school = one.row.school_id if one else row.jobs[0].workplace_id
            job = next((job for job in row.jobs if job.workplace_id == school), row.jobs[0])
            yield [
                row.number,
                row.person.first_name,
                row.person.last_name,
                row.person.email,
                job.workplace.name,
                job.position_percent,
                _("fast") if job.is_permanent else _("midlertidig"),
                *(_teaching(one) if one else [""] * 5),
            ]


def _teaching(one: Taught) -> list[Any]:
    row = one.row
    return [subject(row.subject), row.stage, row.hours_per_week, one.held, verdict_words(one.standing)]


def _as_text(cell: Any) -> str:
    """A decimal with a comma; a text that a spreadsheet would run as a formula, with an apostrophe in front."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return credits(cell)
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
