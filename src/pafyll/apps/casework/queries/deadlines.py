"""The deadline for appealing a decision, from when its party was told and what she has demanded."""

from __future__ import annotations

from datetime import datetime

from pafyll.apps.casework.models import Decision
from pafyll.domain.rules.deadlines import (
    Act,
    Deadline,
    DemandedGrounds,
    Notice,
    act_on,
    appeal_deadline,
    norwegian_day,
)


def act_of(decision: Decision) -> Act:
    """The act in force the day the decision was made."""
    return act_on(norwegian_day(decision.decided_at))


def deadline_of(decision: Decision) -> Deadline | None:
    """How long the decision may be appealed, and why; None until the party has been told of it. One query."""
    if decision.notified_at is None:
        return None
    demands = [
        DemandedGrounds(one.demanded_at, _told(one.answered_at) if one.answered_at else None)
        for one in decision.demands.all()
    ]
    return appeal_deadline(act_of(decision), _told(decision.notified_at), demands=demands)


def _told(moment: datetime) -> Notice:
    """What is put on the page with a mail about it is sent and arrives in the same moment."""
    return Notice(sent=moment, received=moment)
