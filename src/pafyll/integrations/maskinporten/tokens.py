"""Whether an access token is Maskinporten's, for us, new, and whose: the first fault refuses it.

Source: docs.digdir.no, Maskinporten; RFC 8725 (JSON Web Token best current practices); RFC 9068 on access tokens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwk, jws, jwt
from joserfc.errors import JoseError

ALGORITHMS = ["RS256", "RS384", "RS512"]  # never none, and never HS…, which the public key could sign
KINDS = ("none", "jwt", "at+jwt")  # other kinds are for something else; the case does not matter
LEEWAY = timedelta(seconds=10)
LONGEST = timedelta(hours=1)  # our own limit: theirs last minutes
LARGEST = 16_384
AUTHORITY = "iso6523-actorid-upis"
NORWEGIAN = "0192"  # organisation numbers, in the list of ISO 6523

FindKey = Callable[[str], dict[str, Any] | None]


class BadToken(Exception):
    """A token that is not to be trusted. detail names the first thing that was wrong, and nothing of the token's."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


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
    claims = _signed(token, find_key)
    if claims.get("iss") != expected.issuer:
        raise BadToken("iss")
    _for_us(claims, expected.audience)
    _new(claims, at)
    return Access(_consumer(claims), _scopes(claims, expected.prefix))


def scope_of(code: str, prefix: str) -> str:
    """What our scope is called there: needs:read is udir:pafyll/needs.read."""
    return f"{prefix}/{code.replace(':', '.')}"


def _signed(token: str, find_key: FindKey) -> dict[str, Any]:
    if token.count(".") != 2 or len(token) > LARGEST or not token.isascii():
        raise BadToken("not a signed token")
    try:
        header = jws.extract_compact(token.encode()).headers()
        return dict(jwt.decode(token, _key(header, find_key), algorithms=ALGORITHMS).claims)
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise BadToken(f"signature: {type(error).__name__}") from None


def _key(header: dict[str, Any], find_key: FindKey) -> Any:
    if header.get("alg") not in ALGORITHMS:
        raise BadToken("alg")
    if str(header.get("typ")).lower() not in KINDS:
        raise BadToken("typ")
    if "crit" in header or "b64" in header:
        raise BadToken("crit")
    name = header.get("kid")
    public = find_key(name) if isinstance(name, str) and name else None
    if public is None:
        raise BadToken("kid")
    if public.get("kty") != "RSA" or public.get("alg", header["alg"]) != header["alg"]:
        raise BadToken("alg is not the key's")
    return jwk.import_key(public)


def _for_us(claims: dict[str, Any], audience: str) -> None:
    said = claims.get("aud")
    everyone = said if isinstance(said, list) else [said]
    if everyone != [audience]:  # a token for another too could be used here by that other
        raise BadToken("aud")
    if claims.get("token_type", "Bearer") != "Bearer":
        raise BadToken("token_type")


def _new(claims: dict[str, Any], at: datetime) -> None:
    ends, made = _moment(claims, "exp", at), _moment(claims, "iat", at)
    if ends <= at - LEEWAY:
        raise BadToken("exp")
    if made > at + LEEWAY:
        raise BadToken("iat")
    if ends <= made or ends - made > LONGEST:
        raise BadToken("exp and iat")
    if "nbf" in claims and _moment(claims, "nbf", at) > at + LEEWAY:
        raise BadToken("nbf")


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


def _moment(claims: dict[str, Any], name: str, at: datetime) -> datetime:
    seconds = claims.get(name)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise BadToken(name)
    try:
        return datetime.fromtimestamp(seconds, tz=at.tzinfo)
    except (OverflowError, ValueError, OSError):
        raise BadToken(name) from None
