"""What the teacher is asked: her own surveys, and answering one of them by her log-in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.surveys.queries.surveys import asked_of_me, waiting_for_me
from pafyll.integrations.clock import today
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.surveys import answering
from pafyll.web.components.surveys.answering import Respondent


def surveys(request: DeskRequest) -> HttpResponse:
    """Those that wait for an answer, and those that were."""
    waiting = waiting_for_me(request.viewer, today())
    keys = {one.pk for one in waiting}
    earlier = [one for one in asked_of_me(request.viewer) if one.pk not in keys]
    return render(request, "teacher/surveys.html", {"waiting": waiting, "earlier": earlier})


def survey(request: DeskRequest, pk: int) -> HttpResponse:
    return answering.start(request, _me(request, pk))


def section(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    return answering.section(request, _me(request, pk), key)


def check(request: DeskRequest, pk: int) -> HttpResponse:
    return answering.check(request, _me(request, pk))


def decline(request: DeskRequest, pk: int) -> HttpResponse:
    return answering.refuse(request, _me(request, pk))


def thanks(request: DeskRequest) -> HttpResponse:
    return answering.thanks(request)


def _me(request: DeskRequest, pk: int) -> Respondent:
    found = fetch(asked_of_me(request.viewer), pk, viewer=request.viewer)
    return Respondent(found, "teacher", found.pk)
