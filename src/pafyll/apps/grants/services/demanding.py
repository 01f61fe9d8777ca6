"""Money that was paid and is demanded back: never more than was paid, once per key."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, require
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Commitment, Entry
from pafyll.apps.grants.services.ledger import Move, post
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.domain.values import Kroner
from pafyll.integrations.clock import OSLO

A = AccountKind


@transaction.atomic
def demand_from_owner(*, commitment: Commitment, amount: int, key: str, by: User, at: datetime, why: str) -> Commitment:
    """Books that the owner owes the amount back. The same key again changes nothing.

    Refused when more is demanded than was paid and not demanded before.
    """
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if Entry.objects.filter(key=key, about=locked.about).exists():
        return locked
    require(_was_paid(locked, amount))
    changed = Commitment.objects.filter(pk=locked.pk, paid__gte=F("recovered") + amount)
    if not changed.update(recovered=F("recovered") + amount):
        raise AlreadyChanged("tilsagnet")
    places = {"round": locked.round_id, "owner": locked.owner_id}
    paid, owed = (account_for(kind, locked.budget_year, **places) for kind in (A.PAID, A.RECEIVABLE))
    post(
        kind=EntryKind.DEMAND,
        key=key,
        moves=[Move(paid, owed, amount)],
        booked_on=at.astimezone(OSLO).date(),
        about=locked.about,
        by=by,
        at=at,
        why=why,
    )
    locked.refresh_from_db()
    return locked


def _was_paid(commitment: Commitment, amount: int) -> Answer:
    standing = commitment.paid - commitment.recovered
    if 0 < amount <= standing:
        return yes()
    return no(
        "more_than_was_paid",
        "Det er utbetalt {standing} som ikke er krevd tilbake, og {amount} kan ikke kreves.",
        remedy="Krev høyst det som er utbetalt.",
        standing=str(Kroner(standing)),
        amount=str(Kroner(amount)),
    )
