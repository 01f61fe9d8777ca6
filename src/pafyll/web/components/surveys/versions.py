"""A version of a questionnaire: its questions, its nynorsk, trying it, and taking it into use."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.surveys.models import QuestionnaireVersion
from pafyll.apps.surveys.permissions import may_write
from pafyll.apps.surveys.services.questionnaires import change_version, may_go_live, move_version, word_version
from pafyll.domain.answers import Refusal, require
from pafyll.domain.lifecycles.survey import QuestionnaireVersionStatus
from pafyll.domain.rules.questions.editing import differences, with_new_section, with_question
from pafyll.domain.surveys.languages import wordings
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.question_editing import (
    SURVEY_KINDS,
    Change,
    QuestionEditForm,
    SectionHeadForm,
    change_of,
    seen_in,
    standing_in,
    with_condition,
)
from pafyll.web.components.question_form import tried_out
from pafyll.web.components.refusing import is_done, said, tried
from pafyll.web.components.surveys.desk import SurveyDesk
from pafyll.web.components.surveys.forms import WordsForm
from pafyll.web.components.surveys.pages import page, version_here

MOVES = ("test", "preview", "live")


def version(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """Every question with what can be done with it, and what is different from the version it began as."""
    found = version_here(request, pk)
    source = found.copied_from
    context = {
        "version": found,
        "parts": [(one, [with_condition(found.form, q) for q in one.questions]) for one in found.form.sections],
        "is_open": found.status == QuestionnaireVersionStatus.PREVIEW,
        "source": source,
        "differences": differences(source.form, found.form) if source else [],
        "may_go_live": may_go_live(found),
        "used_by": list(found.surveys.all()),
    }
    return page(request, desk, "version", context)


@require_POST
def change(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """Moves or removes a question or a part, and moves the version itself."""
    found, do = version_here(request, pk), request.POST.get("do", "")
    act = change_of(do, request.POST.get("key", ""))
    try:
        if act is not None:
            _changed(request, found, act)
        elif do in MOVES:
            move_version(version=found, to=QuestionnaireVersionStatus(do), by=request.user, at=now())  # type: ignore[call-arg]
            messages.success(request, _("Skjemaet er nå: {status}.").format(status=_(found.get_status_display())))
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other(desk.to["version"], pk)


def question(request: DeskRequest, desk: SurveyDesk, pk: int, key: str = "") -> HttpResponse:
    """A question to change, or a new one."""
    found = version_here(request, pk)
    require(may_write(request.viewer, found))
    standing = standing_in(found.form.question, key)
    form = QuestionEditForm(request.POST or None, form=found.form, question=standing, kinds=SURVEY_KINDS)
    if form.is_valid():
        place = form.cleaned_data["section"]
        if tried(form, lambda: _changed(request, found, lambda old: with_question(old, form.value(), section=place))):
            messages.success(request, _("Spørsmålet er lagret."))
            return see_other(desk.to["version"], pk)
    context = {"version": found, "form": form, "question": standing}
    return page(request, desk, "question", context, status=422 if form.errors else 200)


def section(request: DeskRequest, desk: SurveyDesk, pk: int, key: str = "") -> HttpResponse:
    """The head of a part to change, or a new part."""
    found = version_here(request, pk)
    require(may_write(request.viewer, found))
    standing = standing_in(found.form.section, key)
    form = SectionHeadForm(request.POST or None, form=found.form, section=standing)
    if is_done(form, lambda: _changed(request, found, lambda old: with_new_section(old, form.value()))):
        messages.success(request, _("Delen er lagret."))
        return see_other(desk.to["version"], pk)
    context = {"version": found, "form": form, "section": standing}
    return page(request, desk, "section", context, status=422 if form.errors else 200)


def words(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """The nynorsk of every text."""
    found = version_here(request, pk)
    require(may_write(request.viewer, found))
    texts = list(wordings(found.form))
    initial = {f"t{number}": found.words.get(one.place, "") for number, one in enumerate(texts)}
    form = WordsForm(request.POST or None, wordings=texts, initial=initial)
    if is_done(
        form,
        lambda: word_version(version=found, seen=seen_in(request), words=form.value(), by=request.user, at=now()),
    ):
        messages.success(request, _("Nynorsken er lagret."))
        return see_other(desk.to["version"], pk)
    return page(request, desk, "words", {"version": found, "form": form}, status=422 if form.errors else 200)


def try_out(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """The questionnaire as people meet it, in the language of the page. What is written here is not kept."""
    found = version_here(request, pk)
    shown = found.form_in(get_language() or "nb")
    posted = request.POST if request.method == "POST" else None
    forms, missing = tried_out(shown, posted, {})
    parts = list(zip(shown.sections, forms, strict=True))
    context = {"version": found, "parts": parts, "missing": missing, "is_tried": posted is not None}
    return page(request, desk, "try", context)


def _changed(request: DeskRequest, found: QuestionnaireVersion, act: Change) -> QuestionnaireVersion:
    return change_version(version=found, seen=seen_in(request), change=act, by=request.user, at=now())
