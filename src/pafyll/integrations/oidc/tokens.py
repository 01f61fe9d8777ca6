"""Whether an identity token is the provider's, for us, for this log-in, and new. The first fault refuses it.

Source: OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725 (JSON Web Token best current practices).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pafyll.integrations import signed_tokens
from pafyll.integrations.oidc.levels import level_of, reaches
from pafyll.integrations.oidc.refusals import BadToken
from pafyll.integrations.signed_tokens import FindKey, Kind, check_only_for, moment

LEEWAY = timedelta(seconds=30)
IDENTITY = Kind(
    algorithms=("RS256", "PS256", "ES256"),
    is_kind=lambda typ: typ in (None, "JWT"),  # at+jwt and logout+jwt are other kinds of token
    leeway=LEEWAY,
    longest=timedelta(hours=24),
)


@dataclass(frozen=True)
class Expected:
    """What this log-in asked for."""

    issuer: str
    client_id: str
    nonce: str
    level: str = ""
    within: timedelta | None = None  # how long ago the person may have shown who she is


@dataclass(frozen=True)
class Claims:
    """What the token says, checked. number is never shown by repr."""

    issuer: str
    subject: str
    level: str
    logged_in_at: datetime | None
    session: str = ""
    number: str = field(default="", repr=False)


def check_id_token(token: object, *, find_key: FindKey, expected: Expected, at: datetime) -> Claims:
    """What the token says about the person. Raises BadToken with the first thing that is wrong."""
    try:
        return _checked(IDENTITY.claims(token, find_key), expected, at)
    except signed_tokens.BadToken as bad:
        raise BadToken(bad.detail) from None


def _checked(claims: dict[str, Any], expected: Expected, at: datetime) -> Claims:
    _for_us(claims, expected)
    IDENTITY.check_new(claims, at)
    _sure(claims, expected, at)
    return Claims(
        issuer=expected.issuer,
        subject=claims["sub"],
        level=level_of(claims.get("acr")),
        logged_in_at=moment(claims, "auth_time", at) if "auth_time" in claims else None,
        session=_text(claims.get("sid")),
        number=_text(claims.get("pid")),
    )


def _for_us(claims: dict[str, Any], expected: Expected) -> None:
    if claims.get("iss") != expected.issuer:
        raise BadToken("iss")
    check_only_for(claims, expected.client_id)
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise BadToken("azp")
    if not expected.nonce or claims.get("nonce") != expected.nonce:
        raise BadToken("nonce")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
        raise BadToken("sub")


def _sure(claims: dict[str, Any], expected: Expected, at: datetime) -> None:
    if not reaches(level_of(claims.get("acr")), expected.level):
        raise BadToken("acr")
    if "pid" in claims and not _is_number(claims["pid"]):
        raise BadToken("pid")
    shown = moment(claims, "auth_time", at) if "auth_time" in claims else None
    if shown is not None and shown > at + LEEWAY:
        raise BadToken("auth_time")
    if expected.within is not None and (shown is None or at - shown > expected.within + LEEWAY):
        raise BadToken("auth_time")


def _is_number(text: object) -> bool:
    """Eleven digits. Which of them are real is for the register: control digits change in 2032."""
    return isinstance(text, str) and len(text) == 11 and text.isascii() and text.isdigit()


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= 255 else ""
