"""Work from a file: sent in and tried, seen through, done, undone, and a receipt."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.models import Job
from pafyll.apps.support.models import BulkFile, BulkRow
from pafyll.apps.support.permissions import may_carry_out, may_discard, may_undo
from pafyll.apps.support.queries.bulk import bulk_files, counts_of
from pafyll.apps.support.services.bulk.kinds import KINDS
from pafyll.apps.support.services.bulk.trying import answer_of, try_file
from pafyll.apps.support.services.bulk.working import carry_out_file, discard_file, undo_file
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import said, tried
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.support.forms.bulk import BulkForm

ON_A_PAGE = 100


def files(request: DeskRequest) -> HttpResponse:
    """A new file, and those that have been sent in."""
    form = BulkForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        found, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        told = {"kind": kind, "name": found.name, "content": found.read()}
        made = tried(form, lambda: try_file(**told, by=request.user, at=now()))
        if made is not None:
            return see_other("support:bulk_file", made.pk)
    kinds = [(BulkFile.Kind(code).label, ";".join(one.columns), one.help) for code, one in KINDS.items()]
    context = {"form": form, "kinds": kinds, "files": bulk_files(viewer=request.viewer)[:ON_A_PAGE]}
    return render(request, "support/bulk.html", context, status=422 if request.method == "POST" else 200)


def file(request: DeskRequest, pk: int) -> HttpResponse:
    """What each row would do, did, or could not."""
    one, viewer = _fetched(request, pk), request.viewer
    page = Paginator(one.rows.all(), ON_A_PAGE).get_page(request.GET.get("side"))
    job = Job.objects.filter(about=one.about).order_by("-pk").first()
    context: dict[str, Any] = {
        "one": one,
        "page": page,
        "rows": [(row, _named(one, row), _said(row)) for row in page.object_list],
        "counts": counts_of(one),
        "works": job is not None and job.is_live,
        "failed": job.error if job is not None else "",
        "may_carry_out": may_carry_out(viewer, one),
        "may_discard": may_discard(viewer, one),
        "may_undo": may_undo(viewer, one),
    }
    return render(request, "support/bulk_file.html", context)


def receipt(request: DeskRequest, pk: int) -> HttpResponse:
    """Every row with what became of it, in Excel."""
    one = _fetched(request, pk)
    names = [*KINDS[one.kind].columns, _("Resultat"), _("Hvorfor ikke")]
    rows = [[*_cells(row), str(row.get_status_display()), _said(row)] for row in one.rows.all()]
    about = f"{one.get_kind_display()}. {one.name}, {one.sent_at:%d.%m.%Y}. SHA-256 {one.sha256}"
    content = workbook_bytes(_("Kvittering"), [Column(name, 24) for name in names], rows, about=about)
    return workbook_response(content, f"kvittering-{one.pk}")


@require_POST
def carry_out(request: DeskRequest, pk: int) -> HttpResponse:
    """Does the rows that have no fault."""
    return _done(request, pk, carry_out_file, _("Filen utføres nå."))


@require_POST
def discard(request: DeskRequest, pk: int) -> HttpResponse:
    """Throws the file away."""
    return _done(request, pk, discard_file, _("Filen er forkastet."))


@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes back what was done."""
    return _done(request, pk, undo_file, _("Filen angres nå."))


def _fetched(request: DeskRequest, pk: int) -> BulkFile:
    return fetch(bulk_files(viewer=request.viewer), pk, viewer=request.viewer)


def _done(request: DeskRequest, pk: int, act: Any, text: str) -> HttpResponse:
    try:
        act(file=_fetched(request, pk), by=request.user, at=now())
        messages.success(request, text)
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other("support:bulk_file", pk)


def _named(file: BulkFile, row: BulkRow) -> list[tuple[str, str]]:
    return [(name, row.cells.get(name, "")) for name in KINDS[file.kind].columns]


def _cells(row: BulkRow) -> list[str]:
    return [row.cells.get(name, "") for name in KINDS[row.file.kind].columns]


def _said(row: BulkRow) -> str:
    return said(answer_of(row.said)) if row.said else ""
