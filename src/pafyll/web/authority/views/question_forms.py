"""The editor of a form: its versions, its questions, trying it as an owner would, and taking it into use."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.forums.models import FormVersion
from pafyll.apps.forums.queries.needs import own_scheme_years
from pafyll.apps.forums.services.forms import begin_form, change_form, form_to_copy, move_form
from pafyll.apps.forums.services.sending_needs import bodies_to_choose
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.needs_notification import FormVersionStatus
from pafyll.domain.rules.questions import Kind
from pafyll.domain.rules.questions.editing import (
    differences,
    with_new_section,
    with_question,
)
from pafyll.integrations.clock import now
from pafyll.web.authority.views.needs_notifications import own_year
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.question_editing import (
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

# Where the list of questions leads, by what it is.
TO = {
    "change": "authority:change_form",
    **{one: f"authority:{one}" for one in ("edit_question", "new_question", "edit_section", "new_section")},
}


def versions(request: DeskRequest, pk: int) -> HttpResponse:
    """The versions of a scheme year's form, and what a new one would begin as."""
    year = own_year(request, pk)
    rows = list(year.forms.select_related("made_by"))
    is_open = any(one.status in ("preview", "test") for one in rows)
    context = {"year": year, "rows": rows, "is_open": is_open, "source": form_to_copy(year)}
    return render(request, "authority/form_versions.html", context)


@require_POST
def begin(request: DeskRequest, pk: int) -> HttpResponse:
    """A version to work on."""
    made = begin_form(scheme_year=own_year(request, pk), by=request.user, at=now())
    return see_other("authority:form_version", made.pk)


def _version(request: DeskRequest, pk: int) -> FormVersion:
    rows = FormVersion.objects.filter(scheme_year__in=own_scheme_years(request.viewer))
    return fetch(
        rows.select_related("scheme_year__governor", "copied_from__scheme_year", "made_by"), pk, viewer=request.viewer
    )


def version(request: DeskRequest, pk: int) -> HttpResponse:
    """One version: every question with what can be done with it, and what is different from the one it began as."""
    found = _version(request, pk)
    source = found.copied_from
    context = {
        "version": found,
        "year": found.scheme_year,
        "parts": [(one, [with_condition(found.form, q) for q in one.questions]) for one in found.form.sections],
        "is_open": found.status == FormVersionStatus.PREVIEW,
        "to": TO,
        "source": source,
        "differences": differences(source.form, found.form) if source else [],
        "answered": found.needs.count(),
    }
    return render(request, "authority/form_version.html", context)


@require_POST
def change(request: DeskRequest, pk: int) -> HttpResponse:
    """Moves or removes a question or a part, and moves the form itself."""
    found, do, key = _version(request, pk), request.POST.get("do", ""), request.POST.get("key", "")
    act = change_of(do, key)
    try:
        if act is not None:
            change_form(version=found, seen=seen_in(request), change=act, by=request.user, at=now())
        elif do in ("test", "preview", "live"):
            move_form(version=found, to=FormVersionStatus(do), by=request.user, at=now())  # type: ignore[call-arg]
            messages.success(request, _("Skjemaet er nå: {status}.").format(status=found.get_status_display()))
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other("authority:form_version", pk)


def question(request: DeskRequest, pk: int, key: str = "") -> HttpResponse:
    """A question to change, or a new one."""
    found = _version(request, pk)
    standing = standing_in(found.form.question, key)
    form = QuestionEditForm(request.POST or None, form=found.form, question=standing)
    if form.is_valid():
        section = form.cleaned_data["section"]
        done = tried(
            form, lambda: _changed(request, found, lambda old: with_question(old, form.value(), section=section))
        )
        if done:
            messages.success(request, _("Spørsmålet er lagret."))
            return see_other("authority:form_version", pk)
    context = {"version": found, "form": form, "question": standing}
    return render(request, "authority/form_question.html", context, status=422 if form.errors else 200)


def section(request: DeskRequest, pk: int, key: str = "") -> HttpResponse:
    """The head of a part to change, or a new part."""
    found = _version(request, pk)
    standing = standing_in(found.form.section, key)
    form = SectionHeadForm(request.POST or None, form=found.form, section=standing)
    if is_done(form, lambda: _changed(request, found, lambda old: with_new_section(old, form.value()))):
        messages.success(request, _("Delen er lagret."))
        return see_other("authority:form_version", pk)
    context = {"version": found, "form": form, "section": standing}
    return render(request, "authority/form_section.html", context, status=422 if form.errors else 200)


def _changed(request: DeskRequest, found: FormVersion, act: Change) -> FormVersion:
    return change_form(version=found, seen=seen_in(request), change=act, by=request.user, at=now())


def try_out(request: DeskRequest, pk: int) -> HttpResponse:
    """The form as an owner meets it. What is written here is judged, and nothing is kept."""
    found = _version(request, pk)
    posted = request.POST if request.method == "POST" else None
    among = {one.among for one in found.form if one.kind is Kind.PARTNERS}
    forms, missing = tried_out(found.form, posted, {one: list(bodies_to_choose(one)) for one in among})
    parts = list(zip(found.form.sections, forms, strict=True))
    context = {"version": found, "parts": parts, "missing": missing, "is_tried": posted is not None}
    return render(request, "authority/form_try.html", context)
