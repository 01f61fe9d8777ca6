"""An organisation's account number: entered by one, approved by another."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.grants.models import BankAccount
from pafyll.apps.grants.permissions.payments import may_decide_account, may_enter_account
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.payment_statement import BANK_ACCOUNT, BankAccountStatus
from pafyll.integrations.bank import account_fault, normal_account

S = BankAccountStatus


@transaction.atomic
def enter_account(*, organisation: Organisation, number: str, by: User, at: datetime) -> BankAccount:
    """Enters a number, which is used once it is approved. One that waits already is refused in its favour.

    The number that is in use, entered again, stays in use.
    """
    require(may_enter_account(as_viewer(by, at), organisation))
    require(account_fault(number))
    digits = normal_account(number)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    standing = {one.status: one for one in organisation.bank_accounts.filter(status__in=(S.ENTERED, S.APPROVED))}
    for one in standing.values():
        if one.number == digits:
            return one
    if waiting := standing.get(S.ENTERED):
        advance(waiting, lifecycle=BANK_ACCOUNT, to=S.REFUSED, by=by, at=at, why="Et nyere nummer er ført.")
    made = BankAccount.objects.create(organisation=organisation, number=digits, entered_by=by, entered_at=at)
    record(about=made.about, verb=S.ENTERED.value, by=by, at=at, after=S.ENTERED.value)
    return made


@transaction.atomic
def approve_account(*, account: BankAccount, by: User, at: datetime) -> BankAccount:
    """Takes the number into use, in place of the one before. Payments that are not sent yet must be prepared anew."""
    Organisation.objects.select_for_update().get(pk=account.organisation_id)
    account.refresh_from_db()
    if account.status == S.APPROVED:
        return account
    require(may_decide_account(as_viewer(by, at), account))
    for one in BankAccount.objects.filter(organisation=account.organisation_id, status=S.APPROVED):
        advance(one, lifecycle=BANK_ACCOUNT, to=S.REPLACED, by=by, at=at)
    return _decided(account, S.APPROVED, by, at)


@transaction.atomic
def refuse_account(*, account: BankAccount, by: User, at: datetime, why: str) -> BankAccount:
    """Puts the number aside; the one in use stays in use. why is shown to the owner."""
    require(may_decide_account(as_viewer(by, at), account))
    return _decided(account, S.REFUSED, by, at, why)


def _decided(account: BankAccount, to: BankAccountStatus, by: User, at: datetime, why: str = "") -> BankAccount:
    advance(account, lifecycle=BANK_ACCOUNT, to=to, by=by, at=at, why=why)
    BankAccount.objects.filter(pk=account.pk).update(decided_by=by, decided_at=at)
    account.refresh_from_db()
    return account
