"""The steps in the middle, and saving while one writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.queries.facts import must_travel, offers_by_key, wish_of
from pafyll.apps.applications.queries.teacher import rates_of
from pafyll.apps.applications.services.contents import Contents
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.tags.formats import t
from pafyll.web.teacher.forms.application import MotivationForm, OtherStudyForm, PartForm, SchemeForm
from pafyll.web.teacher.writing import Page, being_written, judged_again, page_of, save

SCHEME_FIELDS = ("school", "semesters", "scheme_1", "scheme_2", "travel_1", "travel_2")


def scheme(request: DeskRequest, pk: int) -> HttpResponse:
    """Which scheme, which part of the year, and what travel costs."""
    return _step(request, pk, "scheme", SCHEME_FIELDS)


def motivation(request: DeskRequest, pk: int) -> HttpResponse:
    """Why the study is needed."""
    return _step(request, pk, "motivation", ("motivation",))


@require_POST
def autosave(request: DeskRequest, pk: int, step: str) -> HttpResponse:
    """Saves what can be read, and answers with when it was saved and what the rules say about it now."""
    if step not in {"study", "scheme", "motivation"}:
        raise Http404
    request.has_same_tasks = True  # a draft is a draft
    if step == "motivation":
        return _motivation_saved(request, being_written(request, pk, alone=True))
    application = being_written(request, pk)
    page = page_of(request, application, step)
    form = form_of(page, data=request.POST)
    conflict = None
    try:
        if changes := _meant(step, form):
            save(request, application, step, changes)
    except AlreadyChanged as caught:
        conflict = caught
    page = judged_again(page)
    fields = (*form.fields, "offer_1", "offer_2", "") if step == "study" else (*form.fields, "scheme_2")
    answers = {"page": page, "answers": page.judgement.answer.about(*fields)}
    return _saved(request, application, form, conflict, answers)


def _motivation_saved(request: DeskRequest, application: Application) -> HttpResponse:
    """The rules do not read the motivation: what they say stands on the page as it is, and nothing is asked for it."""
    form, conflict = MotivationForm(request.POST), None
    try:
        save(request, application, "motivation", form.changes())
    except AlreadyChanged as caught:
        conflict = caught
    return _saved(request, application, form, conflict)


def _saved(
    request: DeskRequest,
    application: Application,
    form: PartForm,
    conflict: AlreadyChanged | None,
    answers: dict[str, Any] | None = None,
) -> HttpResponse:
    """answers is what the rules say now, None when it is as before."""
    unread = [form[name].label for name in form.errors if request.POST.get(name)]
    context = {"application": application, "now": now(), "conflict": conflict, "unread": unread}
    return render(request, "teacher/parts/autosaved.html", {**context, **(answers or {})})


def _meant(step: str, form: PartForm) -> dict[str, Any]:
    """The changes; a study outside the catalogue counts from when something is written, and takes the offers' place."""
    changes = form.changes()
    if step != "study":
        return changes
    return {"offer_1": None, "offer_2": None, **changes} if any(changes.values()) else {}


def form_of(page: Page, data: Any = None) -> PartForm:
    """The step's form, filled with what is written or with what came in."""
    initial = initial_of(page.contents)
    if page.step == "study":
        return OtherStudyForm(data, initial=initial)
    if page.step == "motivation":
        return MotivationForm(data, initial=initial)
    at_hand = (page.application.offer_1, page.application.offer_2)
    wish = wish_of(page.contents, page.application.round, at_hand)
    travel_to = _travel_to(page.contents, at_hand)
    return SchemeForm(data, initial=initial, applicant=page.applicant, studies=list(wish.studies), travel_to=travel_to)


def _travel_to(contents: Contents, at_hand: Sequence[StudyOffer | None]) -> tuple[str, str]:
    """The names of the chosen studies that one must travel to."""
    offers = offers_by_key(contents, at_hand)
    first, second = offers.get(contents.offer_1), offers.get(contents.offer_2)
    names = [offer.programme.name if offer and must_travel(offer) else "" for offer in (first, second)]
    return names[0] or contents.other_study_name, names[1]


def initial_of(contents: Contents) -> dict[str, Any]:
    """The contents as the forms' fields begin. Travel of nothing is an empty field."""
    values = asdict(contents)
    return {
        **values,
        "scheme_1": " ".join(contents.schemes),
        "travel_1": contents.travel_1 or None,
        "travel_2": contents.travel_2 or None,
    }


def answered(
    request: DeskRequest,
    page: Page,
    form: PartForm,
    fields: Sequence[str],
    check: bool,
    show: Callable[[], HttpResponse],
) -> HttpResponse:
    """After a save: home when that was asked for, back with the errors when there are any, else on to the next step."""
    if "later" in request.POST:
        messages.success(request, _("Kladden er lagret. Du finner den her til fristen går ut."))
        return see_other("teacher:home")
    if check and form.errors:
        return show()
    for no in page.judgement.obstacles:
        if no.field in fields and no.field:
            form.add_error(no.field if no.field in form.fields else None, f"{t(no)} {t(no.remedy)}")
    if form.errors and form.is_bound:
        return show()
    return see_other(page.next_url)


def _step(request: DeskRequest, pk: int, step: str, fields: Sequence[str]) -> HttpResponse:
    application = being_written(request, pk)
    page = page_of(request, application, step)
    if request.method != "POST":
        return _shown(request, page, form_of(page), fields)
    form = form_of(page, data=request.POST)
    try:
        save(request, application, step, form.changes())
    except AlreadyChanged as conflict:
        return _shown(request, page_of(request, being_written(request, pk), step), form, fields, conflict)
    page = judged_again(page)
    return answered(request, page, form, fields, True, lambda: _shown(request, page, form, fields))


def _shown(
    request: DeskRequest, page: Page, form: PartForm, fields: Sequence[str], conflict: AlreadyChanged | None = None
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "conflict": conflict,
        "now": now(),
        "answers": page.judgement.answer.about(*fields),
        "rates": list(rates_of(page.application.round, "scholarship")) if page.step == "scheme" else [],
        "back_url": page.previous_url or reverse("teacher:home"),
    }
    status = 409 if conflict else 422 if form.is_bound and form.errors else 200
    return render(request, f"teacher/{page.step}.html", context, status=status)
