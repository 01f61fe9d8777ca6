"""What the API says when something cannot be done: RFC 9457, with the field and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, ValidationError

from pafyll.api.v1.faults import fault_of
from pafyll.apps.applications.services.admission_at_once import FaultyMoves
from pafyll.apps.casework.services import Refusal
from pafyll.apps.forums.services.needs_at_once import FaultyAnswers
from pafyll.domain.answers import Answer, no

MEDIA_TYPE = "application/problem+json"
MOST_FAULTS = 50
NOT_ALLOWED = {
    "not_directorate",
    "not_your_owner",
    "not_a_recipient",
    "not_your_study",
    "disqualified",
    "not_logged_in",
    "scope_missing",
    "not_your_token",
}


class Precondition(Refusal):
    """What the caller built on is not what stands any longer (412)."""


class Fault(Schema):
    """One field that must be put right."""

    field: str
    code: str
    detail: str
    remedy: str = ""


class Problem(Schema):
    """The body of every answer from 400 on. code is stable; detail and remedy are sentences to the reader."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    remedy: str = ""
    law: str = ""
    field: str = ""
    errors: list[Fault] = []


def tell_problems_of(api: NinjaAPI) -> None:
    """Every exception that a caller may cause becomes a problem."""
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    answer = refusal.answer
    faults = refusal.faults if isinstance(refusal, FaultyAnswers | FaultyMoves) else {}
    errors = [_fault(field, one) for field, one in faults.items()]
    return problem(_status(refusal, bool(faults)), answer, errors)


def _status(refusal: Refusal, has_faults: bool) -> int:
    if isinstance(refusal, Precondition):
        return 412
    if refusal.answer.code in NOT_ALLOWED:
        return 403
    return 422 if has_faults or refusal.answer.field else 409


def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The body or the address has another shape than the description says."""
    faults = [fault_of(one) for one in error.errors[:MOST_FAULTS]]
    errors = [_fault(one.field, one) for one in faults]
    text = "Forespørselen har ikke den formen som beskrivelsen av API-et sier."
    remedy = "Rett feltene som er nevnt, og send på nytt."
    return problem(422, no("not_understood", text, remedy=remedy, field=faults[0].field if faults else ""), errors)


def _not_logged_in(request: HttpRequest, error: Exception) -> HttpResponse:
    remedy = "Send en nøkkel i hodet Authorization: Bearer, eller logg inn."
    response = problem(401, no("not_logged_in", "Du er ikke logget inn.", remedy=remedy))
    response["WWW-Authenticate"] = "Bearer"
    return response


NOT_FOUND = no("not_found", "Vi finner ikke dette.", remedy="Se etter om adressen er rett.")
NOT_THAT_WAY = no("method_not_allowed", "Adressen kan ikke brukes slik.", remedy="Hodet Allow sier hvordan.")
OUR_FAULT = no("our_fault", "Noe gikk galt hos oss. Ingenting er lagret.", remedy="Prøv igjen om litt.")
BAD_CALL = no("not_understood", "Forespørselen kan ikke leses.", remedy="Se hvordan den skal være, i openapi.json.")


def _not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(404, NOT_FOUND)


def as_problem(response: HttpResponse) -> HttpResponse:
    """Another part's no as a problem, with its heads: an unknown address, a method that is not taken, our own fault."""
    if response.status_code < 400 or response.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    otherwise = OUR_FAULT if response.status_code >= 500 else BAD_CALL
    told = problem(response.status_code, {404: NOT_FOUND, 405: NOT_THAT_WAY}.get(response.status_code, otherwise))
    if "Allow" in response:
        told["Allow"] = response["Allow"]
    return told


def _as_said(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 403:
        remedy = "Send verdien av informasjonskapselen {cookie} i hodet X-CSRFToken."
        named = {"cookie": settings.CSRF_COOKIE_NAME}
        return problem(403, no("csrf", "Forespørselen mangler beskyttelse mot forfalskning.", remedy=remedy, **named))
    remedy = "Send JSON, med hodet Content-Type: application/json."
    return problem(error.status_code, no("not_understood", "Forespørselen kan ikke leses som JSON.", remedy=remedy))


HANDLERS: dict[type[Exception], Any] = {
    Refusal: _refused,
    ValidationError: _not_understood,
    AuthenticationError: _not_logged_in,
    AuthorizationError: _not_logged_in,
    Http404: _not_found,
    HttpError: _as_said,
}


def _fault(field: str, answer: Answer) -> dict[str, str]:
    return {
        "field": field,
        "code": answer.code,
        "detail": said(answer, answer.text),
        "remedy": said(answer, answer.remedy),
    }


def said(answer: Answer, template: str) -> str:
    """A sentence of the answer in the reader's language, filled with its facts."""
    return _(template).format_map(_facts(answer.facts)) if template else ""


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(fact) for name, fact in facts.items()}


def problem(status: int, answer: Answer, errors: Iterable[Mapping[str, str]] = ()) -> HttpResponse:
    """The answer as a problem."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": answer.code,
        "detail": said(answer, answer.text),
        "remedy": said(answer, answer.remedy),
        "law": answer.law,
        "field": answer.field,
        "errors": list(errors),
    }
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
