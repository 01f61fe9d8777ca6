"""A log-in out and home: to the provider with PKCE, state and nonce, and back with a code for tokens (Authlib)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT

from pafyll.integrations.oidc.feide import number_in
from pafyll.integrations.oidc.metadata import SECONDS, document, key_named, known
from pafyll.integrations.oidc.provider import Provider
from pafyll.integrations.oidc.refusals import BadToken, LogInRefused, Unreachable
from pafyll.integrations.oidc.tokens import Claims, Expected, check_id_token

ACR = "idporten-loa-{level}"
LANGUAGES = {"nb": "nb", "nn": "nn", "en": "en"}
LATEST = timedelta(minutes=10)  # how old a re-authentication may be


@dataclass(frozen=True)
class Begun:
    """Where to send the browser, and what must be the same when it comes back."""

    address: str
    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True)
class Done:
    """Who it was, and the token that a log-out must show."""

    claims: Claims
    number: str = field(repr=False)
    id_token: str = field(repr=False)


def begin(provider: Provider, *, back_to: str, level: str = "", again: bool = False, language: str = "nb") -> Begun:
    """The address of the provider's log-in. again asks the person to show who she is once more. Raises Unreachable."""
    state, nonce, verifier = generate_token(43), generate_token(43), generate_token(64)
    asked: dict[str, str] = {"nonce": nonce, "ui_locales": LANGUAGES.get(language, "nb")}
    if level:
        asked["acr_values"] = ACR.format(level=level)
    if again:
        asked |= {"prompt": "login", "max_age": "0"}
    session = _session(provider, back_to)
    address, _state = session.create_authorization_url(
        known(provider).address("authorization_endpoint"), state=state, code_verifier=verifier, **asked
    )
    return Begun(address, state, nonce, verifier)


def finish(
    provider: Provider, *, code: str, begun: dict[str, str], back_to: str, level: str, again: bool, at: datetime
) -> Done:
    """The person behind a code. Raises LogInRefused: Unreachable, BadToken, or code_refused."""
    tokens = _tokens(provider, code, begun["verifier"], back_to)
    issuer = str(known(provider).description["issuer"])
    expected = Expected(issuer, provider.client_id, begun["nonce"], level, LATEST if again else None)
    claims = check_id_token(
        tokens.get("id_token"), find_key=lambda name: key_named(provider, name), expected=expected, at=at
    )
    return Done(claims, _number(provider, claims, tokens), str(tokens["id_token"]))


def _number(provider: Provider, claims: Claims, tokens: dict[str, Any]) -> str:
    """The identity number; "" where the provider has none, as for a foreign log-in."""
    if provider.kind != "feide" or not provider.userinfo:
        return claims.number
    told = document(provider.userinfo, token=str(tokens.get("access_token", "")))
    if told.get("sub", claims.subject) != claims.subject:
        raise BadToken("userinfo is another's")
    return number_in(told)


def _tokens(provider: Provider, code: str, verifier: str, back_to: str) -> dict[str, Any]:
    session = _session(provider, back_to)
    address = known(provider).address("token_endpoint")
    try:
        told = session.fetch_token(
            address, code=code, code_verifier=verifier, timeout=SECONDS, allow_redirects=False
        )  # the code and our proof are for this address alone
        return dict(told)
    except requests.RequestException as error:
        raise Unreachable(type(error).__name__) from None
    except (AuthlibBaseError, ValueError) as error:
        raise LogInRefused("code_refused", str(getattr(error, "error", type(error).__name__))[:80]) from None


def _session(provider: Provider, back_to: str) -> OAuth2Session:
    session = OAuth2Session(
        provider.client_id,
        provider.key or provider.secret,
        scope=provider.scope,
        redirect_uri=back_to,
        code_challenge_method="S256",
        token_endpoint_auth_method="private_key_jwt" if provider.key else "client_secret_basic",
    )
    session.trust_env = False  # no proxy, and no netrc of the machine's
    if provider.key:  # the audience is the issuer: what ID-porten takes, and no other provider's address
        session.register_client_auth_method(
            PrivateKeyJWT(claims={"aud": provider.issuer}, headers={"kid": provider.key_id})
        )
    return session


def log_out_address(provider: Provider) -> str:
    """Where the provider ends its own session; "" where it has no such address."""
    try:
        return known(provider).address("end_session_endpoint")
    except Unreachable:
        return ""


def origins_of(provider: Provider) -> list[str]:
    """Where the provider's pages are: its log-out page holds ours in a frame."""
    try:
        found = [known(provider).address(name) for name in ("authorization_endpoint", "end_session_endpoint")]
    except Unreachable:
        found = []
    return sorted({origin_of(address) for address in [provider.issuer, *found] if address})


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
