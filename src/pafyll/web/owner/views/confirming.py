"""Confirming participants: the list, the preview, the receipt, and reporting one who has not started."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import ConfirmationWindow, ParticipationTerm
from pafyll.apps.applications.permissions.confirming import may_ask_late, may_confirm
from pafyll.apps.applications.queries.participations import (
    rows_to_confirm,
    stakes_of,
    visible_receipts,
    window_now,
    windows_of,
)
from pafyll.apps.applications.services.confirmation_letters import receipt_document
from pafyll.apps.applications.services.confirming import (
    confirm_terms,
    is_untouched,
    report_not_started,
    undo_not_started,
)
from pafyll.apps.applications.services.late import ask_late
from pafyll.apps.grants.queries.cases import letters_about
from pafyll.domain.answers import Answer, Refusal
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import said, tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.confirming import ConfirmFilterForm, LateForm, NotStartedForm
from pafyll.web.owner.sheets import sheet_response
from pafyll.web.owner.shown import days_left
from pafyll.web.owner.term_sheet import terms_sheet

LANGUAGES = ("nb", "nn")


@at_owner_desk
def confirm(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Who is left and the kroner at stake. A POST confirms those who were looked over."""
    window = _window(request, chosen)
    if request.method == "POST" and window is not None:
        return _confirm(request, chosen, window)
    return render(request, "owner/confirm.html", _context(request, chosen, window, now()))


def _context(
    request: DeskRequest, chosen: Chosen, window: ConfirmationWindow | None, at: datetime
) -> dict[str, object]:
    rows = _rows(request, chosen, window)
    form = ConfirmFilterForm(request.GET, rows=rows)
    may = may_confirm(request.viewer, chosen.owner.pk, window, at) if window else None
    return {
        "chosen": chosen,
        "window": window,
        "windows": windows_of(owner=chosen.owner),
        "rows": [_row(request, row) for row in form.found(rows)],
        "form": form,
        "stakes": stakes_of(rows),
        "may": may,
        "left": days_left(window.closes_at, at) if window else "",
        "receipts": list(visible_receipts(request.viewer).filter(owner=chosen.owner)[:20]),
        "query": request.GET.urlencode(),
    }


def _row(request: DeskRequest, term: ParticipationTerm) -> dict[str, object]:
    return {
        "term": term,
        "participation": term.participation,
        "waits": term.status == TermStatus.AWAITING,
        "is_not_started": term.status == TermStatus.NOT_STARTED,
        "may_ask_late": _may_ask_late(request, term),
    }


def _may_ask_late(request: DeskRequest, term: ParticipationTerm) -> bool:
    """No query: the cases are read with the rows."""
    missed = term.status == TermStatus.NOT_CONFIRMED and not list(term.late_confirmations.all())
    return missed and term.participation.owner_id in request.viewer.ranks_for


