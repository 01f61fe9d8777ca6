"""How often each caller calls, answers that are kept so that a repeated call changes nothing, and what is forgotten."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet

from pafyll.apps.connections.models import CallCount, HookDelivery, HookNotice, KeptAnswer
from pafyll.domain.rules.webhooks import KEPT
from pafyll.integrations.clock import OSLO

WINDOW = timedelta(minutes=5)
COUNTS_KEPT = timedelta(days=1)
ANSWERS_KEPT = timedelta(hours=24)
START = datetime(2020, 1, 1, tzinfo=OSLO)


def count_call(*, caller: str, most: int, at: datetime) -> int:
    """Counts one call. 0 when there was room for it, else the seconds until there is. One query, but for the first."""
    since = at - (at - START) % WINDOW
    mine = CallCount.objects.filter(caller=caller, since=since)
    for _turn in range(2):  # again when somebody else began the count in the meantime
        if mine.filter(calls__lt=most).update(calls=F("calls") + 1):
            return 0
        if CallCount.objects.get_or_create(caller=caller, since=since, defaults={"calls": 1})[1]:
            return 0
    return max(1, int((since + WINDOW - at).total_seconds()))


def answer_under(*, caller: str, key: str, digest: str, at: datetime) -> tuple[KeptAnswer, bool]:
    """The answer that is kept under the caller's key, and whether the place for it is new.

    Call it in the transaction of the call: another with the same key waits here until this one is done.
    """
    return KeptAnswer.objects.get_or_create(caller=caller, key=key, defaults={"digest": digest, "made_at": at})


def keep_answer(kept: KeptAnswer, *, status: int, content_type: str, body: str) -> None:
    """Fills the place."""
    KeptAnswer.objects.filter(pk=kept.pk).update(status=status, content_type=content_type, body=body)


def digest_of_call(method: str, address: str, body: bytes) -> str:
    """What tells whether a call is the same as before."""
    return hashlib.sha256(b"\n".join([method.encode(), address.encode(), body])).hexdigest()


def forgettable(*, at: datetime) -> dict[str, int]:
    """How many counts, answers and tellings have been kept their time."""
    return {name: rows.count() for name, rows in _old(at).items()}


def forget(*, at: datetime) -> None:
    """Removes them."""
    for rows in _old(at).values():
        rows.delete()


def _old(at: datetime) -> dict[str, QuerySet[Any]]:
    return {
        "counts": CallCount.objects.filter(since__lt=at - COUNTS_KEPT),
        "answers": KeptAnswer.objects.filter(made_at__lt=at - ANSWERS_KEPT),
        "tellings": HookDelivery.objects.filter(made_at__lt=at - KEPT),
        "notes": HookNotice.objects.filter(event__at__lt=at - KEPT),  # left where no crew spreads them
    }
