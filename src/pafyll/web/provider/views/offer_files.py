"""Study offers as files: CSV, Excel and OOAPI 6, out and in, and what each column and field is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.queries.provider import own_offers
from pafyll.apps.catalogue.models import ExchangeFile, StudyOffer
from pafyll.apps.catalogue.queries import files_of
from pafyll.apps.catalogue.services.exchange import carried_out_before
from pafyll.apps.catalogue.services.offer_files import (
    carry_out_offer_file,
    example_rows,
    mapped_fields,
    offer_rows,
    offer_spec,
    offers_as_ooapi,
    plan_offer_file,
    rows_as_ooapi,
)
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.offers import LABELS
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import said
from pafyll.web.provider.exchange import keep_upload, table_response, waiting_file
from pafyll.web.provider.forms.admission import OfferUploadForm

KIND = ExchangeFile.Kind.OFFERS


def offers_file(request: DeskRequest, form: str) -> HttpResponse:
    """All the provider's offers, or those of one study year: "csv", "xlsx" or "json" (OOAPI 6)."""
    rows = own_offers(viewer=request.viewer)
    year = request.GET.get("ar", "")
    if year.isdecimal() and len(year) == 4:
        rows = rows.filter(study_year=int(year))
    return _file("tilbud", list(rows), form)


def example(request: DeskRequest, form: str) -> HttpResponse:
    """An example with two invented offers, in each format."""
    if form == "json":
        return _json("eksempel-tilbud", rows_as_ooapi(example_rows()))
    return table_response("eksempel-tilbud", _("Tilbud"), offer_spec().names, example_rows(), form)


def _file(name: str, offers: list[StudyOffer], form: str) -> HttpResponse:
    if form == "json":
        return _json(name, offers_as_ooapi(offers))
    return table_response(name, _("Tilbud"), offer_spec().names, offer_rows(offers), form)


def _json(name: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


def read_in(request: DeskRequest) -> HttpResponse:
    """Uploads a file to look over; explains the columns and what they are in OOAPI."""
    form = OfferUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and (file := keep_upload(request, form, KIND)) is not None:
        return see_other("provider:offer_file_preview", file.pk)
    context = {
        "form": form,
        "columns": offer_spec().columns,
        "mapped": mapped_fields(),
        "files": files_of(viewer=request.viewer, kind=KIND)[:10],
    }
    return render(request, "provider/offer_read_in.html", context, status=422 if form.errors else 200)


def preview(request: DeskRequest, pk: int) -> HttpResponse:
    """What the file would make and change, or what is wrong with it."""
    file = waiting_file(request, KIND, pk)
    if file is None:
        return see_other("provider:offer_read_in")
    plan = plan_offer_file(file=file)
    rows = [(one, [LABELS[name] for name in one.changes]) for one in plan.rows]
    context = {"file": file, "plan": plan, "rows": rows, "before": carried_out_before(file)}
    return render(request, "provider/offer_file.html", context)


@require_POST
def carry_out(request: DeskRequest, pk: int) -> HttpResponse:
    """Does what was shown, all of it or nothing."""
    file = waiting_file(request, KIND, pk)
    if file is None:
        return see_other("provider:offer_read_in")
    try:
        done = carry_out_offer_file(file=file, seen=request.POST.get("sett", ""), by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("provider:offer_file_preview", file.pk)
    messages.success(request, _("%(made)s nye utkast, %(changed)s endret, %(unchanged)s var slik fra før.") % done)
    return see_other("provider:home")
