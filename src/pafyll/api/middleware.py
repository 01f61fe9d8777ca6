"""In front of every version of the API: who calls, how often, and an answer that is given again to the same call."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from pafyll.api.leaving import tell_of_leaving
from pafyll.api.v1.problems import as_problem, problem
from pafyll.apps.accounts.senders import sender_of
from pafyll.apps.casework.services import Refusal, record
from pafyll.apps.connections.models import AccessToken, KeptAnswer
from pafyll.apps.connections.services.calls import answer_under, count_call, digest_of_call, keep_answer
from pafyll.apps.connections.services.maskinporten import access_with, looks_like_one
from pafyll.apps.connections.services.tokens import note_use, token_with
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, no
from pafyll.integrations.clock import machine_now, now, today

UNDER = "/api/"
BEARER = "Bearer "
KEY = re.compile(r"[\x21-\x7e]{1,100}")
READING = {"GET", "HEAD", "OPTIONS"}
PASSING = {401, 403}

BAD_TOKEN = no(
    "token_not_valid",
    "Nøkkelen er ukjent, utløpt eller trukket tilbake, eller den som laget den, har ikke rollen lenger.",
    remedy="Lag en ny nøkkel i Påfyll, og send den i hodet Authorization: Bearer.",
)
BAD_KEY = no(
    "bad_idempotency_key",
    "Idempotency-Key må være 1 til 100 tegn uten mellomrom.",
    remedy="Bruk for eksempel en UUID, ny for hvert nytt kall.",
    field="Idempotency-Key",
)
NOT_SAFE = no(
    "not_over_https",
    "API-et svarer bare over HTTPS.",
    remedy="Bruk https:// i adressen. Sendte du en nøkkel, kan den være lest underveis: lag en ny.",
)
OTHER_CALL = no(
    "key_used_for_another_call",
    "Denne Idempotency-Key er brukt til et annet kall.",
    remedy="Bruk en ny nøkkel for et nytt kall, og den gamle bare når akkurat samme kall sendes på nytt.",
    field="Idempotency-Key",
)
Next = Callable[[HttpRequest], HttpResponse]


class CallerMiddleware:
    """Last of all, so that what it answers passes through the rest on the way out."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(UNDER):
            return self.get_response(request)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():  # a redirect would hide that the key was in clear
            return problem(403, NOT_SAFE)
        return tell_of_leaving(as_problem(self._called(request)), request.path_info)

    def _called(self, request: HttpRequest) -> HttpResponse:
        request.token = None  # type: ignore[attr-defined]
        stop = _recognise(request) if request.headers.get("Authorization", "").startswith(BEARER) else None
        caller = _sender(request) if stop else _caller(request)
        if wait := count_call(caller=caller, most=settings.API_CALLS, at=machine_now()):
            return _too_often(wait)
        return stop or self._answer(request, caller)

    def _answer(self, request: HttpRequest, caller: str) -> HttpResponse:
        if request.method in READING:
            return self.get_response(request)
        key = request.headers.get("Idempotency-Key")
        if key is None or request.method != "POST" or not request.user.is_authenticated:
            return self._written(request)
        if not KEY.fullmatch(key):
            return problem(400, BAD_KEY)
        return self._once(request, caller, key)

    def _once(self, request: HttpRequest, caller: str, key: str) -> HttpResponse:
        """The answer that is kept under the key; the first time, the call's own."""
        digest = digest_of_call("POST", request.get_full_path(), request.body)
        with transaction.atomic():
            kept, is_new = answer_under(caller=caller, key=key, digest=digest, at=now())
            if not is_new:
                return _again(kept) if kept.digest == digest else problem(409, OTHER_CALL)
            response = self._written(request)
            if response.status_code in PASSING or response.status_code >= 500 or getattr(request, "is_secret", False):
                kept.delete()  # who is let in later with the same call, shall have an answer of its own
                transaction.set_rollback(response.status_code >= 500)
            else:
                text = response.content.decode()
                keep_answer(kept, status=response.status_code, content_type=response["Content-Type"], body=text)
            return response

    def _written(self, request: HttpRequest) -> HttpResponse:
        """A call that may change something; what a key has changed is noted with it."""
        token: AccessToken | None = request.token  # type: ignore[attr-defined]
        if token is None:
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code < 400:
                done = f"{request.method} {request.path}"
                record(about=token.about, verb="called", by=token.holder, at=now(), call=done)
            return response


def _recognise(request: HttpRequest) -> HttpResponse | None:
    """Lets the holder of the key be the one who calls, for one organisation. Else the answer that says why not."""
    secret = request.headers["Authorization"].removeprefix(BEARER).strip()
    try:
        by_maskinporten = looks_like_one(secret)
        token = (
            access_with(secret, at=now(), machine=machine_now()) if by_maskinporten else token_with(secret, at=now())
        )
    except Refusal as refusal:
        return _no_entry(refusal.answer) if refusal.answer.code == "token_not_valid" else problem(403, refusal.answer)
    if token is None:
        return _no_entry(BAD_TOKEN)
    user = token.holder
    user.acts_only_for = token.organisation_id
    viewer = viewer_of(user, day=today())
    if not viewer.grants:
        return _no_entry(BAD_TOKEN)
    note_use(token, at=now())
    request.token, request.user, request.viewer = token, user, viewer  # type: ignore[attr-defined]
    return None


def _caller(request: HttpRequest) -> str:
    token: AccessToken | None = request.token  # type: ignore[attr-defined]
    if token is not None:
        return f"user:{token.holder_id}:{token.organisation_id}"  # the same when the key is renewed
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return _sender(request)


def _sender(request: HttpRequest) -> str:
    """Somebody unknown, by an address that cannot be read out of it."""
    return f"sender:{salted_hmac('api.sender', sender_of(request), algorithm='sha256').hexdigest()}"


def _again(kept: KeptAnswer) -> HttpResponse:
    response = HttpResponse(kept.body, status=kept.status, content_type=kept.content_type)
    response["Idempotency-Replayed"] = "true"
    return response


def _no_entry(answer: Answer) -> HttpResponse:
    response = problem(401, answer)
    response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response


def _too_often(wait: int) -> HttpResponse:
    text, remedy = "Det er gjort flere enn {most} kall på fem minutter.", "Vent {seconds} sekunder, og prøv igjen."
    response = problem(429, no("too_often", text, remedy=remedy, most=settings.API_CALLS, seconds=wait))
    response["Retry-After"] = str(wait)
    return response