@at_owner_desk
def confirm_file(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Exactly the found rows, in the same order, as an Excel file."""
    window = _window(request, chosen)
    if window is None:
        raise Http404
    rows = _rows(request, chosen, window)
    found = ConfirmFilterForm(request.GET, rows=rows).found(rows)
    return sheet_response(terms_sheet(found, chosen.owner, window), "bekreftelser")


@at_owner_desk
def preview(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Names, semester and kroner of those who are ticked, before anything is confirmed."""
    window = _window(request, chosen)
    if window is None:
        raise Http404
    ticked = _keys(request.GET.getlist("rad"))
    rows = [row for row in _rows(request, chosen, window) if row.pk in ticked and row.status == TermStatus.AWAITING]
    if not rows:
        messages.error(request, _("Kryss av for dem som er i gang, før du ser over."))
        return see_other(f"{_here()}?vindu={window.pk}")
    context = {
        "chosen": chosen,
        "window": window,
        "rows": rows,
        "state": sum(row.state_amount for row in rows),
        "owner_share": sum(row.owner_amount for row in rows),
        "may": may_confirm(request.viewer, chosen.owner.pk, window, now()),
    }
    return render(request, "owner/confirm_preview.html", context)


def _confirm(request: DeskRequest, chosen: Chosen, window: ConfirmationWindow) -> HttpResponse:
    ticked = sorted(_keys(request.POST.getlist("rad")))
    try:
        confirmed = confirm_terms(window=window, owner=chosen.owner, terms=ticked, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other(f"{_here()}?vindu={window.pk}")
    if confirmed.receipt is None:
        messages.info(request, _("Alle var bekreftet fra før, så ingenting er endret."))
        return see_other(f"{_here()}?vindu={window.pk}")
    text = ngettext("%(count)s deltaker er bekreftet.", "%(count)s deltakere er bekreftet.", confirmed.now)
    messages.success(request, text % {"count": confirmed.now})
    return see_other("owner:confirmed", confirmed.receipt.pk)


@at_owner_desk
def receipt(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """What was confirmed, by whom and when, with number and fingerprint. Made to be printed."""
    found = fetch(visible_receipts(request.viewer), pk, viewer=request.viewer)
    letters = list(letters_about(found.about))
    context = {
        "chosen": chosen,
        "receipt": found,
        "is_untouched": is_untouched(found),
        "letters": letters,
        "unwritten": [code for code in LANGUAGES if code not in {letter.language for letter in letters}],
    }
    return render(request, "owner/confirmed.html", context)


@require_POST
def write_receipt(request: DeskRequest, pk: int) -> HttpResponse:
    """Sets the receipt as a PDF the first time somebody asks for it in that language, and opens it."""
    found = fetch(visible_receipts(request.viewer), pk, viewer=request.viewer)
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        raise Http404
    written = receipt_document(receipt=found, by=request.user, at=now(), language=language)
    return see_other("owner:receipt_file", found.pk, written.pk)


def receipt_file(request: DeskRequest, pk: int, document: int) -> HttpResponse:
    """The receipt as the PDF that was issued."""
    found = fetch(visible_receipts(request.viewer), pk, viewer=request.viewer)
    written = letters_about(found.about).filter(pk=document).first()
    if written is None:
        raise Http404
    name = f"kvittering-{found.number}-{written.language}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(bytes(written.pdf), content_type="application/pdf", headers=headers)


@at_owner_desk
def not_started(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Says that one has not started, and why."""
    term, window = _term(request, chosen, pk)
    form = NotStartedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = tried(
            form,
            lambda: report_not_started(
                term=term, window=window, reason=given["reason"], words=given["words"], by=request.user, at=now()
            ),
        )
        if done is not None:
            messages.success(
                request, _("%(person)s er meldt som ikke startet.") % {"person": term.participation.person}
            )
            return see_other(f"{_here()}?vindu={window.pk}")
    context = {"chosen": chosen, "term": term, "window": window, "form": form, "may": _may(request, chosen, window)}
    return render(request, "owner/not_started.html", context, status=422 if form.errors else 200)


@require_POST
@at_owner_desk
def started_after_all(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Takes the report back while the window is open."""
    term, window = _term(request, chosen, pk)
    try:
        undo_not_started(term=term, window=window, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Meldingen er trukket tilbake. Semesteret venter på bekreftelse igjen."))
    return see_other(f"{_here()}?vindu={window.pk}")


@at_owner_desk
def late(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Asks to confirm after the window, with grounds."""
    term, window = _term(request, chosen, pk)
    form = LateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        grounds = form.cleaned_data["grounds"]
        if tried(form, lambda: ask_late(term=term, grounds=grounds, by=request.user, at=now())) is not None:
            messages.success(request, _("Saken er sendt til direktoratet. Dere får svar på e-post."))
            return see_other("owner:participant", term.participation_id)
    context = {
        "chosen": chosen,
        "term": term,
        "window": window,
        "form": form,
        "may": may_ask_late(request.viewer, term),
    }
    return render(request, "owner/late.html", context, status=422 if form.errors else 200)


def _may(request: DeskRequest, chosen: Chosen, window: ConfirmationWindow) -> Answer:
    return may_confirm(request.viewer, chosen.owner.pk, window, now())


def _here() -> str:
    return reverse("owner:confirm")


def _window(request: DeskRequest, chosen: Chosen) -> ConfirmationWindow | None:
    """The asked-for window among the owner's, else the one that matters now."""
    windows = windows_of(owner=chosen.owner)
    asked = request.POST.get("vindu") or request.GET.get("vindu", "")
    return next((one for one in windows if str(one.pk) == asked), None) or window_now(windows, now())


def _rows(request: DeskRequest, chosen: Chosen, window: ConfirmationWindow | None) -> list[ParticipationTerm]:
    return rows_to_confirm(viewer=request.viewer, owner=chosen.owner, window=window) if window else []


def _term(request: DeskRequest, chosen: Chosen, pk: int) -> tuple[ParticipationTerm, ConfirmationWindow]:
    mine = ParticipationTerm.objects.filter(participation__owner__in=request.viewer.ranks_for)
    term = fetch(
        mine.select_related("participation__person", "participation__round", "participation__owner"),
        pk,
        viewer=request.viewer,
    )
    window = ConfirmationWindow.objects.filter(round=term.participation.round_id, semester=term.semester).first()
    if window is None:
        raise Http404
    return term, window


def _keys(posted: list[str]) -> set[int]:
    return {int(one) for one in posted if one.isascii() and one.isdecimal() and len(one) < 10}
