"""A recipient's pages after an award: a change, a case about paying back, and a control."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.grants.models import Award, AwardChange, AwardRecovery, Control
from pafyll.apps.grants.permissions.after_awards import (
    STANDS,
    may_answer_control,
    may_apply_for_change,
    may_comment_on_recovery,
    may_take_back_change,
)
from pafyll.apps.grants.permissions.awards import acts_for, visible_awards
from pafyll.apps.grants.queries import after_awards as queries
from pafyll.apps.grants.services import award_changing, award_recovering, controlling
from pafyll.domain.answers import require
from pafyll.domain.rules.attachments import MOST_BYTES
from pafyll.integrations.clock import now, today
from pafyll.web.components.after_awards.desk import AfterAwardDesk
from pafyll.web.components.after_awards.files import download, pdf
from pafyll.web.components.after_awards.forms import (
    ChangeApplicationForm,
    CommentsForm,
    ControlAnswerForm,
    ControlFileForm,
)
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done


def apply(request: DeskRequest, desk: AfterAwardDesk, pk: int) -> HttpResponse:
    """What should be otherwise, and why."""
    award = award_here(request, pk)
    require(may_apply_for_change(request.viewer, award))
    form = ChangeApplicationForm(request.POST or None)
    if is_done(form, lambda: award_changing.apply_for_change(award=award, wanted=form.value(), **_who(request))):
        messages.success(request, _("Søknaden er sendt. Tildelingen er som før til statsforvalteren har svart."))
        return see_other(desk.to["award"], pk)
    return page(request, desk, "apply", {"award": award, "form": form}, form)


def change(request: DeskRequest, desk: AfterAwardDesk, pk: int) -> HttpResponse:
    """What was applied for, and the answer."""
    found = _change(request, pk)
    context = {
        "change": found,
        "award": found.award,
        "may_take_back": may_take_back_change(request.viewer, found),
        "letters": queries.letters_about(found.about),
    }
    return page(request, desk, "change", context)


@require_POST
def take_back(request: DeskRequest, desk: AfterAwardDesk, pk: int) -> HttpResponse:
    """The recipient does not want it after all."""
    found = _change(request, pk)
    award_changing.take_back_change(change=found, **_who(request))
    messages.success(request, _("Søknaden er trukket tilbake."))
    return see_other(desk.to["award"], found.award_id)


def recovery(request: DeskRequest, desk: AfterAwardDesk, pk: int) -> HttpResponse:
    """Why money may be demanded back, and the comments while they may be given."""
    case = _recovery(request, pk)
    form = CommentsForm(request.POST or None)
    if is_done(form, lambda: award_recovering.comment_on_recovery(case=case, **form.cleaned_data, **_who(request))):
        messages.success(request, _("Uttalelsen er sendt. Statsforvalteren leser den før saken avgjøres."))
        return see_other(desk.to["award_recovery"], pk)
    context = {
        "case": case,
        "award": case.award,
        "form": form,
        "may": may_comment_on_recovery(request.viewer, case),
        "letters": queries.letters_about(case.about),
    }
    return page(request, desk, "recovery", context, form)


def control(request: DeskRequest, desk: AfterAwardDesk, pk: int) -> HttpResponse:
    """What is asked for, what is sent, and the result."""
    found = _control(request, pk)
    form = ControlAnswerForm(request.POST or None, initial={"answer": found.answer})
    if is_done(form, lambda: controlling.answer_control(control=found, **form.cleaned_data, **_who(request))):
        messages.success(request, _("Svaret er sendt."))
        return see_other(desk.to["award_control"], pk)
    return _control_page(request, desk, found, form, ControlFileForm())


@require_POST
def attach(request: DeskRequest, desk: AfterAwardDesk, pk: int) -> HttpResponse:
    """A file to the control."""
    found = _control(request, pk)
    form = ControlFileForm(request.POST, request.FILES)
    if is_done(form, lambda: _attach(request, found, form)):
        messages.success(request, _("Filen er lagt ved."))
        return see_other(desk.to["award_control"], pk)
    return _control_page(request, desk, found, ControlAnswerForm(initial={"answer": found.answer}), form)


def control_file(request: DeskRequest, desk: AfterAwardDesk, pk: int) -> HttpResponse:
    """The documentation as it came."""
    mine = queries.control_files_of(request.viewer, day=today())
    return download(
        fetch(mine.filter(control__award__recipient__in=acts_for(request.viewer)), pk, viewer=request.viewer)
    )


def letter(request: DeskRequest, desk: AfterAwardDesk, pk: int) -> HttpResponse:
    """A letter that followed an award, as the PDF that was issued."""
    found = queries.letter_seen(request.viewer, pk, day=today())
    if found is None:
        raise Http404
    return pdf(found)


def award_here(request: DeskRequest, pk: int) -> Award:
    """An award that stands, to somebody whom the viewer acts for; 404 otherwise."""
    rows = visible_awards(request.viewer, day=today()).filter(status__in=[one.value for one in STANDS])
    return fetch(rows.filter(recipient__in=acts_for(request.viewer)), pk, viewer=request.viewer)


def page(
    request: DeskRequest, desk: AfterAwardDesk, name: str, context: dict[str, Any], form: forms.Form | None = None
) -> HttpResponse:
    """The page in the desk's frame."""
    status = 422 if form is not None and form.errors else 200
    return render(request, f"components/after_awards/{name}.html", {**context, "to": desk.to}, status=status)


def _attach(request: DeskRequest, found: Control, form: forms.Form) -> object:
    file = form.cleaned_data["file"]
    content = file.read(MOST_BYTES + 1)
    return controlling.attach_to_control(control=found, name=file.name, content=content, **_who(request))


def _control_page(
    request: DeskRequest, desk: AfterAwardDesk, found: Control, form: forms.Form, file_form: forms.Form
) -> HttpResponse:
    context = {
        "control": found,
        "award": found.award,
        "files": found.files.defer("content"),
        "may": may_answer_control(request.viewer, found),
        "form": form,
        "file_form": file_form,
    }
    return page(request, desk, "control", context, form if form.errors else file_form)


def _change(request: DeskRequest, pk: int) -> AwardChange:
    rows = queries.changes_of(request.viewer, day=today())
    return fetch(rows.filter(award__recipient__in=acts_for(request.viewer)), pk, viewer=request.viewer)


def _recovery(request: DeskRequest, pk: int) -> AwardRecovery:
    rows = queries.recoveries_of(request.viewer, day=today())
    return fetch(rows.filter(award__recipient__in=acts_for(request.viewer)), pk, viewer=request.viewer)


def _control(request: DeskRequest, pk: int) -> Control:
    rows = queries.controls_of(request.viewer, day=today())
    return fetch(rows.filter(award__recipient__in=acts_for(request.viewer)), pk, viewer=request.viewer)


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.user, "at": now()}
