"""The log-ins of one's own that are open, and their end."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from pafyll.apps.accounts.own_sessions import end_other_sessions, end_session, own_sessions
from pafyll.integrations.clock import machine_now
from pafyll.web.components.http import DeskRequest, see_other


@login_required
@never_cache
def sessions(request: DeskRequest) -> HttpResponse:
    """Shows them. Sent: ends the one that is named, or all but this."""
    this = str(request.session.session_key)
    if request.method == "POST":
        _end(request, this)
        return see_other("public:own_sessions")
    rows = own_sessions(user=request.user, this=this, at=machine_now())
    others = [one for one in rows if not one.is_this]
    return render(request, "public/own_sessions.html", {"rows": rows, "others": others})


def _end(request: DeskRequest, this: str) -> None:
    named, at = request.POST.get("session", ""), machine_now()
    if named == "others":
        ended = end_other_sessions(user=request.user, this=this, at=at)
    else:
        ended = end_session(user=request.user, pk=int(named), at=at) if named.isascii() and named.isdigit() else 0
    if ended:
        messages.success(request, _("Du er logget ut der."))
    else:
        messages.info(request, _("Den innloggingen var avsluttet allerede."))
