"""The first step: choosing what to study, in the catalogue or outside it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.queries.facts import offers_by_key
from pafyll.apps.applications.services.contents import Contents, contents_being_written
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.catalogue.queries import OfferSearch, catalogue_choices, offers_found, offers_to_compare
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.teacher.forms.application import OtherStudyForm
from pafyll.web.teacher.views.steps import answered, initial_of
from pafyll.web.teacher.writing import Page, being_written, judged_again, page_of, save, step_url

PAGE_SIZE = 8
FIELDS = ("offer_1", "offer_2", "other_study_name", "other_study_credits", "")
NOTHING_OTHER = {
    "other_study_name": "",
    "other_study_provider": "",
    "other_study_subject": "",
    "other_study_credits": None,
}


def study(request: DeskRequest, pk: int) -> HttpResponse:
    """GET shows what is chosen and what can be; POST saves a study outside the catalogue, or goes on."""
    application = being_written(request, pk)
    page = page_of(request, application, "study")
    if request.method == "POST":
        return _sent(request, application, page)
    return _shown(request, page, OtherStudyForm(initial=initial_of(page.contents)))


@require_POST
def choose(request: DeskRequest, pk: int) -> HttpResponse:
    """Puts an offer in a place, takes one out, or lets them change places."""
    application = being_written(request, pk)
    contents = contents_being_written(application)
    changes = _choice(request, application, contents)
    try:
        save(request, application, "study", changes)
    except AlreadyChanged as conflict:
        fresh = being_written(request, pk)
        return _shown(request, page_of(request, fresh, "study"), _empty_form(fresh), conflict)
    return see_other(f"{step_url(application, 'study')}#valgt")


def _choice(request: DeskRequest, application: Application, contents: Contents) -> dict[str, Any]:
    wanted, place = request.POST.get("offer", ""), request.POST.get("place", "")
    if place == "swap":
        return {"offer_1": contents.offer_2, "offer_2": contents.offer_1}
    if place not in {"offer_1", "offer_2"}:
        return {}
    if not wanted:  # taken out; a second choice moves up
        return {"offer_1": contents.offer_2, "offer_2": None} if place == "offer_1" else {"offer_2": None}
    key = int(wanted) if wanted.isdecimal() and len(wanted) < 10 else 0
    if not offers_to_compare(viewer=request.viewer, keys=[key]):
        return {}
    other = "offer_2" if place == "offer_1" else "offer_1"
    moved = {other: None} if getattr(contents, other) == key else {}
    return {place: key, **moved, **NOTHING_OTHER}


def _sent(request: DeskRequest, application: Application, page: Page) -> HttpResponse:
    form = OtherStudyForm(request.POST)
    has_other = any(request.POST.get(name) for name in NOTHING_OTHER)
    try:
        if "remove_other" in request.POST:
            save(request, application, "study", NOTHING_OTHER)
            return see_other(step_url(application, "study"))
        if has_other:
            save(request, application, "study", {"offer_1": None, "offer_2": None, **form.changes()})
    except AlreadyChanged as conflict:
        return _shown(request, page_of(request, being_written(request, application.pk), "study"), form, conflict)
    page = judged_again(page)
    shown_form = form if has_other else _empty_form(application)
    return answered(request, page, shown_form, FIELDS, has_other, lambda: _shown(request, page, shown_form))


def _shown(
    request: DeskRequest, page: Page, form: OtherStudyForm, conflict: AlreadyChanged | None = None
) -> HttpResponse:
    contents, round = page.contents, page.application.round
    asked = (request.GET.get(name, "") for name in ("q", "fag"))
    words, subject = (text[:80] for text in asked)
    search = OfferSearch(words=words, subject=subject, study_year=round.study_year)
    found = Paginator(offers_found(viewer=request.viewer, search=search), PAGE_SIZE)
    offers = offers_by_key(contents)
    subjects = catalogue_choices(viewer=request.viewer, study_year=round.study_year).subjects
    context = {
        "page": page,
        "form": form,
        "conflict": conflict,
        "now": now(),
        "first": offers.get(contents.offer_1),
        "second": offers.get(contents.offer_2),
        "chosen": {contents.offer_1, contents.offer_2},
        "proposed": _proposed(request, contents),
        "found": found.get_page(request.GET.get("side")),
        "words": words,
        "subject": subject,
        "subjects": subjects,
        "lacking": [code for code in page.applicant.lacks_in if code in subjects],
        "answers": page.judgement.answer.about(*FIELDS),
    }
    if request.htmx and request.method == "GET":
        return render(request, "teacher/study.html#results", context)
    return render(request, "teacher/study.html", context, status=_status(form, conflict))


def _proposed(request: DeskRequest, contents: Contents) -> Any:
    """The offer that the teacher came from in the catalogue, when it is not chosen yet."""
    key = request.GET.get("tilbud", "")
    if not key.isdecimal() or len(key) > 9 or int(key) in {contents.offer_1, contents.offer_2}:
        return None
    return next(iter(offers_to_compare(viewer=request.viewer, keys=[int(key)])), None)


def _empty_form(application: Application) -> OtherStudyForm:
    return OtherStudyForm(initial=initial_of(contents_being_written(application)))


def _status(form: OtherStudyForm, conflict: AlreadyChanged | None) -> int:
    if conflict:
        return 409
    return 422 if form.is_bound and form.errors else 200
