"""Logging in and out, and the choice between bokmål and nynorsk."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_POST

from pafyll.apps.accounts.log_ins import provider_named, providers
from pafyll.apps.accounts.models import User
from pafyll.apps.accounts.services import choose_language
from pafyll.integrations.clock import machine_now
from pafyll.web.components.cookies import keep
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.lasting import stay as put_off
from pafyll.web.public.going_round import shown_to
from pafyll.web.public.leaving import is_ours, leave_provider

log = logging.getLogger("pafyll.log_in")


def log_in(request: DeskRequest) -> HttpResponse:
    """How to log in; in a demonstration, the way to the cast."""
    wanted = request.GET.get("next", "")
    context = {"next": wanted if is_ours(request, wanted) else "", "providers": providers()}
    return render(request, "public/log_in.html", context)


@require_POST
def log_out(request: DeskRequest) -> HttpResponse:
    """Ends the session here, and leads to the end of the one at the provider that opened it."""
    code, token = shown_to(request)
    if request.user.is_authenticated:
        log.info("log-out: provider=%s", code or "none")
    logout(request)
    provider = provider_named(code)
    if provider is None:
        response: HttpResponse = see_other("/")
    else:
        response = leave_provider(request, provider, token, "public/logged_out.html", {})
    response["Clear-Site-Data"] = '"cache", "storage"'  # cookies stay: the language is for whoever comes next too
    return response


@require_POST
def stay(request: DeskRequest) -> HttpResponse:
    """Puts the end of the session off, and shows the page or the warning anew."""
    put_off(request, at=machine_now())
    if request.htmx:
        return render(request, "public/stay.html")
    wanted = request.POST.get("next", "/")
    return see_other(wanted if is_ours(request, wanted) else "/")


def logged_out(request: DeskRequest) -> HttpResponse:
    """Home from the provider, logged out of both."""
    return render(request, "public/logged_out.html", {"leaving": None})


@require_POST
def language(request: DeskRequest) -> HttpResponse:
    """Remembers bokmål or nynorsk in a cookie, and on the user when someone is logged in."""
    chosen = request.POST.get("language", "")
    wanted = request.POST.get("next", "/")
    response = see_other(wanted if is_ours(request, wanted) else "/")
    if chosen in dict(settings.LANGUAGES):
        keep(response, settings.LANGUAGE_COOKIE_NAME, chosen, lasts=timedelta(days=365))
        translation.activate(chosen)
        if request.user.is_authenticated:
            choose_language(user=cast(User, request.user), language=chosen)
    return response
