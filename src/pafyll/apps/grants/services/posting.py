"""Writing many entries in the ledger at once: one lock, one check and a few statements, whatever their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.grants.models import Account, Entry, Transfer
from pafyll.apps.grants.services.batches import add_each, insert_rows
from pafyll.apps.grants.services.ledger import Move, _has_room, _net, _require_route
from pafyll.domain.answers import require
from pafyll.domain.grants.ledger import EntryKind

ENTRY = ("kind", "key", "about", "why", "booked_on", "by", "at")
TRANSFER = ("entry", "debit", "credit", "amount")


@dataclass(frozen=True)
class NewEntry:
    """What one entry is to say. key makes that it is written once."""

    kind: EntryKind
    key: str
    about: str
    moves: Sequence[Move]
    why: str = ""


@transaction.atomic
def post_many(entries: Sequence[NewEntry], *, booked_on: date, by: User | None, at: datetime) -> int:
    """Writes those that are not there, and moves their money. Gives how many were new.

    Raises Refusal (not_enough_money) as `post` does, for all of them together: either all stand or none.
    """
    for one in entries:
        _require_route(one.kind, one.moves)
    asked = [move for one in entries for move in one.moves]
    accounts = list(Account.objects.select_for_update().filter(pk__in=_net(asked)).order_by("key"))
    standing = set(Entry.objects.filter(key__in=[one.key for one in entries]).values_list("key", flat=True))
    new = [one for one in entries if one.key not in standing and one.moves]
    _move(accounts, _net([move for one in new for move in one.moves]))
    insert_rows(Entry, ENTRY, (_row(one, booked_on, by, at) for one in new))
    written = dict(Entry.objects.filter(key__in=[one.key for one in new]).values_list("key", "pk"))
    pairs = ((written[one.key], move) for one in new for move in one.moves)
    insert_rows(Transfer, TRANSFER, ((row, move.debit.pk, move.credit.pk, move.amount) for row, move in pairs))
    return len(written)


def _row(one: NewEntry, booked_on: date, by: User | None, at: datetime) -> tuple[Any, ...]:
    return one.kind.value, one.key, one.about, one.why, booked_on, by.pk if by else None, at


def _move(accounts: list[Account], net: dict[int, int]) -> None:
    """The rows are locked, so what was read is what stands; the database refuses a balance below zero all the same."""
    for account in accounts:
        require(_has_room(account, net[account.pk]))
    add_each(Account, "balance", {key: change for key, change in net.items() if change})
