"""One sample of everything that an address about one's own data can name: Ola's answer about deletion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.privacy.models import DeletionRequest

PRIVACY: dict[str, Callable[[], Any]] = {
    "public:deletion_answer.pk": lambda: DeletionRequest.objects.get(person__user__username="ola").pk,
}
