"""A granted place: what happens next, the semesters, and reporting a change with its effect in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import ConfirmationWindow, Participation
from pafyll.apps.applications.queries.admission import my_admissions
from pafyll.apps.applications.queries.participations import my_participations
from pafyll.apps.documents.models import Document
from pafyll.apps.grants.models import Change
from pafyll.apps.grants.permissions.changes import TEACHERS_KINDS, may_report, may_take_back
from pafyll.apps.grants.queries.cases import TermOnPage, changes_of, letters_about, terms_on_page, visible_changes
from pafyll.apps.grants.queries.history import history_on_page
from pafyll.apps.grants.services.changing import report_change, take_back
from pafyll.apps.grants.services.letters import change_letter
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.rules.changes import CHANGES, ChangeKind, goes_on_after, is_time_for
from pafyll.integrations.clock import now
from pafyll.web.components.change_page import change_page
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import said, tried

LANGUAGES = ("nb", "nn")


@dataclass(frozen=True)
class Next:
    """A semester that waits, and between which days the owner confirms it."""

    semester: str
    opens_at: datetime
    closes_at: datetime
    is_open: bool


def studying(request: DeskRequest, pk: int) -> HttpResponse:
    """My study: what happens next, the dates, what has happened, and what I may report."""
    one = _mine(request, pk)
    terms, changes = terms_on_page(one), list(changes_of(one))
    context = {
        "participation": one,
        "terms": terms,
        "coming": _coming(one, terms, now()),
        "changes": [(change, bool(may_take_back(request.viewer, change))) for change in changes],
        "letters": [(letter, int(letter.about.partition(":")[2])) for letter in _letters(changes)],
        "languages": LANGUAGES,
        "admission": my_admissions(viewer=request.viewer).filter(participation=one).first(),
        "may": may_report(request.viewer, one),
        "kinds": [(kind, CHANGES[kind]) for kind in TEACHERS_KINDS if is_time_for(kind, one.status)],
        "goes_on": bool(one.offer and goes_on_after(one.offer.semesters, len(terms))),
        "history": history_on_page(one, terms, []),
    }
    return render(request, "teacher/studying.html", context)


def report(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    """GET: the form, and with answers in the address what it means in plain words. POST: tells the owner."""
    if kind not in {one.value for one in TEACHERS_KINDS}:
        raise Http404
    one = _mine(request, pk)
    page = change_page(one, ChangeKind(kind), request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and page.effect is not None:
        wanted = page.form.value()
        made = tried(page.form, lambda: report_change(participation=one, wanted=wanted, by=request.user, at=now()))
        if made is not None:
            messages.success(request, _("Skoleeieren har fått meldingen. Ingenting er endret før skoleeieren svarer."))
            return see_other("teacher:studying", one.pk)
    context = {"participation": one, "page": page, "may": may_report(request.viewer, one)}
    return render(request, "teacher/report.html", context, status=422 if page.form.errors else 200)


@require_POST
def take_back_report(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes my report back before the owner has acted."""
    change = _change(request, pk)
    try:
        take_back(change=change, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Meldingen er trukket tilbake. Studiet går som før."))
    return see_other("teacher:studying", change.participation_id)


@require_POST
def write_change_letter(request: DeskRequest, pk: int) -> HttpResponse:
    """Sets the letter with the decision on my change the first time I ask for it, and opens it."""
    change, language = _change(request, pk), request.POST.get("language", "")
    if change.decision is None or language not in LANGUAGES:
        raise Http404
    written = change_letter(change=change, by=request.user, at=now(), language=language)
    return see_other("teacher:change_file", change.pk, written.pk)


def change_file(request: DeskRequest, pk: int, document: int) -> HttpResponse:
    """The letter about my change, as the PDF that was issued."""
    found = letters_about(_change(request, pk).about).filter(pk=document).first()
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="endring-{found.pk}-{found.language}.pdf"'}
    return HttpResponse(bytes(found.pdf), content_type="application/pdf", headers=headers)


def _letters(changes: list[Change]) -> list[Document]:
    return list(letters_about(*(change.about for change in changes)))


def _mine(request: DeskRequest, pk: int) -> Participation:
    return fetch(my_participations(viewer=request.viewer), pk, viewer=request.viewer)


def _change(request: DeskRequest, pk: int) -> Change:
    mine = visible_changes(request.viewer).filter(participation__person=request.viewer.person)
    return fetch(mine, pk, viewer=request.viewer)


def _coming(one: Participation, terms: list[TermOnPage], at: datetime) -> list[Next]:
    windows = {window.semester: window for window in ConfirmationWindow.objects.filter(round=one.round_id)}
    waiting = [row.term for row in terms if row.term.status == TermStatus.AWAITING and row.term.semester in windows]
    return [
        Next(
            term.semester,
            windows[term.semester].opens_at,
            windows[term.semester].closes_at,
            windows[term.semester].opens_at <= at < windows[term.semester].closes_at,
        )
        for term in waiting
    ]
