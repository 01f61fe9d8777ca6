"""A file of staff on its way in: sent, its columns chosen, previewed, confirmed, abandoned, undone."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.queries.jobs import newest_job_about
from pafyll.apps.casework.services import jobs
from pafyll.apps.planning.models import StaffImport
from pafyll.apps.planning.permissions.imports import may_import_staff, visible_imports
from pafyll.apps.planning.queries.staff_list import people_of_import, school_year_of, waiting_imports
from pafyll.apps.planning.services.importing import answering, uploading
from pafyll.apps.planning.services.importing.faulty import failed_rows
from pafyll.apps.planning.services.importing.forgetting import removed_on
from pafyll.apps.planning.services.importing.undoing import may_undo, undo
from pafyll.domain.answers import Refusal, require
from pafyll.domain.lifecycles.staff_import import StaffImportStatus
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.progress import Progress, progress_page
from pafyll.web.components.refusing import said, tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.staff import ColumnsForm, StaffFileForm
from pafyll.web.owner.imported import effects_shown, groups_of, rows_shown

PER_PAGE = 25
S = StaffImportStatus


@at_owner_desk
def upload(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Choose a file; below, the files that have been sent before."""
    require(may_import_staff(request.viewer, chosen.owner))
    form = StaffFileForm(
        request.POST or None, request.FILES or None, today=today(), school_year=school_year_of(today())
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        kept = tried(
            form,
            lambda: uploading.upload(
                owner=chosen.owner, name=file.name, content=file.read(), facts=form.value(), by=request.user, at=now()
            ),
        )
        if kept:
            return see_other("owner:import_columns", kept.pk)
    earlier = waiting_imports(viewer=request.viewer, owner=chosen.owner)[:20]
    context = {"chosen": chosen, "form": form, "earlier": earlier}
    return render(request, "owner/staff_upload.html", context, status=422 if form.errors else 200)


def columns(request: DeskRequest, pk: int) -> HttpResponse:
    """Which heading is which: proposed, for a person to look over."""
    kept = own_import(request, pk)
    if kept.status not in (S.UPLOADED, S.PREVIEWED):
        return see_other("owner:staff_import", kept.pk)
    proposal = uploading.proposal_for(kept)
    form = ColumnsForm(request.POST or None, staff_import=kept, chosen=dict(proposal.columns))
    if request.method == "POST" and form.is_valid():
        job = tried(
            form,
            lambda: uploading.choose_columns(staff_import=kept, columns=form.value(), by=request.user, at=now()),
        )
        if job:
            return see_other("owner:import_progress", kept.pk)
    not_kept = uploading.not_kept(kept)
    known = {heading for heading, _why in not_kept}
    left_out = [heading for heading, column in proposal.columns.items() if not column and heading not in known]
    context = {"kept": kept, "form": form, "guesses": sorted(proposal.guesses), "left_out": left_out}
    context |= {"not_kept": not_kept, "removed_on": removed_on(kept)}
    return render(request, "owner/import_columns.html", context, status=422 if form.errors else 200)


def progress(request: DeskRequest, pk: int) -> HttpResponse:
    """How far the reading has come."""
    kept = own_import(request, pk)
    job = newest_job_about(kept.about)
    if job is None:
        raise Http404
    shown = Progress(
        job,
        here=reverse("owner:import_progress", args=[pk]),
        then=reverse("owner:staff_import", args=[pk]),
        then_text=_("Se resultatet"),
        cancel=reverse("owner:stop_import", args=[pk]),
        back=reverse("owner:staff_import", args=[pk]),
    )
    if job.status == "done" and not request.htmx:
        return see_other("owner:staff_import", pk)
    return progress_page(request, shown, title=kept.file_name, template="owner/import_progress.html", kept=kept)


@require_POST
def stop(request: DeskRequest, pk: int) -> HttpResponse:
    """Stops the job that reads the file."""
    kept = own_import(request, pk)
    job = newest_job_about(kept.about)
    if job is None:
        raise Http404
    try:
        jobs.cancel(job=job, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other("owner:import_progress", pk)


def staff_import(request: DeskRequest, pk: int) -> HttpResponse:
    """The preview of a file, or the receipt of one that is done with."""
    kept = own_import(request, pk)
    job = newest_job_about(kept.about)
    if job is not None and job.is_live:
        return see_other("owner:import_progress", pk)
    if kept.status == S.UPLOADED and not kept.faults:
        return see_other("owner:import_columns", pk)
    if kept.status not in (S.UPLOADED, S.PREVIEWED):
        context = {"kept": kept, "may_undo": may_undo(request.viewer, kept), "job": job}
        context |= {"may_go_on": uploading.may_confirm_import(request.viewer, kept)}
        return render(request, "owner/import_receipt.html", context)
    groups = groups_of(kept)
    shown = request.GET.get("vis", "")
    shown = shown if shown in {group.code for group in groups} else next((group.code for group in groups), "")
    page = Paginator(people_of_import(staff_import=kept, shown=shown), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "kept": kept,
        "job": job,
        "groups": groups,
        "shown": shown,
        "page_obj": page,
        "rows": rows_shown(kept, list(page)),
        "effects": effects_shown(kept),
        "not_kept": uploading.not_kept(kept),
        "removed_on": removed_on(kept),
        "may": uploading.may_confirm_import(request.viewer, kept),
    }
    return render(request, "owner/import_preview.html", context)


@require_POST
def confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """Carries out the preview."""
    return _done(request, pk, "owner:import_progress", uploading.confirm)


@require_POST
def abandon(request: DeskRequest, pk: int) -> HttpResponse:
    """Removes the file and what was read from it."""
    return _done(request, pk, "owner:upload_staff", uploading.abandon, _("Filen er slettet. Ingenting er lest inn."))


@require_POST
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Undoes the import."""
    return _done(request, pk, "owner:import_progress", undo)


@require_POST
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Whether the likely people are the same: one answer for each that was chosen."""
    kept = own_import(request, pk)
    told = {key.removeprefix("samme-"): value for key, value in request.POST.items() if key.startswith("samme-")}
    same = request.POST.get("alle") == "ja"
    asked = [key for key in request.POST.getlist("spurt") if key.isdigit()]
    answers = {int(key): True for key in asked} if same else {
        int(key): value == "ja" for key, value in told.items() if key.isdigit() and value in ("ja", "nei")
    }  # fmt: skip
    try:
        count = answering.answer_likely(staff_import=kept, answers=answers, by=request.user, at=now())
        messages.success(request, _("%(count)s svar er lagret.") % {"count": count})
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other(reverse("owner:staff_import", args=[pk]) + "?vis=likely")


@require_POST
def choose(request: DeskRequest, pk: int) -> HttpResponse:
    """What to do where something newer is registered."""
    kept = own_import(request, pk)
    asked = [int(key) for key in request.POST.getlist("spurt") if key.isdigit()]
    chosen = [
        key.removeprefix("bruk-") for key, value in request.POST.items() if value == "file" and key[:5] == "bruk-"
    ]
    try:
        answering.answer_conflicts(staff_import=kept, from_file=chosen, asked=asked, by=request.user, at=now())
        messages.success(request, _("Valgene er lagret."))
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other(reverse("owner:staff_import", args=[pk]) + "?vis=conflict")


def failed(request: DeskRequest, pk: int) -> HttpResponse:
    """Only the failed rows, in the format that came in, with what is wrong and what to do."""
    kept = own_import(request, pk, with_content=True)
    if kept.content is None:
        raise Http404
    name, content = failed_rows(kept, today())
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


def own_import(request: DeskRequest, pk: int, *, with_content: bool = False) -> StaffImport:
    """An import of an owner that the viewer works for; anything else is 404."""
    rows = visible_imports(request.viewer)
    return fetch(rows.defer(None) if with_content else rows, pk, viewer=request.viewer)


def _done(request: DeskRequest, pk: int, then: str, act: object, told: str = "") -> HttpResponse:
    """Does it and goes on; a no is told on the page of the import."""
    kept = own_import(request, pk)
    try:
        act(staff_import=kept, by=request.user, at=now())  # type: ignore[operator]
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("owner:staff_import", pk)
    if told:
        messages.success(request, told)
        return see_other(then)
    return see_other(then, pk)
