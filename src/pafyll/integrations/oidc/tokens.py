"""Whether an identity token is the provider's, for us, for this log-in, and new. The first fault refuses it.

Source: OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725 (JSON Web Token best current practices).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwk, jws, jwt
from joserfc.errors import JoseError

from pafyll.integrations.oidc.levels import level_of, reaches
from pafyll.integrations.oidc.refusals import BadToken

ALGORITHMS = ["RS256", "PS256", "ES256"]  # never none, and never HS…, which the public key could sign
KINDS = (None, "JWT")  # at+jwt and logout+jwt are other kinds of token
LEEWAY = timedelta(seconds=30)
LONGEST = timedelta(hours=24)
LARGEST = 16_384

FindKey = Callable[[str], dict[str, Any] | None]


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
    claims = _signed(token, find_key)
    _for_us(claims, expected)
    _new(claims, at)
    _sure(claims, expected, at)
    return Claims(
        issuer=expected.issuer,
        subject=claims["sub"],
        level=level_of(claims.get("acr")),
        logged_in_at=_moment(claims, "auth_time", at) if "auth_time" in claims else None,
        session=_text(claims.get("sid")),
        number=_text(claims.get("pid")),
    )


def _signed(token: object, find_key: FindKey) -> dict[str, Any]:
    if not isinstance(token, str) or token.count(".") != 2 or len(token) > LARGEST:
        raise BadToken("not a signed token")
    try:
        header = jws.extract_compact(token.encode()).headers()
        key = _key(header, find_key)
        return dict(jwt.decode(token, key, algorithms=ALGORITHMS).claims)
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise BadToken(f"signature: {type(error).__name__}") from None


def _key(header: dict[str, Any], find_key: FindKey) -> Any:
    if header.get("alg") not in ALGORITHMS:
        raise BadToken("alg")
    if header.get("typ") not in KINDS:
        raise BadToken("typ")
    if "crit" in header or "b64" in header:
        raise BadToken("crit")
    name = header.get("kid")
    public = find_key(name) if isinstance(name, str) and name else None
    if public is None:
        raise BadToken("kid")
    if public.get("alg", header["alg"]) != header["alg"]:
        raise BadToken("alg is not the key's")
    return jwk.import_key(public)


def _for_us(claims: dict[str, Any], expected: Expected) -> None:
    if claims.get("iss") != expected.issuer:
        raise BadToken("iss")
    audience = claims.get("aud")
    everyone = audience if isinstance(audience, list) else [audience]
    if everyone != [expected.client_id]:  # another client beside us is one that we have not agreed with
        raise BadToken("aud")
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise BadToken("azp")
    if not expected.nonce or claims.get("nonce") != expected.nonce:
        raise BadToken("nonce")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
        raise BadToken("sub")


def _new(claims: dict[str, Any], at: datetime) -> None:
    ends, made = _moment(claims, "exp", at), _moment(claims, "iat", at)
    if ends <= at - LEEWAY:
        raise BadToken("exp")
    if made > at + LEEWAY or at - made > LONGEST:
        raise BadToken("iat")
    if ends <= made or ends - made > LONGEST:
        raise BadToken("exp and iat")
    if "nbf" in claims and _moment(claims, "nbf", at) > at + LEEWAY:
        raise BadToken("nbf")


def _sure(claims: dict[str, Any], expected: Expected, at: datetime) -> None:
    if not reaches(level_of(claims.get("acr")), expected.level):
        raise BadToken("acr")
    if "pid" in claims and not _is_number(claims["pid"]):
        raise BadToken("pid")
    shown = _moment(claims, "auth_time", at) if "auth_time" in claims else None
    if shown is not None and shown > at + LEEWAY:
        raise BadToken("auth_time")
    if expected.within is not None and (shown is None or at - shown > expected.within + LEEWAY):
        raise BadToken("auth_time")


def _is_number(text: object) -> bool:
    """Eleven digits. Which of them are real is for the register: control digits change in 2032."""
    return isinstance(text, str) and len(text) == 11 and text.isascii() and text.isdigit()


def _moment(claims: dict[str, Any], name: str, at: datetime) -> datetime:
    seconds = claims.get(name)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise BadToken(name)
    try:
        return datetime.fromtimestamp(seconds, tz=at.tzinfo)
    except (OverflowError, ValueError, OSError):
        raise BadToken(name) from None


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= 255 else ""
