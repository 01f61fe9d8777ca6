"""Answering a survey by a secret link, without a log-in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from pafyll.apps.surveys.queries.surveys import invitation_by
from pafyll.web.components.surveys import answering
from pafyll.web.components.surveys.answering import Respondent


def survey(request: HttpRequest, token: str) -> HttpResponse:
    return answering.start(request, _who(token))


def section(request: HttpRequest, token: str, key: str) -> HttpResponse:
    return answering.section(request, _who(token), key)


def check(request: HttpRequest, token: str) -> HttpResponse:
    return answering.check(request, _who(token))


def decline(request: HttpRequest, token: str) -> HttpResponse:
    return answering.refuse(request, _who(token))


def thanks(request: HttpRequest) -> HttpResponse:
    return answering.thanks(request)


def _who(token: str) -> Respondent:
    found = invitation_by(token)
    if found is None:
        raise Http404
    return Respondent(found, "public", token)
