"""Keeping the outage ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Outage
from pafyll.apps.casework.permissions.appeals import may_keep_the_ledger
from pafyll.apps.casework.services.recording import Refusal, record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.deadlines import norwegian_day


@dataclass(frozen=True)
class OutageFacts:
    """What is written about an outage. ends_at None: it goes on. rounds are keys."""

    starts_at: datetime
    ends_at: datetime | None
    cause: str
    consequence: str
    desks: Sequence[str]
    rounds: Sequence[int]

    def in_order(self, at: datetime) -> Answer:
        """Whether the times can be right: it began before now, and ended after it began."""
        if self.starts_at > at:
            return no("not_yet", "Avbruddet kan ikke begynne etter nå.", field="starts_at")
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            return no("ends_before_start", "Slutten må være etter begynnelsen.", field="ends_at")
        if self.ends_at is not None and self.ends_at > at:
            return no("ends_later", "Slutten kan ikke være etter nå.", remedy="La feltet stå tomt til det er over.",
                      field="ends_at")  # fmt: skip
        return yes()


@transaction.atomic
def register_outage(*, facts: OutageFacts, by: User, at: datetime) -> Outage:
    """Writes an outage in the ledger."""
    require(may_keep_the_ledger(viewer_of(by, day=norwegian_day(at))))
    require(facts.in_order(at))
    outage = Outage.objects.create(
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        cause=facts.cause.strip(),
        consequence=facts.consequence.strip(),
        desks=list(facts.desks),
        rounds=list(facts.rounds),
        registered_by=by,
        registered_at=at,
    )
    record(about=outage.about, verb="outage_registered", by=by, at=at)
    return outage


@transaction.atomic
def end_outage(*, outage: Outage, ends_at: datetime, by: User, at: datetime) -> Outage:
    """Writes when an outage was over."""
    require(may_keep_the_ledger(viewer_of(by, day=norwegian_day(at))))
    if not outage.starts_at < ends_at <= at:
        raise Refusal(
            no(
                "ends_out_of_order",
                "Slutten må være etter at avbruddet begynte, og ikke etter nå.",
                field="ends_at",
            )
        )
    changed = Outage.objects.filter(pk=outage.pk, ends_at=None).update(ends_at=ends_at)
    if not changed:
        raise Refusal(no("already_over", "Slutten er allerede skrevet."))
    outage.ends_at = ends_at
    record(about=outage.about, verb="outage_ended", by=by, at=at)
    return outage
