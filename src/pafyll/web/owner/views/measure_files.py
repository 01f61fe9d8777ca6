"""The programme, the yearly application and a measure's papers as files."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from pafyll.apps.planning.queries.measures import MeasureRow, attachments_visible_to, programme, years_of
from pafyll.domain.lifecycles.budget import MeasureStatus
from pafyll.domain.planning.budget import SUBSTITUTES
from pafyll.domain.planning.budget.state_application import state_application
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.paper_download import paper_download
from pafyll.web.components.tags.budget import state_priority
from pafyll.web.components.tags.formats import day, moment
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.measures import ProgrammeFilter
from pafyll.web.owner.views.measures import schools_of


@at_owner_desk
def programme_workbook(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The measures under the filters as an Excel file."""
    viewer, owner = request.viewer, chosen.owner
    years = years_of(viewer=viewer, owner=owner)
    asked = ProgrammeFilter(request.GET, years=years, schools=schools_of(owner)).value()
    found = programme(viewer=viewer, owner=owner, **asked)
    about = _("Program for kvalitetsutvikling for %(owner)s. Hentet %(moment)s.") % {
        "owner": owner.name, "moment": moment(now()),
    }  # fmt: skip
    return _workbook(_("Tiltak"), found.rows, about, "tiltak")


@at_owner_desk
def application_workbook(request: DeskRequest, chosen: Chosen, year: int) -> HttpResponse:
    """The year's measures as the state application wants them, with its deadline. 404 for a year nobody has found."""
    known = state_application(year)
    if known is None:
        raise Http404
    found = programme(viewer=request.viewer, owner=chosen.owner, year=year)
    wanted = [row for row in found.rows if row.measure.status != MeasureStatus.CANCELLED]
    about = _("Søknad om statlige midler til etterutdanning %(year)s, %(owner)s. Frist %(day)s. Kilde: %(source)s.") % {
        "year": year, "owner": chosen.owner.name, "day": day(known.closes_on), "source": known.source,
    }  # fmt: skip
    return _workbook(_("Søknad %(year)s") % {"year": year}, wanted, about, f"soknad-{year}")


@at_owner_desk
def paper(request: DeskRequest, chosen: Chosen, pk: int, paper: int) -> HttpResponse:
    """A measure's paper, always as a download."""
    rows = attachments_visible_to(request.viewer).filter(measure=pk, measure__owner=chosen.owner)
    found = fetch(rows, paper, viewer=request.viewer)
    return paper_download(found)


def _workbook(title: str, rows: Iterable[MeasureRow], about: str, name: str) -> HttpResponse:
    columns = [
        Column(_("Tiltak"), 40),
        Column(_("Slag"), 24),
        Column(_("Målgruppe"), 30),
        Column(_("Antall"), 10),
        Column(_("Skoler"), 40),
        Column(_("Hvem holder det"), 30),
        Column(_("Statlig prioritering"), 26),
        Column(_("Status"), 16),
        Column(_("Vikarutgifter"), 14, True),
        Column(_("Andre utgifter"), 14, True),
        Column(_("Til sammen"), 14, True),
    ]
    content = workbook_bytes(title, columns, [_cells(row) for row in rows], about=about)
    return workbook_response(content, name)


def _cells(row: MeasureRow) -> list[str | int | None]:
    one = row.measure
    substitutes = sum(cost.amount for cost in row.costs if cost.cost == SUBSTITUTES)
    return [
        one.title,
        _(one.get_kind_display()),
        one.target_group,
        one.participants,
        ", ".join(school.name for school in one.schools.all()) or _("Alle"),
        one.provider,
        state_priority(one),
        _(one.get_status_display()),
        substitutes,
        int(row.total) - substitutes,
        int(row.total),
    ]
