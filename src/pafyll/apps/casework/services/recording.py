"""Recording what happened, and refusing what may not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.acting import acting_now
from pafyll.apps.casework.models import Decision, Event
from pafyll.apps.casework.outcomes import kind_of
from pafyll.apps.casework.sealing_events import sealed, sealed_alike
from pafyll.apps.casework.services.case_numbers import case_numbers
from pafyll.apps.casework.watching import tell_watches
from pafyll.domain.answers import Answer, Refusal, require
from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status
from pafyll.integrations.prepared_writes import insert, update_where

BATCH = 2000


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
    told = {"about": about, "verb": verb, "before": before, "after": after, "why": why, "facts": facts}
    event = sealed(Event(**told, by=by, at=at, **vars(acting_now(by))))
    insert(event)
    tell_watches([event])
    return event


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
    if not update_where(type(thing), {thing._meta.pk.name: thing.pk, "status": before}, {"status": to}):
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


def record_all(
    abouts: Iterable[str], *, verb: str, by: User | None, at: datetime, before: str, after: str, **facts: Any
) -> None:
    """Writes one event per thing, for changes that concern thousands at once."""
    told = {"verb": verb, "before": before, "after": after, "facts": facts, "by": by, "at": at, **vars(acting_now(by))}
    each = sealed_alike(Event(**told), abouts)
    made = Event.objects.bulk_create((Event(about=a, key=k, seal=s, **told) for a, k, s in each), batch_size=BATCH)
    tell_watches(made)


@dataclass(frozen=True)
class NewDecision:
    """What is decided about one thing: the outcome, the reason chain, and the lines of money."""

    about: str
    outcome: str
    grounds: Any
    lines: list[dict[str, Any]]


def issue_decisions(
    *,
    kind: str,
    decisions: Sequence[NewDecision],
    prepared_by: User,
    decided_by: User,
    at: datetime,
    told: bool = False,
) -> list[Decision]:
    """Stores the decisions with case numbers that follow each other. Raises UnknownKind or KeyError on a wrong word.

    told says that the party is told in the same moment, so that the deadline for appealing begins.
    """
    owned = kind_of(kind)
    for new in decisions:
        owned.outcome_label(new.outcome)
    numbers = case_numbers(len(decisions), at)
    rows = [
        Decision(
            kind=kind,
            about=new.about,
            case_number=number,
            outcome=new.outcome,
            grounds=new.grounds,
            lines=new.lines,
            prepared_by=prepared_by,
            decided_by=decided_by,
            decided_at=at,
            notified_at=at if told else None,
        )
        for number, new in zip(numbers, decisions, strict=True)
    ]
    return Decision.objects.bulk_create(rows, batch_size=BATCH)
