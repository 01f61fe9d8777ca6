"""Logging in and out, and the choice between bokmål and nynorsk."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from pafyll.apps.accounts.models import User
from pafyll.apps.accounts.services import choose_language
from pafyll.web.components.http import DeskRequest, see_other


def log_in(request: DeskRequest) -> HttpResponse:
    """How to log in; in a demonstration, the way to the cast."""
    wanted = request.GET.get("next", "")
    return render(request, "public/log_in.html", {"next": wanted if _is_ours(request, wanted) else ""})


@require_POST
def log_out(request: DeskRequest) -> HttpResponse:
    """Ends the session and goes to the front page."""
    logout(request)
    return see_other("/")


@require_POST
def language(request: DeskRequest) -> HttpResponse:
    """Remembers bokmål or nynorsk in a cookie, and on the user when someone is logged in."""
    chosen = request.POST.get("language", "")
    wanted = request.POST.get("next", "/")
    response = see_other(wanted if _is_ours(request, wanted) else "/")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86400, samesite="Lax", httponly=True)
        translation.activate(chosen)
        if request.user.is_authenticated:
            choose_language(user=cast(User, request.user), language=chosen)
    return response


def _is_ours(request: DeskRequest, address: str) -> bool:
    """Whether an address leads to this site, so that nobody can be sent elsewhere by a link."""
    if not address.startswith("/"):  # a bare word would be taken for the name of a page
        return False
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
