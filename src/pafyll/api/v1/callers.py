"""Who calls the API: somebody who is logged in, or a system with a key that is for what it asks about."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import SessionAuth
from ninja.security.base import AuthBase

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import Refusal
from pafyll.apps.connections.models import AccessToken
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import no
from pafyll.domain.rules.tokens import SCOPES


class Caller(HttpRequest):
    """A request from somebody who is known. token is None for a person with a session."""

    user: User  # type: ignore[assignment]
    viewer: Viewer
    token: AccessToken | None


class Token(AuthBase):
    """A key in the header Authorization, found by the middleware. It must be for the scope of the operation."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, scope: str = "") -> None:
        assert not scope or scope in SCOPES, scope
        self.scope = scope
        super().__init__()

    def __call__(self, request: HttpRequest) -> Any:
        token: AccessToken | None = getattr(request, "token", None)
        if token is None or not self.scope or self.scope in token.scopes:
            return token
        raise Refusal(
            no(
                "scope_missing",
                "Nøkkelen er ikke for {scope}.",
                remedy="Lag en nøkkel som er det, på siden for API-nøkler.",
                scope=self.scope,
            )
        )


class Session(SessionAuth):
    """The session of somebody who is logged in, with the token against forgery when something is changed."""
