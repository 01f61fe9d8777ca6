"""Signing a message, and the check that a receiver makes: HMAC-SHA256 over its name, the moment and the body.

Source: standardwebhooks.com, specification 1.0.0: headers webhook-id, webhook-timestamp and webhook-signature.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

MARK = "whsec_"
SIZE = 32  # bytes; the standard allows 24 to 64
OLDEST = timedelta(minutes=5)  # how far a message's moment may be from the receiver's clock


def new_secret() -> str:
    """A secret for an address: whsec_ and base64 of random bytes."""
    return MARK + base64.b64encode(secrets.token_bytes(SIZE)).decode()


def headers_of(*, name: str, at: datetime, body: bytes, with_secrets: Iterable[str]) -> dict[str, str]:
    """The three headers of a message. Every secret signs, so that a receiver may have either while it changes over."""
    moment = str(int(at.timestamp()))
    signatures = " ".join(f"v1,{_signature(secret, name, moment, body)}" for secret in with_secrets)
    return {"webhook-id": name, "webhook-timestamp": moment, "webhook-signature": signatures}


def is_ours(headers: Mapping[str, str], body: bytes, *, secret: str, at: datetime) -> bool:
    """Whether the message is signed with the secret, and is new. What a receiver asks before it reads the body."""
    name, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (moment.isascii() and moment.isdigit()) or abs(at.timestamp() - int(moment)) > OLDEST.total_seconds():
        return False
    right = _signature(secret, name, moment, body)
    given = [one.partition(",") for one in headers.get("webhook-signature", "").split(" ")]
    return any(version == "v1" and hmac.compare_digest(one, right) for version, _comma, one in given)


def _signature(secret: str, name: str, moment: str, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(MARK))
    signed = b".".join([name.encode(), moment.encode(), body])
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
