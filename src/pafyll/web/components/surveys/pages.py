"""What the pages for asking have in common: who asks, and how a page is shown at a desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import QuestionnaireVersion, Survey
from pafyll.apps.surveys.permissions import asks_for
from pafyll.apps.surveys.queries.surveys import own_surveys, own_versions
from pafyll.domain.answers import no, require, yes
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.surveys.desk import SurveyDesk


def page(
    request: DeskRequest, desk: SurveyDesk, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """components/surveys/<name>.html with the desk's own addresses."""
    return render(request, f"components/surveys/{name}.html", {"to": desk.to, **context}, status=status)


def askers(request: DeskRequest) -> list[Organisation]:
    """The organisations that the viewer asks for, by name. Raises Refusal for somebody who asks for none."""
    keys = asks_for(request.viewer)
    found = {one.organisation.pk: one.organisation for one in request.viewer.grants if one.organisation.pk in keys}
    answer = yes() if found else no("asks_nobody", "Undersøkelser er for direktoratet og tilbyderne.")
    require(answer)
    return sorted(found.values(), key=lambda one: one.name)


def survey_here(request: DeskRequest, pk: int) -> Survey:
    """A survey of those whom the viewer asks for."""
    return fetch(own_surveys(request.viewer), pk, viewer=request.viewer)


def version_here(request: DeskRequest, pk: int) -> QuestionnaireVersion:
    """A version of a questionnaire of those whom the viewer asks for."""
    return fetch(own_versions(request.viewer), pk, viewer=request.viewer)


def short_name(title: str) -> str:
    """The title as a short name for addresses and files."""
    return slugify(title.replace("ø", "o").replace("æ", "ae").replace("Ø", "o"))[:40].strip("-") or "skjema"
