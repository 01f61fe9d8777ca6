"""Whether an access token is Maskinporten's, for us, new, and whose: the first fault refuses it.

Source: docs.digdir.no, Maskinporten; RFC 8725 (JSON Web Token best current practices); RFC 9068 on access tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pafyll.integrations.signed_tokens import BadToken, FindKey, Kind, check_only_for

ACCESS = Kind(
    algorithms=("RS256", "RS384", "RS512"),
    is_kind=lambda typ: str(typ).lower() in ("none", "jwt", "at+jwt"),  # other kinds are for something else
    leeway=timedelta(seconds=10),
    longest=timedelta(hours=1),  # our own limit: theirs last minutes
    key_types=("RSA",),
)
AUTHORITY = "iso6523-actorid-upis"
NORWEGIAN = "0192"  # organisation numbers, in the list of ISO 6523


@dataclass(frozen=True)
class Expected:
    """Whose tokens we take, whom they must be for, and how the names of our scopes begin."""

    issuer: str
    audience: str
    prefix: str


@dataclass(frozen=True)
class Access:
    """What the token says, checked: the organisation that comes, and our scopes. Never who made the system."""

    number: str
    scopes: frozenset[str]


def check_access_token(token: str, *, find_key: FindKey, expected: Expected, at: datetime) -> Access:
    """Who comes, and with which of our scopes. Raises BadToken with the first thing that is wrong."""
    claims = ACCESS.claims(token, find_key)
    if claims.get("iss") != expected.issuer:
        raise BadToken("iss")
    check_only_for(claims, expected.audience)
    if claims.get("token_type", "Bearer") != "Bearer":
        raise BadToken("token_type")
    ACCESS.check_new(claims, at)
    return Access(_consumer(claims), _scopes(claims, expected.prefix))


def scope_of(code: str, prefix: str) -> str:
    """What our scope is called there: needs:read is udir:pafyll/needs.read."""
    return f"{prefix}/{code.replace(':', '.')}"


def _consumer(claims: dict[str, Any]) -> str:
    """The organisation's nine digits. The system may be a supplier's: what counts is whom it comes for."""
    consumer = claims.get("consumer")
    if not isinstance(consumer, dict) or consumer.get("authority") != AUTHORITY:
        raise BadToken("consumer")
    identifier = consumer.get("ID")
    if not isinstance(identifier, str):
        raise BadToken("consumer")
    prefix, _colon, number = identifier.partition(":")
    if prefix != NORWEGIAN or len(number) != 9 or not (number.isascii() and number.isdigit()):
        raise BadToken("consumer")
    return number


def _scopes(claims: dict[str, Any], prefix: str) -> frozenset[str]:
    """Ours among the token's, as we call them. Raises BadToken where there is none."""
    said = claims.get("scope")
    if not isinstance(said, str):
        raise BadToken("scope")
    own = f"{prefix}/"
    found = frozenset(one.removeprefix(own).replace(".", ":") for one in said.split(" ") if one.startswith(own))
    if not found - {""}:
        raise BadToken("scope")
    return found
