"""Pages that also end the session at the provider: with a form, for the token that it must see is not for addresses."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from pafyll.apps.accounts.log_ins import Provider, log_out_address, origins_of
from pafyll.web.public.going_round import own_address


def leave_provider(
    request: HttpRequest, provider: Provider, token: str, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page with a form that ends the provider's session too; without it where the provider has no such address."""
    address = log_out_address(provider) if token else ""
    fields = {
        "id_token_hint": token,
        "post_logout_redirect_uri": own_address("public:logged_out"),
        "state": secrets.token_urlsafe(16),
        "client_id": provider.client_id,
    }
    leaving = {"address": address, "fields": fields, "provider": provider} if address else None
    response = render(request, template, {**context, "leaving": leaving}, status=status)
    response["Cache-Control"] = "no-store, private"
    if address:
        response._csp_update = {"form-action": origins_of(provider)}  # type: ignore[attr-defined]
    return response


def is_ours(request: HttpRequest, address: str) -> bool:
    """Whether an address leads to this site, so that nobody can be sent elsewhere by a link."""
    if not address.startswith("/"):  # a bare word would be taken for the name of a page
        return False
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
