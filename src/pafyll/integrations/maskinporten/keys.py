"""The issuer's public keys, from its own description. Asked for by the crew, and never while a system waits."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import requests

SECONDS = 5
LARGEST = 200_000
MOST = 50  # keys
DESCRIPTION = "/.well-known/oauth-authorization-server"


class Unreachable(Exception):
    """The issuer does not answer, or answers with something else than it should."""


def public_keys(issuer: str) -> list[dict[str, Any]]:
    """The keys for signing. Raises Unreachable, also when there is none, so that those we have are not forgotten."""
    description = _document(f"{issuer.rstrip('/')}{DESCRIPTION}")
    if description.get("issuer") != issuer:
        raise Unreachable("the description is another issuer's")
    address = description.get("jwks_uri")
    if not isinstance(address, str) or not _is_safe(address, issuer):
        raise Unreachable("no safe jwks_uri")
    keys = _document(address).get("keys")
    found = [_kept(key) for key in keys if _signs(key)] if isinstance(keys, list) else []
    if not 0 < len(found) <= MOST:
        raise Unreachable("no keys")
    return found


def _signs(key: Any) -> bool:
    return isinstance(key, dict) and key.get("kty") == "RSA" and key.get("use", "sig") == "sig" and bool(key.get("kid"))


def _kept(key: dict[str, Any]) -> dict[str, Any]:
    """Its public parts alone."""
    return {name: key[name] for name in ("kty", "kid", "n", "e", "alg") if isinstance(key.get(name), str)}


def _is_safe(address: str, issuer: str) -> bool:
    """On https; or, for an issuer on this machine in development, there too."""
    return urlsplit(address).scheme in {"https", urlsplit(issuer).scheme}


def _document(address: str) -> dict[str, Any]:
    """A JSON object, with no redirects and no patience. Raises Unreachable."""
    try:
        with requests.get(address, timeout=SECONDS, allow_redirects=False, stream=True) as answer:
            content = answer.raw.read(LARGEST + 1, decode_content=True)
            if answer.status_code != 200 or len(content) > LARGEST:
                raise Unreachable(f"answered {answer.status_code}")
        read = json.loads(content)
    except (requests.RequestException, ValueError, OSError) as error:
        raise Unreachable(type(error).__name__) from None
    if not isinstance(read, dict):
        raise Unreachable("no object")
    return read
