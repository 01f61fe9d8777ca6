"""The key that the system itself comes with: what it is, and a new one in its place."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Router, Schema, Status

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.operations import operation
from pafyll.apps.connections.models import AccessToken
from pafyll.apps.connections.services.tokens import renew_token
from pafyll.integrations.clock import now

router = Router(tags=["token"])


class TokenShown(Schema):
    """The key that was used. hint is how it begins."""

    name: str
    hint: str
    organisation: str
    organisation_number: str
    scopes: list[str]
    made_at: datetime
    expires_at: datetime


class NewToken(TokenShown):
    """A new key. secret is told now and never again; the old key works for a day more."""

    secret: str


@operation(router, "get", "/token", name="token", gives=TokenShown, scope="")
def token(request: Caller) -> Any:
    """The key that this call came with. 404 for a person with a session, who has none."""
    return _shown(_own(request))


@operation(router, "post", "/token/renewal", name="token_renewal", gives=NewToken, scope="", status=201)
def renew(request: Caller) -> Any:
    """A new key for the same things and as long. The answer is not kept under an Idempotency-Key."""
    request.is_secret = True  # type: ignore[attr-defined]
    new, secret = renew_token(token=_own(request), by=request.user, at=now())
    return Status(201, _shown(new) | {"secret": secret})


def _own(request: Caller) -> AccessToken:
    if request.token is None:
        raise Http404
    return request.token


def _shown(one: AccessToken) -> dict[str, Any]:
    kept = ("name", "hint", "scopes", "made_at", "expires_at")
    names = {"organisation": one.organisation.name, "organisation_number": one.organisation.number}
    return {name: getattr(one, name) for name in kept} | names
