"""Demanding back what was paid. The demand becomes a line in a later statement; what was paid stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import AlreadyChanged, record, require
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Account, Commitment, Recovery, StatementLine
from pafyll.apps.grants.services.ledger import Move, hold, post
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.domain.lifecycles.payment_statement import PaymentStatementStatus, RecoveryStatus
from pafyll.domain.values import Kroner
from pafyll.integrations.clock import OSLO

A = AccountKind


@transaction.atomic
def demand_back(
    *,
    commitment: Commitment,
    amount: int,
    why: str,
    decision: Decision | None,
    by: User | None,
    at: datetime,
    key: str = "",
) -> Recovery:
    """Demands back amount of what was paid for the semester. why is shown to the payee on the statement's line.

    The same decision about the same commitment twice is one demand; key tells demands without a decision apart.
    Refused when the bank has not confirmed the payment, and when more is demanded than was paid.
    """
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    name = key or f"demand:{locked.pk}:{decision.pk if decision else 'without'}"
    if standing := Recovery.objects.filter(key=name).first():
        return standing
    require(first_no([_is_above_zero(amount), is_paid_out(locked), _was_paid(locked, amount)]))
    changed = Commitment.objects.filter(pk=locked.pk, paid__gte=F("recovered") + amount)
    if not changed.update(recovered=F("recovered") + amount):
        raise AlreadyChanged("tilsagnet")
    made = Recovery.objects.create(
        commitment=locked,
        owner_id=locked.owner_id,
        amount=amount,
        key=name,
        why=why,
        decision=decision,
        by=by,
        at=at,
    )
    _book(made, by, at)
    return made


def hold_for_demands(commitments: Iterable[Commitment]) -> None:
    """Locks what demands on the commitments move, for those who take a case number before they demand."""
    hold(account for one in commitments for account in _demand_accounts(one))


def _demand_accounts(one: Commitment) -> tuple[Account, Account]:
    place = {"round": one.round_id, "owner": one.owner_id}
    return account_for(A.PAID, one.budget_year, **place), account_for(A.RECEIVABLE, one.budget_year, **place)


def _book(made: Recovery, by: User | None, at: datetime) -> None:
    move = Move(*_demand_accounts(made.commitment), made.amount)
    day = at.astimezone(OSLO).date()
    post(
        kind=EntryKind.DEMAND, key=made.key, moves=[move], booked_on=day, about=made.about, by=by, at=at, why=made.why
    )  # fmt: skip
    status = RecoveryStatus.DEMANDED.value
    record(about=made.about, verb=status, by=by, at=at, after=status, why=made.why, amount=made.amount)


def _is_above_zero(amount: int) -> Answer:
    if amount > 0:
        return yes()
    return no("not_above_zero", "Beløpet som kreves tilbake, må være over null kroner.", field="amount")


def is_paid_out(commitment: Commitment) -> Answer:
    """Whether the bank has confirmed what was paid for the semester."""
    line = StatementLine.objects.filter(commitment=commitment).select_related("statement").first()
    if line is None or line.statement.status == PaymentStatementStatus.PAID:
        return yes()
    return no(
        "not_confirmed_by_the_bank",
        "Beløpet er på vei til utbetaling, og banken har ikke bekreftet det ennå.",
        remedy="Ta oppgjøret ut av utbetalingen, eller vent til banken har betalt. Da kan beløpet kreves tilbake.",
    )


def _was_paid(commitment: Commitment, amount: int) -> Answer:
    left = Kroner(commitment.paid - commitment.recovered)
    if amount <= left:
        return yes()
    return no(
        "more_than_was_paid",
        "Det kan ikke kreves tilbake {amount}: av det som er utbetalt, er det bare {left} som ikke er krevd tilbake.",
        field="amount",
        amount=str(Kroner(amount)),
        left=str(left),
    )
