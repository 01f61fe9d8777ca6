"""Recording what happened, and refusing what may not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Event
from pafyll.domain.answers import Answer, Refusal, require
from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status

__all__ = ["AlreadyChanged", "Refusal", "advance", "record", "require"]


class AlreadyChanged(Refusal):
    """Someone else changed it first."""

    def __init__(self, what: str) -> None:
        super().__init__(
            Answer(
                False,
                "already_changed",
                "Noen andre har endret {thing} mens du så på den.",
                remedy="Last siden på nytt, se hva som er endret, og prøv igjen.",
                facts={"thing": what},
            )
        )


def record(
    *,
    about: str,
    verb: str,
    by: User | None,
    at: datetime,
    before: str = "",
    after: str = "",
    why: str = "",
    **facts: Any,
) -> Event:
    """Writes one event. Call it in the transaction that makes the change."""
    return Event.objects.create(about=about, verb=verb, before=before, after=after, why=why, facts=facts, by=by, at=at)


def advance(
    thing: Model,
    *,
    lifecycle: Lifecycle[Any],
    to: Status,
    by: User | None,
    at: datetime,
    why: str = "",
    **facts: Any,
) -> None:
    """Moves thing to a status by a conditional update and records the event.

    Raises Refusal when the lifecycle has no such transition and AlreadyChanged when someone was quicker.
    """
    before: str = thing.status  # type: ignore[attr-defined]
    require(lifecycle.may_become(before, to))
    changed = type(thing)._default_manager.filter(pk=thing.pk, status=before).update(status=to)
    if not changed:
        raise AlreadyChanged(lifecycle.label)
    thing.status = to  # type: ignore[attr-defined]
    record(
        about=f"{lifecycle.name}:{thing.pk}",
        verb=to.value,
        before=before,
        after=to.value,
        by=by,
        at=at,
        why=why,
        **facts,
    )
