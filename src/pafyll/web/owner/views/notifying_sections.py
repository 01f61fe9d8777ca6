"""Writing a need part by part: saved as one writes, or with the button; and the files of its questions."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.forums.models import NeedsNotification
from pafyll.apps.forums.services.needs import mark_of, save_answers
from pafyll.apps.forums.services.needs_files import attach_to_need, take_out_of_need
from pafyll.apps.forums.services.sending_needs import bodies_to_choose
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.questions import Judged, Kind, Section, asked
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.need_files import need_file
from pafyll.web.components.question_form import SectionForm
from pafyll.web.components.refusing import said
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.views.notifying import own_need


@at_owner_desk
def section(request: DeskRequest, chosen: Chosen, pk: int, key: str) -> HttpResponse:
    """One part of the form. Saved as one writes; without JavaScript with the button, which also goes on."""
    need = own_need(request, chosen, pk, to_edit=True)
    part = need.form.form.section(key)
    if part is None:
        raise Http404
    if request.method != "POST":
        return _page(request, chosen, need, part, _form(need, part))
    form = _form(need, part, given=request.POST)
    if request.htmx:
        return _saved_meanwhile(request, need, part, form)
    found = _save(request, need, part, form)
    if found.faults:
        form.show_faults(found)
        return _page(request, chosen, need, part, form, status=422)
    if _asks_more(need, part, form):
        messages.success(request, _("Svarene er lagret. Svaret ditt gir flere spørsmål her."))
        return see_other("owner:notification_section", pk, key)
    messages.success(request, _("Svarene er lagret."))
    return _go_on(request, need, part)


def _form(need: NeedsNotification, part: Section, given: Any = None) -> SectionForm:
    among = {one.among for one in part.questions if one.kind is Kind.PARTNERS}
    county = need.owner.county_code
    bodies = {one: list(bodies_to_choose(one)) for one in among}
    if "owner" in bodies:
        bodies["owner"] = [one for one in bodies["owner"] if one.county_code == county]
    return SectionForm(part, form=need.form.form, answers=need.answers, bodies=bodies, given=given)


def _save(request: DeskRequest, need: NeedsNotification, part: Section, form: SectionForm) -> Judged:
    return save_answers(
        need=need,
        section=part,
        given=form.given(),
        seen=request.POST.get("seen", ""),
        key=request.POST.get("key", "")[:32],
        by=request.user,
        at=now(),
    )


def _saved_meanwhile(request: DeskRequest, need: NeedsNotification, part: Section, form: SectionForm) -> HttpResponse:
    """What stands under the form after it was saved by itself."""
    try:
        found = _save(request, need, part, form)
    except AlreadyChanged:
        return render(request, "owner/notification_section.html#saved", {"conflict": True}, status=409)
    unread = [one.label for one in form.shown if one.key in found.faults]
    context = {"unread": unread, "more": _asks_more(need, part, form), "saved_at": now()}
    return render(request, "owner/notification_section.html#saved", context)


def _asks_more(need: NeedsNotification, part: Section, form: SectionForm) -> bool:
    """Whether the answers have opened a question of this part that the page did not show."""
    shown = {one.key for one in form.shown}
    now_asked = {one.key for one in asked(need.form.form, need.answers) if one.kind is not Kind.ATTACHMENT}
    return any(one.key in now_asked and one.key not in shown for one in part.questions)


def _page(
    request: DeskRequest, chosen: Chosen, need: NeedsNotification, part: Section, form: SectionForm, status: int = 200
) -> HttpResponse:
    sections = need.form.form.sections
    files = need.files.filter(removed_at=None).defer("content")
    questions = [one for one in part.questions if one.kind is Kind.ATTACHMENT]
    context = {
        "chosen": chosen,
        "need": need,
        "part": part,
        "form": form,
        "steps": [(one.key, _(one.title), "") for one in sections],
        "is_last": part == sections[-1],
        "seen": mark_of(part, need.answers),
        "key": request.POST.get("key", "")[:32] or secrets.token_hex(8),
        "attachments": [(one, [file for file in files if file.question == one.key]) for one in questions],
    }
    return render(request, "owner/notification_section.html", context, status=status)


def _go_on(request: DeskRequest, need: NeedsNotification, part: Section) -> HttpResponse:
    sections = need.form.form.sections
    at = sections.index(part) + 1
    if request.POST.get("do") == "save":
        return see_other("owner:notification", need.pk)
    if at < len(sections):
        return see_other("owner:notification_section", need.pk, sections[at].key)
    return see_other("owner:check_notification", need.pk)


@require_POST
@at_owner_desk
def attach(request: DeskRequest, chosen: Chosen, pk: int, key: str) -> HttpResponse:
    """One more file to the question."""
    need = own_need(request, chosen, pk, to_edit=True)
    part = need.form.form.section_of(key)
    if part is None:
        raise Http404
    file = request.FILES.get("file")
    try:
        if file is None:
            messages.error(request, _("Velg en fil først."))
        else:
            name, content = file.name or "", file.read()
            attach_to_need(need=need, question=key, name=name, content=content, by=request.user, at=now())
            messages.success(request, _("Vedlegget er lagt til."))
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other("owner:notification_section", pk, part.key)


@require_POST
@at_owner_desk
def take_out(request: DeskRequest, chosen: Chosen, pk: int, attachment: int) -> HttpResponse:
    """Takes a file out of the need."""
    need = own_need(request, chosen, pk, to_edit=True)
    found = need.files.filter(pk=attachment, removed_at=None).first()
    part = need.form.form.section_of(found.question) if found else None
    if found is None or part is None:
        raise Http404
    take_out_of_need(attachment=found, by=request.user, at=now())
    messages.success(request, _("Vedlegget er tatt ut."))
    return see_other("owner:notification_section", pk, part.key)


@at_owner_desk
def file(request: DeskRequest, chosen: Chosen, pk: int, attachment: int) -> HttpResponse:
    """A file of the need."""
    return need_file(own_need(request, chosen, pk).files.filter(pk=attachment).first())
