"""Promising money anew after a decision: for a semester that was moved, for a higher amount, for another owner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import ParticipationTerm
from pafyll.apps.casework.services import AlreadyChanged, require
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Account, Commitment, Entry, Frame
from pafyll.apps.grants.services.ledger import Move, post
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.integrations.clock import OSLO

A = AccountKind


@transaction.atomic
def commit_term(*, term: ParticipationTerm, key: str, by: User | None, at: datetime, why: str) -> Commitment:
    """Reserves the state's money for a semester that was not in the award. Refused without a frame or money in it."""
    made, is_new = Commitment.objects.get_or_create(
        term=term,
        defaults={
            "round_id": term.participation.round_id,
            "owner_id": term.participation.owner_id,
            "budget_year": term.budget_year.year,
            "amount": term.state_amount,
        },
    )
    if is_new and made.amount:
        require(_has_frame(made))
        _post(EntryKind.COMMIT, key, [Move(_frame(made), _committed(made), made.amount)], made, by, at, why)
    return made


@transaction.atomic
def raise_commitment(
    *, commitment: Commitment, amount: int, key: str, by: User | None, at: datetime, why: str
) -> Commitment:
    """Promises amount more for the semester, from the frame. Refused when the frame does not reach."""
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if _is_booked(locked, key):
        return locked
    Commitment.objects.filter(pk=locked.pk).update(amount=F("amount") + amount)
    _post(EntryKind.COMMIT, key, [Move(_frame(locked), _committed(locked), amount)], locked, by, at, why)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def hand_over(
    *, commitment: Commitment, to: Organisation, key: str, by: User | None, at: datetime, why: str
) -> Commitment:
    """Moves what is left of an unpaid promise to another owner: back to the frame, and out again. No krone changes."""
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if locked.owner_id == to.pk:
        return locked
    require(_is_unpaid(locked))
    left, before = int(locked.left), _committed(locked)
    if not Commitment.objects.filter(pk=locked.pk, owner=locked.owner_id, paid=0).update(owner=to):
        raise AlreadyChanged("tilsagnet")
    locked.refresh_from_db()
    if left:
        _post(EntryKind.RELEASE, f"{key}:out", [Move(before, _frame(locked), left)], locked, by, at, why)
        _post(EntryKind.COMMIT, f"{key}:in", [Move(_frame(locked), _committed(locked), left)], locked, by, at, why)
    return locked


def _frame(commitment: Commitment) -> Account:
    return account_for(A.FRAME, commitment.budget_year, round=commitment.round_id)


def _committed(commitment: Commitment) -> Account:
    return account_for(A.COMMITTED, commitment.budget_year, round=commitment.round_id, owner=commitment.owner_id)


def _is_booked(commitment: Commitment, key: str) -> bool:
    return Entry.objects.filter(key=key, about=commitment.about).exists()


def _has_frame(commitment: Commitment) -> Answer:
    if Frame.objects.filter(round=commitment.round_id, budget_year=commitment.budget_year).exists():
        return yes()
    return no(
        "no_frame",
        "{round} har ingen ramme for {year}, så pengene kan ikke bindes der.",
        remedy="Velg et semester i et budsjettår som runden har ramme for, eller la læreren søke på nytt.",
        round=commitment.round.name,
        year=str(commitment.budget_year),
    )


def _is_unpaid(commitment: Commitment) -> Answer:
    if not commitment.paid:
        return yes()
    return no("already_paid", "Semesteret er utbetalt, og kan ikke flyttes til en annen skoleeier.")


def _post(
    kind: EntryKind, key: str, moves: Sequence[Move], about: Commitment, by: User | None, at: datetime, why: str
) -> None:
    day = at.astimezone(OSLO).date()
    post(kind=kind, key=key, moves=moves, booked_on=day, about=about.about, by=by, at=at, why=why)
