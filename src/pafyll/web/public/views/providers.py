"""Out to a provider and home again, showing anew who one is, and log-outs that begin elsewhere."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_GET

from pafyll.apps.accounts.log_ins import (
    Asked,
    Done,
    LogInRefused,
    Provider,
    begin,
    confirming_provider,
    end_sessions_of,
    finish,
    is_the_issuer,
    origins_of,
    provider_named,
    remember_session,
)
from pafyll.apps.accounts.models import User
from pafyll.apps.accounts.own_sessions import BROWSER, browser_said
from pafyll.apps.organisations.identity import Unknown, user_behind
from pafyll.integrations.clock import machine_now
from pafyll.web.components.confirming import has_confirmed, held
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.lasting import begin as begin_session
from pafyll.web.public.going_round import own_address, remember_begun, remember_shown, take_begun
from pafyll.web.public.leaving import is_ours, leave_provider

log = logging.getLogger("pafyll.log_in")
REFUSED_STATUS = 403
BROKEN = {"unreachable": 503}


@never_cache
@require_GET
def begin_log_in(request: DeskRequest, provider: str) -> HttpResponse:
    """Sends the browser to the provider."""
    asked_of = _provider(provider)
    confirming = "bekreft" in request.GET and request.user.is_authenticated
    wanted = request.GET.get("next", "")
    asked = Asked(confirming=confirming)
    back_to = own_address("public:come_back", asked_of.code)
    try:
        begun = begin(asked_of, asked=asked, back_to=back_to, language=get_language() or "nb")
    except LogInRefused as refused:
        return refusal(request, asked_of, refused.code, detail=refused.detail)
    then = wanted if is_ours(request, wanted) else ""
    remember_begun(request, asked_of, begun, then=then, confirming=confirming, at=machine_now())
    return see_other(begun.address)


@never_cache
@require_GET
def come_back(request: DeskRequest, provider: str) -> HttpResponse:
    """Takes what the provider answered, once, and only in the browser that asked."""
    answered = _provider(provider)
    begun = take_begun(request, answered, request.GET.get("state", ""), at=machine_now())
    if begun is None:
        return refusal(request, answered, "not_begun")
    try:
        done = _done(request, answered, begun)
    except LogInRefused as refused:
        return refusal(request, answered, refused.code, detail=refused.detail)
    try:
        user = user_behind(issuer=done.claims.issuer, subject=done.claims.subject, number=done.number, at=machine_now())
    except Unknown as unknown:
        return refusal(request, answered, unknown.code, done=done)
    if begun["confirming"] and request.user.pk != user.pk:
        return refusal(request, answered, "somebody_else", done=done)
    return _let_in(request, answered, begun, done, user)


def _done(request: DeskRequest, provider: Provider, begun: dict[str, Any]) -> Done:
    if not is_the_issuer(provider, request.GET.get("iss", "")):
        raise LogInRefused("bad_token", "iss of the answer")
    if error := request.GET.get("error", ""):
        raise LogInRefused("cancelled" if error == "access_denied" else "provider_said_no", error[:60])
    return finish(
        provider,
        code=request.GET.get("code", ""),
        begun=begun,
        asked=Asked(confirming=begun["confirming"]),
        back_to=own_address("public:come_back", provider.code),
        at=machine_now(),
    )


def _let_in(request: DeskRequest, provider: Provider, begun: dict[str, Any], done: Done, user: User) -> HttpResponse:
    at = machine_now()
    login(request, user)  # a new session key
    remember_shown(request, provider, done, at=at)
    request.session[BROWSER] = browser_said(request.headers.get("User-Agent", ""))
    begin_session(request, at=at)
    request.session.save()
    remember_session(session_key=str(request.session.session_key), user=user, done=done, at=at)
    log.info(
        "log-in: provider=%s level=%s confirming=%s", provider.code, done.claims.level or "none", begun["confirming"]
    )
    if begun["confirming"]:
        return see_other("public:go_on")
    return see_other(begun["then"] or "/")


@never_cache
def confirm(request: DeskRequest) -> HttpResponse:
    """Why the person is asked to show anew who she is, and the way there."""
    context = {"provider": confirming_provider(), "held": held(request, at=machine_now())}
    return render(request, "public/confirm.html", context)


@never_cache
def go_on(request: DeskRequest) -> HttpResponse:
    """Back to what she was doing: the page, or what she had sent, which she sends again."""
    kept = held(request, at=machine_now())
    if kept is None or not request.user.is_authenticated:
        return see_other("/")
    if not has_confirmed(request, at=machine_now()):
        return see_other("public:confirm")
    if not kept["sent"]:
        return see_other(kept["address"])
    return render(request, "public/go_on.html", {"held": kept})


@never_cache
@require_GET
@xframe_options_exempt
def ended_elsewhere(request: DeskRequest, provider: str) -> HttpResponse:
    """The provider's frame when somebody logs out there: ends our session too. Comes without our cookie."""
    ended = _provider(provider)
    count = end_sessions_of(ended, issuer=request.GET.get("iss", ""), sid=request.GET.get("sid", ""))
    log.info("log-out at the provider: provider=%s ended=%s", ended.code, count)
    response = HttpResponse("<!doctype html><title>Påfyll</title>")
    response._csp_replace = {"frame-ancestors": origins_of(ended)}  # type: ignore[attr-defined]
    return response


def refusal(
    request: DeskRequest, provider: Provider, code: str, *, detail: str = "", done: Done | None = None
) -> HttpResponse:
    """What happened and what to do. The log gets the code and what was wrong, never who."""
    log.warning("log-in refused: provider=%s code=%s detail=%s", provider.code, code, detail.replace("\n", " "))
    context = {"provider": provider, "code": code}
    response = render(request, "public/log_in_refused.html", context, status=BROKEN.get(code, REFUSED_STATUS))
    if done is None:
        return response
    return leave_provider(request, provider, done.id_token, "public/log_in_refused.html", context, status=403)


def _provider(code: str) -> Provider:
    found = provider_named(code)
    if found is None:
        raise Http404
    return found
