"""Files that providers send in and take out, as every page for them does it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms
from django.http import Http404, HttpResponse

from pafyll.apps.catalogue.models import ExchangeFile
from pafyll.apps.catalogue.queries import files_of
from pafyll.apps.catalogue.services.exchange import csv_bytes, excel_bytes, keep_file
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Role
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.refusing import tried
from pafyll.web.components.workbook import workbook_response


def keep_upload(request: DeskRequest, form: forms.Form, kind: ExchangeFile.Kind) -> ExchangeFile | None:
    """The uploaded file, kept to be looked over; None when the form says what is wrong."""
    if not form.is_valid():
        return None
    given = form.cleaned_data["file"]
    provider = own_provider(request)
    return tried(
        form,
        lambda: keep_file(
            provider=provider, kind=kind, name=given.name, content=given.read(), by=request.user, at=now()
        ),
    )


def waiting_file(request: DeskRequest, kind: ExchangeFile.Kind, pk: int) -> ExchangeFile | None:
    """The file, while it waits to be carried out; None when that is done, or another has taken its place."""
    file = fetch(files_of(viewer=request.viewer, kind=kind), pk, viewer=request.viewer)
    return file if file.content and not file.carried_out_at else None


def own_provider(request: DeskRequest) -> Organisation:
    """The provider whose study administration the viewer is; 404 for those with another role at the desk."""
    for grant in request.viewer.grants:
        if grant.role == Role.PROVIDER_OFFICER:
            return grant.organisation
    raise Http404


def table_response(
    name: str, sheet: str, headings: Sequence[str], rows: Iterable[Sequence[str]], form: str
) -> HttpResponse:
    """The table as a download, "csv" or "xlsx"; 404 for another form."""
    if form == "xlsx":
        return workbook_response(excel_bytes(sheet, headings, rows), name)
    if form != "csv":
        raise Http404
    response = HttpResponse(csv_bytes(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
