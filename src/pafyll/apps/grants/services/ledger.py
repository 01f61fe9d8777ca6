"""Writing in the ledger: once per key, never below zero, never altered, only reversed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Sum

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import Refusal
from pafyll.apps.grants.models import Account, Entry, Transfer
from pafyll.domain.answers import Answer, no, require, yes
from pafyll.domain.grants.ledger import ACCOUNT_LABELS, ROUTES, AccountKind, EntryKind
from pafyll.domain.values import Kroner

BATCH = 2000


@dataclass(frozen=True)
class Move:
    """Kroner out of one account and into another; more than zero."""

    debit: Account
    credit: Account
    amount: int


class WrongRoute(ValueError):
    """An entry of a kind that may not move money between those accounts: our fault, never the person's."""


class KeyTaken(ValueError):
    """The key belongs to an entry that says something else: our fault, never the person's."""


@transaction.atomic
def post(
    *,
    kind: EntryKind,
    key: str,
    moves: Sequence[Move],
    booked_on: date,
    about: str,
    by: User | None,
    at: datetime,
    why: str = "",
) -> Entry:
    """Writes the entry and moves the money. The same key again gives the entry that stands, and nothing new.

    Raises Refusal (not_enough_money) when an account would go below zero, and KeyTaken or WrongRoute on our own
    mistakes. Accounts are locked in the order of their keys, so two who post at once wait and never block for good.
    """
    _require_route(kind, moves)
    return _write(Entry(kind=kind, key=key, booked_on=booked_on, about=about, by=by, at=at, why=why), moves)


def hold(accounts: Iterable[Account]) -> None:
    """Locks the accounts, in the order of their keys, until the transaction is over.

    For those who post more than once, and for those who take a case number before they post: all accounts are locked at
    once, and the number comes last (casework.services.case_numbers).
    """
    keys = {one.pk for one in accounts}
    list(Account.objects.select_for_update().filter(pk__in=keys).order_by("key").values_list("pk", flat=True))


@transaction.atomic
def reverse(*, entry: Entry, booked_on: date, by: User, at: datetime, why: str) -> Entry:
    """Moves everything back that the entry moved. Twice gives the same reversal.

    Raises Refusal when the money is not there any more, or when the entry is itself a reversal.
    """
    require(_may_be_reversed(entry))
    rows = entry.transfers.select_related("debit", "credit")
    back = [Move(row.credit, row.debit, row.amount) for row in rows]
    reversal = Entry(
        kind=EntryKind.REVERSE,
        key=f"reverse:{entry.pk}",
        booked_on=booked_on,
        about=entry.about,
        by=by,
        at=at,
        why=why,
        reverses_id=entry.pk,
    )
    return _write(reversal, back)


def balance_on(account: Account, day: date) -> Kroner:
    """What the account held when the day was over, from the transfers themselves."""
    given = account.given.filter(entry__booked_on__lte=day).aggregate(sum=Sum("amount"))["sum"] or 0
    taken = account.taken.filter(entry__booked_on__lte=day).aggregate(sum=Sum("amount"))["sum"] or 0
    return Kroner(given - taken)


def differing_accounts() -> list[Account]:
    """Accounts whose balance is not the sum of their transfers. Empty, unless somebody wrote past the services."""
    found: dict[int, int] = defaultdict(int)
    for taken in Transfer.objects.values("debit_id").annotate(sum=Sum("amount")).order_by():
        found[taken["debit_id"]] -= taken["sum"]
    for given in Transfer.objects.values("credit_id").annotate(sum=Sum("amount")).order_by():
        found[given["credit_id"]] += given["sum"]
    return [account for account in Account.objects.order_by("key") if account.balance != found[account.pk]]


def _require_route(kind: EntryKind, moves: Iterable[Move]) -> None:
    for move in moves:
        route = (AccountKind(move.debit.kind), AccountKind(move.credit.kind))
        if ROUTES.get(kind) != route:
            raise WrongRoute(f"{kind}: {move.debit} → {move.credit}")


def _write(entry: Entry, moves: Sequence[Move]) -> Entry:
    net = _net(moves)
    accounts = list(Account.objects.select_for_update().filter(pk__in=net).order_by("key"))
    stands = Entry.objects.filter(key=entry.key).first()  # asked for behind the lock: who waited sees the first one's
    if stands is not None:
        return _the_same(stands, entry, moves)
    for account in accounts:
        require(_has_room(account, net[account.pk]))
    entry.save(force_insert=True)
    rows = (Transfer(entry=entry, debit=one.debit, credit=one.credit, amount=one.amount) for one in moves)
    Transfer.objects.bulk_create(rows, batch_size=BATCH)
    for account in accounts:
        Account.objects.filter(pk=account.pk).update(balance=F("balance") + net[account.pk])
    return entry


def _net(moves: Iterable[Move]) -> dict[int, int]:
    net: dict[int, int] = defaultdict(int)
    for move in moves:
        net[move.debit.pk] -= move.amount
        net[move.credit.pk] += move.amount
    return net


def _the_same(stands: Entry, asked: Entry, moves: Sequence[Move]) -> Entry:
    written = sorted(stands.transfers.values_list("debit_id", "credit_id", "amount"))
    wanted = sorted((move.debit.pk, move.credit.pk, move.amount) for move in moves)
    if (stands.kind, written) != (asked.kind, wanted):
        raise KeyTaken(asked.key)
    return stands


def _has_room(account: Account, change: int) -> Answer:
    if account.kind == AccountKind.TREASURY or account.balance + change >= 0:
        return yes()
    return no(
        "not_enough_money",
        "Det er ikke nok penger: {account} for {year} har {balance}, og det trengs {need}.",
        remedy="Øk rammen eller bevilgningen, eller velg færre.",
        account=ACCOUNT_LABELS[AccountKind(account.kind)].lower(),
        year=str(account.budget_year),
        balance=str(Kroner(account.balance)),
        need=str(Kroner(-change)),
    )


def _may_be_reversed(entry: Entry) -> Answer:
    if entry.kind == EntryKind.REVERSE:
        return no("is_a_reversal", "En tilbakeføring kan ikke tilbakeføres.", remedy="Før beløpet på nytt i stedet.")
    return yes()


__all__ = ["KeyTaken", "Move", "Refusal", "WrongRoute", "balance_on", "differing_accounts", "hold", "post", "reverse"]
