"""Approving, refusing and taking back: in the row with htmx, on a page of its own without."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.permissions.owner import may_decide
from pafyll.apps.applications.queries.owner import owner_row, visible_applications, with_everything
from pafyll.apps.applications.services.approving import approve_application, refuse_application, undo_approval
from pafyll.domain.answers import Answer, Refusal
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, part_or_page, see_other
from pafyll.web.components.tags.formats import t
from pafyll.web.owner.decidable import decidable
from pafyll.web.owner.forms.decisions import RefusalForm


@require_POST
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """Says yes, in the scheme that was chosen, if one was."""
    application = _application(request, pk)
    scheme = request.POST.get("scheme", "")
    try:
        approve_application(application=application, scheme=scheme, by=request.user, at=now())
    except Refusal as refusal:
        return _told(request, application, refusal.answer)
    return _done(request, application, _("%(person)s er godkjent.") % {"person": application.person})


def refuse(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks for the reason, and says no."""
    application = _application(request, pk, may_too=True)
    form = RefusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_application(application=application, **form.cleaned_data, by=request.user, at=now())
        except Refusal as refusal:
            if not refusal.answer.field:
                return _told(request, application, refusal.answer)
            form.add_error(refusal.answer.field, t(refusal.answer))
        else:
            return _done(
                request, application, _("%(person)s har fått nei, med grunn.") % {"person": application.person}
            )
    context = {"form": form, "application": application, "next": _back(request, application)}
    template = "owner/refuse.html#refusal_row" if request.htmx else "owner/refuse.html"
    return render(request, template, context, status=422 if form.errors else 200)


def row(request: DeskRequest, pk: int) -> HttpResponse:
    """The row as it stands: what htmx asks for when somebody changes their mind."""
    application = _application(request, pk)
    if not request.htmx:
        return see_other("owner:application", pk)
    return render(request, "owner/applications.html#row", _row(request, application, ""))


@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes back a yes or a no."""
    application = _application(request, pk)
    try:
        undo_approval(application=application, by=request.user, at=now())
    except Refusal as refusal:
        return _told(request, application, refusal.answer)
    return _done(request, application, _("Svaret til %(person)s er tatt tilbake.") % {"person": application.person})


def _application(request: DeskRequest, pk: int, *, may_too: bool = False) -> Application:
    at = now()
    rows = with_everything(visible_applications(request.viewer, at))
    may = (lambda viewer, row: may_decide(viewer, row, at)) if may_too else None
    return fetch(rows, pk, viewer=request.viewer, may=may)


def _done(request: DeskRequest, application: Application, text: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, text)
    return part_or_page(
        request, "owner/applications.html#row", _row(request, application, text), then=_back(request, application)
    )


def _told(request: DeskRequest, application: Application, answer: Answer) -> HttpResponse:
    text = f"{t(answer)} {t(answer.remedy)}".strip()
    if not request.htmx:
        messages.error(request, text)
    return part_or_page(
        request, "owner/applications.html#row", _row(request, application, text), then=_back(request, application)
    )


def _row(request: DeskRequest, application: Application, text: str) -> dict[str, Any]:
    """The row anew: only asked for when htmx wants it."""
    if not request.htmx:
        return {}
    at = now()
    row = owner_row(viewer=request.viewer, application=application, at=at)
    back = _back(request, application)
    return {"one": decidable(row, request.viewer, at, is_sent=False), "said": text, "back": back, "is_part": True}


def _back(request: DeskRequest, application: Application) -> str:
    wanted = request.POST.get("neste") or request.GET.get("neste") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if wanted.startswith("/") and is_ours else reverse("owner:application", args=[application.pk])
