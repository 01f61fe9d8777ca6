"""The pages of keys: which there are, making one, renewing, and stopping. A secret is shown in one answer only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.connections.models import AccessToken
from pafyll.apps.connections.permissions import (
    makes_tokens_for,
    may_make_tokens,
    may_renew_token,
    may_revoke_token,
)
from pafyll.apps.connections.queries import visible_tokens
from pafyll.apps.connections.services.maskinporten import scopes_there
from pafyll.apps.connections.services.tokens import make_token, renew_token, revoke_token
from pafyll.domain.answers import require
from pafyll.domain.rules.tokens import SCOPES
from pafyll.integrations.clock import now
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusals import tried
from pafyll.web.components.tokens.forms import TokenForm
from pafyll.web.components.tokens.webhook_views import rows_of

NAMES = ("tokens", "new_token", "renew_token", "revoke_token", "new_webhook", "webhook")


@dataclass(frozen=True)
class Row:
    """A key, whether it works, and what the viewer may do with it."""

    token: AccessToken
    is_alive: bool
    is_renewed: bool
    may_renew: bool

    @property
    def scopes(self) -> list[str]:
        return [_(SCOPES[code].label) for code in self.token.scopes if code in SCOPES]


def tokens(request: DeskRequest, desk: str) -> HttpResponse:
    """Keys of the organisations that the viewer makes keys for: those that work, and those before."""
    at = now()
    rows = [_row(one, request, at) for one in visible_tokens(request.viewer)]
    context = {
        "now": [row for row in rows if row.is_alive],
        "before": [row for row in rows if not row.is_alive],
        "makes": makes_tokens_for(request.viewer),
        "hooks": rows_of(request),
        "tells": desk != "authority",  # whose keys read nothing that addresses are told of
    }
    return _page(request, desk, "tokens", context)


@confirmed
def new(request: DeskRequest, desk: str) -> HttpResponse:
    """A key, and its secret in the answer."""
    require(may_make_tokens(request.viewer))
    own = makes_tokens_for(request.viewer)
    form = TokenForm(request.POST or None, owners=own, desk=desk)
    made: list[tuple[AccessToken, str]] = []
    if form.is_valid() and tried(form, lambda: made.append(make_token(**form.cleaned_data, by=request.user, at=now()))):
        return _told(request, desk, *made[0])
    return _page(request, desk, "new", {"form": form, "own": own}, status=422 if form.errors else 200)


@require_POST
@confirmed
def renew(request: DeskRequest, desk: str, pk: int) -> HttpResponse:
    """A new key in the place of one's own."""
    old = fetch(visible_tokens(request.viewer), pk, viewer=request.viewer, may=may_renew_token)
    return _told(request, desk, *renew_token(token=old, by=request.user, at=now()))


def revoke(request: DeskRequest, desk: str, pk: int) -> HttpResponse:
    """Stops a key, after a question."""
    token = fetch(visible_tokens(request.viewer), pk, viewer=request.viewer, may=may_revoke_token)
    if request.method != "POST":
        return _page(request, desk, "revoke", {"token": token})
    revoke_token(token=token, by=request.user, at=now())
    messages.success(request, _("Nøkkelen «%(name)s» virker ikke lenger.") % {"name": token.name})
    return see_other(f"{desk}:tokens")


def _row(one: AccessToken, request: DeskRequest, at: datetime) -> Row:
    is_alive = one.revoked_at is None and one.expires_at > at
    is_renewed = hasattr(one, "followed_by")
    has_key = one.comes_by == AccessToken.Way.KEY
    may_renew = has_key and is_alive and not is_renewed and bool(may_renew_token(request.viewer, one))
    return Row(one, is_alive, is_renewed, may_renew)


def _told(request: DeskRequest, desk: str, token: AccessToken, secret: str) -> HttpResponse:
    if token.comes_by == AccessToken.Way.MASKINPORTEN:
        context = {"token": token, "scopes": scopes_there(token), "audience": settings.MASKINPORTEN["audience"]}
        return _page(request, desk, "told_maskinporten", context)
    return _page(request, desk, "told", {"token": token, "secret": secret})


def _page(request: DeskRequest, desk: str, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    to = {one: f"{desk}:{one}" for one in NAMES}
    return render(request, f"components/tokens/{name}.html", {**context, "to": to}, status=status)
