"""Eight officers want the last krone of a frame, again and again. Runs alone on a database in a file."""

from __future__ import annotations

import os
from datetime import date

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command

from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Account
from pafyll.apps.grants.services.ledger import Move, differing_accounts, post
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from tests.factories.base import NOW
from tests.races import DONE, ROUNDS, THREADS, at_once

YEAR = 2026
A = AccountKind


def violations(rounds: int = ROUNDS) -> list[str]:
    """What went wrong, in words: each round has money for one of eight, and a key that eight send at once."""
    found: list[str] = []
    free, frame = account_for(A.APPROPRIATION, YEAR), account_for(A.FRAME, YEAR)
    for number in range(rounds):
        _move(EntryKind.APPROPRIATE, f"give:{number}", account_for(A.TREASURY, YEAR), free, 150)
        outcomes = at_once(*(_wants(f"last:{number}:{who}", free, frame, 100) for who in range(THREADS)))
        if outcomes.count(DONE) != 1:
            found.append(f"round {number}: {outcomes.count(DONE)} got the last hundred: {sorted(outcomes)}")
        outcomes = at_once(*(_wants(f"same:{number}", free, frame, 50) for _ in range(THREADS)))
        if outcomes.count(DONE) != THREADS:
            found.append(f"round {number}: the same key again was refused: {sorted(outcomes)}")
        left = Account.objects.get(pk=free.pk).balance
        if left != 0:
            found.append(f"round {number}: {left} kroner are left, not 0")
            break
    return [*found, *(f"{account} does not add up" for account in differing_accounts())]


def _wants(key: str, debit: Account, credit: Account, amount: int):  # type: ignore[no-untyped-def]
    return lambda: _move(EntryKind.ALLOT, key, debit, credit, amount)


def _move(kind: EntryKind, key: str, debit: Account, credit: Account, amount: int) -> None:
    moves = [Move(debit, credit, amount)]
    post(kind=kind, key=key, moves=moves, booked_on=date(2026, 3, 10), about="race:1", by=None, at=NOW)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
