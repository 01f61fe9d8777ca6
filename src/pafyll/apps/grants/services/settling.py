"""What happens when the bank has paid, or will not pay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F, OuterRef, Subquery, Sum

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance
from pafyll.apps.grants import steps
from pafyll.apps.grants.models import Payment, PaymentRun, PaymentStatement, Recovery, StatementLine
from pafyll.apps.grants.services.batches import advance_all
from pafyll.apps.grants.services.deciding_payments import end_payments, take_out
from pafyll.apps.grants.services.moving import (
    Sent,
    batches,
    count_as_paid,
    paying_entries,
    returning_entries,
    statements_in,
)
from pafyll.apps.grants.services.moving_parts import count_parts_as_paid, part_entries
from pafyll.apps.grants.services.posting import NewEntry, post_many
from pafyll.apps.grants.services.telling_recipients import tell_parties
from pafyll.domain.grants.bank_reasons import reason_in_words
from pafyll.domain.grants.ledger import EntryKind
from pafyll.domain.lifecycles.payment import PAYMENT, PAYMENT_RUN, WITH_THE_BANK, PaymentRunStatus, PaymentStatus
from pafyll.domain.lifecycles.payment_statement import (
    PAYMENT_STATEMENT,
    RECOVERY,
    PaymentStatementStatus,
    RecoveryStatus,
)

P, S = PaymentStatus, PaymentStatementStatus


def settle(payments: Sequence[Payment], *, booked_on: date, by: User | None, at: datetime) -> None:
    """The bank has paid: the statements are paid and frozen. Call it in a transaction, with the run locked."""
    sent = statements_in(payments)
    _post(EntryKind.SETTLE, sent, booked_on, by, at, beside=part_entries(EntryKind.SETTLE, payments))
    changes = {"settled_on": booked_on}
    for some in batches([one.pk for one in payments]):
        rows = Payment.objects.filter(pk__in=some)
        for before in WITH_THE_BANK:
            advance_all(rows, lifecycle=PAYMENT, before=before, to=P.SETTLED, by=by, at=at, changes=changes)
    steps.step("payments settled")
    _freeze([one.statement for one in sent], booked_on, by, at)
    _tell_of_parts(payments, booked_on, at)


def _tell_of_parts(payments: Sequence[Payment], booked_on: date, at: datetime) -> None:
    """A payee finds the amount on its account; who shall have it in the end is told as well."""
    rows = Payment.objects.filter(pk__in=[one.pk for one in payments if one.part_id is not None])
    for one in rows.select_related("part__award__recipient", "part__award__payee", "part__award__scheme_year"):
        assert one.part is not None
        one.settled_on = booked_on
        tell_parties(one.part.award, "part_paid", at=at, payment=one)


def settle_without_payment(
    statements: Sequence[PaymentStatement], *, booked_on: date, by: User | None, at: datetime
) -> None:
    """Statements in which a demand takes all that is paid: there is nothing for the bank to do."""
    if statements:
        sent = [Sent(one, one.reference(0)) for one in statements]
        _post(EntryKind.SETTLE, sent, booked_on, by, at)
        _freeze(statements, booked_on, by, at)


def reject(payments: Sequence[tuple[Payment, str, str]], *, booked_on: date, by: User | None, at: datetime) -> None:
    """The bank will not pay. (payment, code, its words): the money is promised again and paid in a later run."""
    ended = [one for one, _code, _said in payments]
    sent = statements_in(ended)
    count_as_paid([one.statement.pk for one in sent], sign=-1)
    count_parts_as_paid(ended, sign=-1)
    entries = [*paying_entries(EntryKind.REJECT, sent), *part_entries(EntryKind.REJECT, ended)]
    post_many(entries, booked_on=booked_on, by=by, at=at)
    steps.step("rejection booked")
    for payment, code, said in payments:
        end_payments([payment], to=P.REJECTED, by=by, at=at, reason=said, code=code)
        if payment.statement is not None:
            take_out([payment.statement], to=S.RETURNED, why=str(reason_in_words(code, said)), by=by, at=at)


def finish_if_done(run: PaymentRun, by: User | None, at: datetime) -> None:
    """Ends a run when the bank has said its last word about every payment in it."""
    if run.status == PaymentRunStatus.SENT and not run.payments.filter(status__in=WITH_THE_BANK).exists():
        advance(run, lifecycle=PAYMENT_RUN, to=PaymentRunStatus.FINISHED, by=by, at=at)


def _post(
    kind: EntryKind,
    sent: Sequence[Sent],
    booked_on: date,
    by: User | None,
    at: datetime,
    *,
    beside: Sequence[NewEntry] = (),
) -> None:
    entries = [*paying_entries(kind, sent), *returning_entries(sent), *beside]
    post_many(entries, booked_on=booked_on, by=by, at=at)
    steps.step("settlement booked")
    _count_returned([one.statement.pk for one in sent], by, at)


def _count_returned(statements: Sequence[int], by: User | None, at: datetime) -> None:
    """What was taken back on these statements is counted on each demand; one that is done is ended."""
    for some in batches(statements):
        lines = StatementLine.objects.filter(statement__in=some, recovery=OuterRef("pk")).order_by()
        taken = lines.values("recovery").annotate(sum=-Sum("amount")).values("sum")
        touched = Recovery.objects.filter(lines__statement__in=some).values("pk")
        Recovery.objects.filter(pk__in=touched).update(returned=F("returned") + Subquery(taken))
        done = Recovery.objects.filter(pk__in=touched, returned=F("amount"), status=RecoveryStatus.DEMANDED)
        for one in list(done):
            advance(one, lifecycle=RECOVERY, to=RecoveryStatus.SETTLED, by=by, at=at)


def _freeze(statements: Sequence[PaymentStatement], paid_on: date, by: User | None, at: datetime) -> None:
    keys = [one.pk for one in statements]
    for some in batches(keys):
        advance_all(
            PaymentStatement.objects.filter(pk__in=some),
            lifecycle=PAYMENT_STATEMENT,
            before=S.PAYABLE,
            to=S.PAID,
            by=by,
            at=at,
            changes={"paid_on": paid_on},
        )
