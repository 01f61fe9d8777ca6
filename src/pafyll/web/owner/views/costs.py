"""What does this cost us: the chosen applications by budget year and payer, with the owner's own estimates."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import CostEstimate
from pafyll.apps.applications.queries.owner import visible_applications
from pafyll.apps.applications.queries.owner_costs import CostRow, OwnerCosts, owner_costs
from pafyll.apps.applications.services.estimating import save_estimate
from pafyll.domain.grants.shares import OWNER, STATE
from pafyll.integrations.clock import now
from pafyll.web.components.charts import BarFigure, Series
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.tags.formats import moment, scheme
from pafyll.web.components.why.costs import why_of_costs
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.owner.chosen import Chosen, at_owner_desk, round_or_404
from pafyll.web.owner.forms.estimates import EstimateForm


@at_owner_desk
def costs(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The sum, the figure, the warnings, and every application with what it does to the sum."""
    if chosen.round is None:
        return render(request, "owner/costs.html", {"chosen": chosen})
    found = _costs(request, chosen)
    context = {
        "chosen": chosen,
        "round": chosen.round,
        "found": found,
        "figure": figure_of(found),
        "query": request.GET.urlencode(),
        "why": why_of_costs(found, chosen.round, at=now()),
    }
    return render(request, "owner/costs.html", context)


def _costs(request: DeskRequest, chosen: Chosen) -> OwnerCosts:
    """The page's content under the choice in the address: valg=1 says that the ticks are a choice."""
    is_choice = "valg" in request.GET
    wanted = {int(key) for key in request.GET.getlist("med") if key.isascii() and key.isdigit() and len(key) < 19}
    return owner_costs(
        viewer=request.viewer,
        owner=chosen.owner,
        round=round_or_404(chosen),
        at=now(),
        wanted=wanted if is_choice else None,
    )


def figure_of(found: OwnerCosts) -> BarFigure:
    """One bar for each budget year, the state's part and ours."""
    return BarFigure(
        title=_("Hva de valgte søknadene koster"),
        labels=[str(year) for year in found.years],
        series=[
            Series(_("Staten"), [row[1] for row in found.table]),
            Series(_("Vi"), [row[2] for row in found.table]),
        ],
        unit=_("kroner"),
        label_heading=_("Budsjettår"),
    )


@at_owner_desk
def costs_file(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The chosen applications, as on the page, in Excel."""
    found, round = _costs(request, chosen), round_or_404(chosen)
    about = f"{chosen.owner.name}, {round.name}. {_('Hentet')} {moment(now())}."
    columns = [Column(heading, 18, is_kroner=at > 3) for at, heading in enumerate(_headings(found))]
    content = workbook_bytes(_("Kostnad"), columns, _cells(found), about=about)
    return workbook_response(content, f"pafyll-kostnad-{now().date().isoformat()}")


@at_owner_desk
def costs_csv(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """The same as a text file, semicolon between, for any spreadsheet."""
    found, out = _costs(request, chosen), StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_headings(found))
    writer.writerows(["" if cell is None else _safe(cell) for cell in row] for row in _cells(found))
    name = f"pafyll-kostnad-{now().date().isoformat()}.csv"
    return HttpResponse(
        "\ufeff" + out.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _safe(cell: object) -> object:
    """A text that a spreadsheet would read as a formula is shown as text."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" else cell


def _headings(found: OwnerCosts) -> list[str]:
    by_year = [
        _("%(payer)s %(year)s") % {"payer": who, "year": y} for y in found.years for who in (_("Staten"), _("Vi"))
    ]
    return [_("Søknad"), _("Lærer"), _("Studium"), _("Ordning"), _("Reise"), _("Opphold"), _("Materiell"), *by_year]


def _cells(found: OwnerCosts) -> Iterator[list[object]]:
    for row in found.chosen:
        amounts = [_amount(row, payer, year) for year in found.years for payer in (STATE, OWNER)]
        yield [
            row.application.number,
            str(row.application.person),
            row.study_name,
            scheme(row.scheme),
            row.travel,
            row.stay,
            row.materials,
            *amounts,
        ]


def _amount(row: CostRow, payer: str, year: object) -> int | None:
    return int(row.total(payer, year)) if row.costs else None  # type: ignore[arg-type]


@at_owner_desk
def estimate(request: DeskRequest, chosen: Chosen, pk: int | None = None) -> HttpResponse:
    """The figures for one application, or the usual ones for the round."""
    round = round_or_404(chosen)
    mine = visible_applications(request.viewer, now()).filter(round=round, owner=chosen.owner)
    application = fetch(mine.select_related("person"), pk, viewer=request.viewer) if pk is not None else None
    if pk is not None and application is None:
        raise Http404
    saved = CostEstimate.objects.filter(round=round, owner=chosen.owner, application=application).first()
    names = ("travel", "stay", "materials")
    form = EstimateForm(request.POST or None, initial={name: getattr(saved, name) for name in names} if saved else {})
    if form.is_valid():
        save_estimate(
            round=round,
            owner=chosen.owner,
            figures=form.value(),
            by=request.user,
            at=now(),
            application=application,
        )
        messages.success(request, _("Anslaget er lagret."))
        return see_other("owner:costs")
    context = {"chosen": chosen, "round": round, "form": form, "application": application}
    return render(request, "owner/estimate.html", context, status=422 if form.errors else 200)
