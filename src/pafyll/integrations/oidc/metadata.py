"""What a provider says about itself: addresses and keys, kept for a day, and asked for anew when a key is unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import requests

from pafyll.integrations.clock import machine_now
from pafyll.integrations.oidc.provider import Provider, is_safe
from pafyll.integrations.oidc.refusals import Unreachable

KEPT = timedelta(hours=24)
AT_MOST_EVERY = timedelta(minutes=1)  # a token with an invented key name must not make us ask for ever
SECONDS = 5
LARGEST = 200_000
ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass
class Known:
    """The provider's own description and its public keys, and when we asked."""

    description: dict[str, Any]
    keys: list[dict[str, Any]] = field(default_factory=list)
    asked_at: datetime = field(default_factory=machine_now)

    def address(self, name: str) -> str:
        """An address that the provider names; "" where it has none that is safe."""
        found = self.description.get(name)
        return found if isinstance(found, str) and is_safe(found) else ""


_KNOWN: dict[str, Known] = {}


def known(provider: Provider) -> Known:
    """The description and keys of the provider. Raises Unreachable."""
    have = _KNOWN.get(provider.issuer)
    if have is None or machine_now() - have.asked_at > KEPT:
        have = _KNOWN[provider.issuer] = _asked(provider)
    return have


def key_named(provider: Provider, key_id: str) -> dict[str, Any] | None:
    """The public key of that name, asked for once more when it is new to us: providers change keys without warning."""
    found = _among(known(provider).keys, key_id)
    if found is None and machine_now() - known(provider).asked_at > AT_MOST_EVERY:
        _KNOWN[provider.issuer] = _asked(provider)
        found = _among(known(provider).keys, key_id)
    return found


def forget() -> None:
    """Asks anew next time: for tests, and after a change of settings."""
    _KNOWN.clear()


def _among(keys: list[dict[str, Any]], key_id: str) -> dict[str, Any] | None:
    fits = [key for key in keys if key.get("kid") == key_id and key.get("use", "sig") == "sig"]
    return fits[0] if len(fits) == 1 else None


def _asked(provider: Provider) -> Known:
    description = document(f"{provider.issuer}/.well-known/openid-configuration")
    if str(description.get("issuer", "")).rstrip("/") != provider.issuer:
        raise Unreachable("the description is another issuer's")
    found = Known(description)
    if missing := [name for name in ADDRESSES if not found.address(name)]:
        raise Unreachable(f"no safe {', '.join(missing)}")
    keys = document(found.address("jwks_uri")).get("keys")
    found.keys = [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []
    return found


def document(address: str, *, token: str = "") -> dict[str, Any]:
    """A JSON object from an address, with no redirects and no patience. Raises Unreachable."""
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    try:
        answer = requests.get(address, headers=headers, timeout=SECONDS, allow_redirects=False)
        read = answer.json() if answer.status_code == 200 and len(answer.content) <= LARGEST else None
    except (requests.RequestException, ValueError) as error:
        raise Unreachable(type(error).__name__) from None
    if not isinstance(read, dict):
        raise Unreachable(f"answered {answer.status_code}")
    return read
