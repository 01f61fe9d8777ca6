"""What a session remembers of log-ins under way, and of the one that was: nothing in it says who, in clear."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from pafyll.apps.accounts.log_ins import Begun, Done, Provider
from pafyll.apps.accounts.sealing import CannotOpen, opened, seal
from pafyll.web.components.confirming import SHOWN
from pafyll.web.components.http import DeskRequest

UNDER_WAY = "log_ins_under_way"
LASTS = timedelta(minutes=15)
AT_MOST = 5  # windows with a log-in at once


def remember_begun(
    request: DeskRequest, provider: Provider, begun: Begun, *, then: str, confirming: bool, at: datetime
) -> None:
    """Notes a log-in, to be used once when it comes back."""
    kept = dict(list(request.session.get(UNDER_WAY, {}).items())[-(AT_MOST - 1) :])
    kept[begun.state] = {
        "provider": provider.code,
        "nonce": begun.nonce,
        "verifier": begun.verifier,
        "then": then,
        "confirming": confirming,
        "at": at.isoformat(),
    }
    request.session[UNDER_WAY] = kept


def take_begun(request: DeskRequest, provider: Provider, state: str, *, at: datetime) -> dict[str, Any] | None:
    """The log-in that began with this state, at this provider, in this browser; None when there is none such."""
    under_way = dict(request.session.get(UNDER_WAY, {}))
    found: dict[str, Any] | None = under_way.pop(state, None)
    request.session[UNDER_WAY] = under_way
    if found is None or found["provider"] != provider.code:
        return None
    return found if at - datetime.fromisoformat(found["at"]) <= LASTS else None


def remember_shown(request: DeskRequest, provider: Provider, done: Done, *, at: datetime) -> None:
    """Notes how and when the person showed who she is, and what a log-out must show, sealed: it holds the number."""
    shown_at = done.claims.logged_in_at or at
    request.session[SHOWN] = {
        "provider": provider.code,
        "level": done.claims.level,
        "at": shown_at.isoformat(),
        "token": seal(done.id_token),
    }


def shown_to(request: DeskRequest) -> tuple[str, str]:
    """The provider that the session was opened with and its token; "" where it was opened otherwise."""
    shown = request.session.get(SHOWN, {})
    try:
        return shown.get("provider", ""), opened(shown["token"]) if shown.get("token") else ""
    except CannotOpen:
        return shown.get("provider", ""), ""


def own_address(name: str, *args: Any) -> str:
    """One of our addresses as a provider knows it: from the settings, never from what the browser says."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{reverse(name, args=args)}"
