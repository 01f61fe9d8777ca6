"""From an approved run of parts of awards to the bank's file, from the account of whoever runs the scheme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance
from pafyll.apps.grants.models import BankAccount, Payment, PaymentRun
from pafyll.apps.grants.queries.award_parts import parts_of_year
from pafyll.apps.grants.services.deciding_payments import take_parts_out
from pafyll.apps.grants.services.keeping_files import keep_file, party
from pafyll.apps.grants.services.moving_parts import count_parts_as_paid, hold_awards, part_entries
from pafyll.apps.grants.services.posting import post_many
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import no
from pafyll.domain.grants.ledger import EntryKind
from pafyll.domain.lifecycles.payment import PAYMENT_RUN, PaymentRunStatus, PaymentStatus
from pafyll.domain.lifecycles.payment_statement import BankAccountStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.integrations.bank import Order, Party, Transfer
from pafyll.integrations.clock import OSLO

P = PaymentStatus
WHY = {
    "changed": "Noe er endret etter at utbetalingen ble klargjort: tildelingen, det delen trenger, eller kontonummeret."
}


def send_parts(run: PaymentRun, *, by: User, at: datetime) -> None:
    """Writes the file of a locked run, once. What may not be paid any more is taken out, with the reason.

    The awards are locked before the money, so an award that is changed in this very moment is paid as it was or as it
    became, never both. When nothing is left, the run is returned.
    """
    payments = list(
        run.payments.filter(status=P.APPROVED).select_related("part__award__payee", "part__award__recipient")
    )
    hold_awards([one.part.award_id for one in payments if one.part])
    kept = _still_right(run, payments)
    take_parts_out([one for one in payments if one not in kept], why=WHY["changed"], by=by, at=at)
    if not kept:
        advance(run, lifecycle=PAYMENT_RUN, to=PaymentRunStatus.RETURNED, by=by, at=at, why=WHY["changed"])
        return
    order = Order(run.reference, at.astimezone(OSLO), run.pay_on, payer_of_year(run), _transfers(run, kept))
    _count(kept)
    post_many(part_entries(EntryKind.SEND, kept), booked_on=norwegian_day(at), by=by, at=at)
    keep_file(run, order, by=by, at=at)


def payer_of_year(run: PaymentRun) -> Party:
    """Whoever runs the scheme year, and the account that it pays from. Raises Refusal when no number is approved."""
    assert run.scheme_year is not None
    governor = run.scheme_year.governor
    account = _in_use([governor]).get(governor.pk)
    if account is None:
        raise Refusal(
            no(
                "no_payer_account",
                "{name} har ikke noe godkjent kontonummer å betale fra.",
                remedy="Før kontonummeret under «Kontoen det betales fra», og la en kollega godkjenne det.",
                name=governor.name,
            )
        )
    return party(governor, account)


def _still_right(run: PaymentRun, payments: Sequence[Payment]) -> list[Payment]:
    """Those whose part may still be paid with the whole amount, to the number that is still the payee's."""
    assert run.scheme_year is not None
    may = {row.part.pk: row for row in parts_of_year(run.scheme_year, day=run.pay_on)}
    accounts = _in_use([one.payee for one in payments])
    return [
        one
        for one in payments
        if (row := may.get(one.part_id or 0)) and row.may_be_sent and accounts.get(one.payee.pk) == one.account_number
    ]


def _in_use(organisations: Sequence[Organisation]) -> dict[int, str]:
    rows = BankAccount.objects.filter(organisation__in=organisations, status=BankAccountStatus.APPROVED)
    return dict(rows.values_list("organisation", "number"))


def _count(payments: Sequence[Payment]) -> None:
    """What is paid is counted on each award; the database refuses more than was awarded."""
    try:
        with transaction.atomic():
            count_parts_as_paid(payments)
    except IntegrityError as error:
        raise AlreadyChanged(PAYMENT_RUN.label) from error


def _transfers(run: PaymentRun, payments: Sequence[Payment]) -> list[Transfer]:
    return [
        Transfer(one.reference, one.kroner, party(one.payee, one.account_number), _text(run, one)) for one in payments
    ]


def _text(run: PaymentRun, payment: Payment) -> str:
    """What the payee reads on its account: what it is, and for whom when it is to be passed on."""
    assert run.scheme_year is not None
    assert payment.part is not None
    award = payment.part.award
    to = "" if award.payee_id == award.recipient_id else f", til {award.recipient.name}"
    return f"{award.number} {run.scheme_year.title}{to}"
