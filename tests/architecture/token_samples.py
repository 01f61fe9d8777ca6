"""A key that works, of each desk that has keys: Nina's student system and Marit's personnel system."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.connections.models import AccessToken


def token(username: str) -> Callable[[], int]:
    return lambda: AccessToken.objects.filter(holder__username=username, revoked_at=None).earliest("pk").pk


TOKENS: dict[str, Callable[[], Any]] = {
    f"{desk}:{name}_token.pk": token(holder)
    for desk, holder in (("provider", "nina"), ("owner", "marit"))
    for name in ("renew", "revoke")
}
