"""One sample of everything that an address of the API can name: the scheme year that is open, and Fjordvik's need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.forums.models import NeedsNotification
from tests.architecture.forum_samples import scheme_year


def need() -> str:
    """What Fjordvik has begun on."""
    return NeedsNotification.objects.filter(status="draft").earliest("pk").number


API: dict[str, Callable[[], Any]] = {
    "api:needs_form.pk": scheme_year("announced"),
    **{f"api:{name}.number": need for name in ("need", "need_submission")},
}
