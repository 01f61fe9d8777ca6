"""The ledger moves that follow an award: released, bound anew, demanded back, paid back. Exact, and once per key."""

from __future__ import annotations

from datetime import datetime

from pafyll.apps.accounts.models import User
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Account, Award
from pafyll.apps.grants.services.deciding_awards import committed
from pafyll.apps.grants.services.ledger import Move, post
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.domain.rules.deadlines import norwegian_day

A, E = AccountKind, EntryKind


def frame_of(award: Award) -> Account:
    """The scheme year's own account: what is not bound to anybody."""
    return account_for(A.FRAME, award.scheme_year.year, scheme_year=award.scheme_year_id)


def release(award: Award, kroner: int, *, key: str, why: str, by: User, at: datetime) -> None:
    """Promised money goes back to the scheme year."""
    _move(E.RELEASE, committed(award), frame_of(award), kroner, award, key, why, by, at)


def bind(award: Award, kroner: int, *, key: str, why: str, by: User, at: datetime) -> None:
    """More of the scheme year's money is promised to the award."""
    _move(E.COMMIT, frame_of(award), committed(award), kroner, award, key, why, by, at)


def demand(award: Award, kroner: int, *, key: str, why: str, by: User, at: datetime) -> None:
    """Of what is paid: demanded back."""
    _move(E.DEMAND, _paid(award, A.PAID), _paid(award, A.RECEIVABLE), kroner, award, key, why, by, at)


def pay_back(award: Award, kroner: int, *, key: str, why: str, by: User, at: datetime) -> None:
    """What was demanded has come, and is the scheme year's again."""
    _move(E.RETURN, _paid(award, A.RECEIVABLE), frame_of(award), kroner, award, key, why, by, at)


def _paid(award: Award, kind: AccountKind) -> Account:
    return account_for(kind, award.scheme_year.year, scheme_year=award.scheme_year_id, owner=award.payee_id)


def _move(
    kind: EntryKind,
    debit: Account,
    credit: Account,
    kroner: int,
    award: Award,
    key: str,
    why: str,
    by: User,
    at: datetime,
) -> None:
    if kroner:
        post(
            kind=kind,
            key=key,
            moves=[Move(debit, credit, kroner)],
            booked_on=norwegian_day(at),
            about=award.about,
            by=by,
            at=at,
            why=why[:300],
        )
