"""Questionnaires: those one has, those that come ready, and beginning on a new one or a new version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.surveys.queries.surveys import own_questionnaires
from pafyll.apps.surveys.services.questionnaires import begin_questionnaire, begin_version
from pafyll.apps.surveys.services.ready import ready_questionnaires, take_ready
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import said, tried
from pafyll.web.components.surveys.desk import SurveyDesk
from pafyll.web.components.surveys.forms import HeadingForm
from pafyll.web.components.surveys.pages import askers, page, short_name


def questionnaires(request: DeskRequest, desk: SurveyDesk) -> HttpResponse:
    """One's own, and the ready ones that one has not taken over."""
    owners = askers(request)
    rows = list(own_questionnaires(request.viewer).filter(owner__in=owners).prefetch_related("versions"))
    taken = {(one.owner_id, one.code) for one in rows}
    ready = [
        (owner, found)
        for owner in owners
        for found in ready_questionnaires().values()
        if (owner.pk, found.code) not in taken
    ]
    return page(request, desk, "questionnaires", {"rows": rows, "ready": ready, "owners": owners})


@require_POST
def take(request: DeskRequest, desk: SurveyDesk, code: str) -> HttpResponse:
    """Takes a ready questionnaire over, to look through before it is used."""
    owner = next((one for one in askers(request) if str(one.pk) == request.POST.get("owner")), None)
    if owner is None or code not in ready_questionnaires():
        raise Http404
    try:
        made = take_ready(owner=owner, code=code, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other(desk.to["questionnaires"])
    return see_other(desk.to["version"], made.pk)


def new(request: DeskRequest, desk: SurveyDesk) -> HttpResponse:
    """A questionnaire from nothing."""
    owners = {str(one.pk): one for one in askers(request)}
    form = HeadingForm(request.POST or None, owners=owners.values())
    if form.is_valid():
        owner, heading = owners[form.cleaned_data["owner"]], form.value()
        facts: dict[str, Any] = {"owner": owner, "code": short_name(heading.title), "heading": heading}
        if made := tried(form, lambda: begin_questionnaire(**facts, by=request.user, at=now())):
            messages.success(request, _("Skjemaet er laget. Legg til en del, og så spørsmål."))
            return see_other(desk.to["version"], made.pk)
    return page(request, desk, "new_questionnaire", {"form": form}, status=422 if form.errors else 200)


def questionnaire(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """The versions of a questionnaire."""
    found = fetch(own_questionnaires(request.viewer), pk, viewer=request.viewer)
    rows = list(found.versions.select_related("made_by"))
    is_open = any(one.status in ("preview", "test") for one in rows)
    return page(request, desk, "questionnaire", {"questionnaire": found, "rows": rows, "is_open": is_open})


@require_POST
def begin(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """A new version, which begins as the newest one."""
    found = fetch(own_questionnaires(request.viewer), pk, viewer=request.viewer)
    made = begin_version(questionnaire=found, by=request.user, at=now())
    return see_other(desk.to["version"], made.pk)
