"""What every signed token must be before anybody reads what it says: signed by a known key, of a known kind, and new.

Source: RFC 7519 (JSON Web Token) and RFC 8725 (its best current practices).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwk, jws, jwt
from joserfc.errors import JoseError

LARGEST = 16_384  # characters
FindKey = Callable[[str], dict[str, Any] | None]


class BadToken(Exception):
    """A token that is not to be trusted. detail names the first thing that was wrong, and nothing of the token's."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True)
class Kind:
    """What one issuer's tokens look like.

    algorithms: those taken; never none, and never HS…, which the public key could sign. is_kind: whether the header's
    typ is of this kind. key_types: those taken, or any. leeway: how far the clocks may differ. longest: how long it may
    be good for.
    """

    algorithms: tuple[str, ...]
    is_kind: Callable[[object], bool]
    leeway: timedelta
    longest: timedelta
    key_types: tuple[str, ...] = ()

    def claims(self, token: object, find_key: FindKey) -> dict[str, Any]:
        """What the token says, its signature checked. Raises BadToken."""
        if not isinstance(token, str) or token.count(".") != 2 or len(token) > LARGEST or not token.isascii():
            raise BadToken("not a signed token")
        try:
            header = jws.extract_compact(token.encode()).headers()
            return dict(jwt.decode(token, self._key(header, find_key), algorithms=list(self.algorithms)).claims)
        except (JoseError, ValueError, TypeError, RecursionError) as error:
            raise BadToken(f"signature: {type(error).__name__}") from None

    def check_new(self, claims: dict[str, Any], at: datetime) -> None:
        """Whether it is good at the moment. Raises BadToken."""
        ends, made = moment(claims, "exp", at), moment(claims, "iat", at)
        if ends <= at - self.leeway:
            raise BadToken("exp")
        if made > at + self.leeway or at - made > self.longest:
            raise BadToken("iat")
        if ends <= made or ends - made > self.longest:
            raise BadToken("exp and iat")
        if "nbf" in claims and moment(claims, "nbf", at) > at + self.leeway:
            raise BadToken("nbf")

    def _key(self, header: dict[str, Any], find_key: FindKey) -> Any:
        if header.get("alg") not in self.algorithms:
            raise BadToken("alg")
        if not self.is_kind(header.get("typ")):
            raise BadToken("typ")
        if "crit" in header or "b64" in header:
            raise BadToken("crit")
        name = header.get("kid")
        public = find_key(name) if isinstance(name, str) and name else None
        if public is None:
            raise BadToken("kid")
        if self.key_types and public.get("kty") not in self.key_types:
            raise BadToken("alg is not the key's")
        if public.get("alg", header["alg"]) != header["alg"]:
            raise BadToken("alg is not the key's")
        return jwk.import_key(public)


def check_only_for(claims: dict[str, Any], audience: str) -> None:
    """Another audience beside us could use the token here. Raises BadToken."""
    said = claims.get("aud")
    if (said if isinstance(said, list) else [said]) != [audience]:
        raise BadToken("aud")


def moment(claims: dict[str, Any], name: str, at: datetime) -> datetime:
    """The moment in seconds that the claim says, in the zone of at. Raises BadToken."""
    seconds = claims.get(name)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise BadToken(name)
    try:
        return datetime.fromtimestamp(seconds, tz=at.tzinfo)
    except (OverflowError, ValueError, OSError):
        raise BadToken(name) from None
