"""Admission as files: out with the status of everyone found, and in again after a look."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.queries.admission import admissions_found, offers_with_applicants
from pafyll.apps.applications.services.admission_files import (
    ACT_WORDS,
    admission_spec,
    carry_out_admission_file,
    file_rows,
    plan_admission_file,
)
from pafyll.apps.catalogue.models import ExchangeFile
from pafyll.apps.catalogue.queries import files_of
from pafyll.apps.catalogue.services.exchange import carried_out_before
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.admission import ACTS, reasons
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import said
from pafyll.web.provider.exchange import keep_upload, table_response, waiting_file
from pafyll.web.provider.forms.admission import AdmissionFilterForm, UploadForm

KIND = ExchangeFile.Kind.ADMISSIONS


def admission_file(request: DeskRequest, form: str) -> HttpResponse:
    """Exactly those who are found on the list, as a file that can be read in again: "csv" or "xlsx"."""
    asked = AdmissionFilterForm(request.GET, offers=offers_with_applicants(viewer=request.viewer))
    rows = file_rows(admissions_found(viewer=request.viewer, search=asked.value()))
    return table_response("opptak", _("Opptak"), admission_spec().names, rows, form)


def read_in(request: DeskRequest) -> HttpResponse:
    """Uploads a file to look over; explains the columns."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and (file := keep_upload(request, form, KIND)) is not None:
        return see_other("provider:admission_file_preview", file.pk)
    context = {
        "form": form,
        "columns": admission_spec().columns,
        "words": [(word, ACTS[act].label) for word, act in ACT_WORDS.items()],
        "reasons": reasons().values(),
        "files": files_of(viewer=request.viewer, kind=KIND)[:10],
    }
    return render(request, "provider/admission_read_in.html", context, status=422 if form.errors else 200)


def preview(request: DeskRequest, pk: int) -> HttpResponse:
    """What the file would do, row by row, or what is wrong with it."""
    file = waiting_file(request, KIND, pk)
    if file is None:
        return see_other("provider:admission_read_in")
    plan = plan_admission_file(viewer=request.viewer, file=file, at=now())
    context = {"file": file, "plan": plan, "before": carried_out_before(file)}
    return render(request, "provider/admission_file.html", context)


@require_POST
def carry_out(request: DeskRequest, pk: int) -> HttpResponse:
    """Does what was shown, all of it or nothing."""
    file = waiting_file(request, KIND, pk)
    if file is None:
        return see_other("provider:admission_read_in")
    try:
        seen = request.POST.get("sett", "")
        done = carry_out_admission_file(file=file, seen=seen, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("provider:admission_file_preview", file.pk)
    messages.success(request, _("%(changed)s er endret, %(unchanged)s var slik fra før.") % done)
    return see_other("provider:admissions")
