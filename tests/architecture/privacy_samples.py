"""One sample of everything that an address about one's own data can name: Ola's answer about deletion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.privacy.models import DeletionRequest, PersonMerge
from tests.architecture.log_in_samples import kari

PRIVACY: dict[str, Callable[[], Any]] = {
    "support:supported.pk": kari,
    "support:begin_seeing_as.pk": kari,
    "support:merge_people.pk": kari,
    "support:undo_merge.pk": lambda: PersonMerge.objects.get().kept_id,
    "support:undo_merge.merge": lambda: PersonMerge.objects.get().pk,
    "public:deletion_answer.pk": lambda: DeletionRequest.objects.get(person__user__username="ola").pk,
}
