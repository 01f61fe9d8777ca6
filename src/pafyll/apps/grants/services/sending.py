"""From an approved run to the file that the bank gets. The file and the ledger are written in the same moment."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, require
from pafyll.apps.grants import steps
from pafyll.apps.grants.models import BankAccount, Payment, PaymentRun, PaymentStatement, StatementLine
from pafyll.apps.grants.permissions.payments import may_send_run
from pafyll.apps.grants.services.deciding_payments import locked, take_out
from pafyll.apps.grants.services.keeping_files import keep_file, party
from pafyll.apps.grants.services.moving import Sent, count_as_paid, paying_entries
from pafyll.apps.grants.services.posting import post_many
from pafyll.apps.grants.services.sending_parts import send_parts
from pafyll.apps.grants.services.settling import finish_if_done, settle_without_payment
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import no
from pafyll.domain.grants.ledger import EntryKind
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.lifecycles.payment import PAYMENT_RUN, PaymentRunStatus, PaymentStatus
from pafyll.domain.lifecycles.payment_statement import BankAccountStatus, PaymentStatementStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.integrations.bank import Order, Party, Transfer
from pafyll.integrations.clock import OSLO

R, P, S = PaymentRunStatus, PaymentStatus, PaymentStatementStatus
WHY = {"changed": "Noe er endret etter at oppgjøret ble klargjort: deltakelsen, tilsagnet eller kontonummeret."}


@transaction.atomic
def send_run(*, run: PaymentRun, by: User, at: datetime) -> PaymentRun:
    """Writes the payment file, once. A run that is sent already is given as it is, with the same bytes.

    What has changed since it was approved is taken out, with the reason, and waits for the next run: a withdrawn
    participant is never paid. Raises AlreadyChanged when somebody changes it in this very moment.
    """
    run = locked(run)
    if run.status in (R.SENT, R.FINISHED):
        return run
    require(may_send_run(as_viewer(by, at), run, day=norwegian_day(at)))
    if run.scheme_year_id:
        send_parts(run, by=by, at=at)
    else:
        _send_statements(run, by, at)
    finish_if_done(run, by, at)
    return run


def _send_statements(run: PaymentRun, by: User, at: datetime) -> None:
    take_out(_changed_since(run), to=S.RETURNED, why=WHY["changed"], by=by, at=at)
    steps.step("changed statements out")
    statements = list(run.statements.filter(status=S.PAYABLE).select_related("owner").order_by("pk"))
    if not statements:
        advance(run, lifecycle=PAYMENT_RUN, to=R.RETURNED, by=by, at=at, why=WHY["changed"])
        return
    _reserve(statements)
    steps.step("commitments counted")
    payments = {one.statement_id: one for one in run.payments.filter(status=P.APPROVED) if one.statement_id}
    _book(statements, payments, by, at)
    steps.step("ledger written")
    _send(run, statements, payments, by, at)
    steps.step("file kept")
    unpaid = [one for one in statements if one.pk not in payments]
    settle_without_payment(unpaid, booked_on=at.astimezone(OSLO).date(), by=by, at=at)


def write_out(run: PaymentRun, folder: Path) -> Path:
    """The run's file in the folder, whole or not at all, the same bytes every time."""
    run.refresh_from_db(fields=["file"])
    path = folder / f"{run.reference}.xml"
    folder.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_bytes(bytes(run.file or b""))
    steps.step("half of the file out")
    half.replace(path)
    return path


def _changed_since(run: PaymentRun) -> list[PaymentStatement]:
    """Statements whose lines are not all payable any more, or whose payee has another account number now."""
    left = F("commitment__amount") - F("commitment__paid") - F("commitment__released")
    unpayable = ~Q(commitment__term__status=TermStatus.CONFIRMED) | Q(amount__gt=left)
    lines = StatementLine.objects.filter(unpayable, statement__run=run, commitment__isnull=False).order_by()
    in_use = BankAccount.objects.filter(
        organisation=OuterRef("statement__owner"), status=BankAccountStatus.APPROVED, number=OuterRef("account_number")
    )
    astray = Payment.objects.filter(~Exists(in_use), run=run, status=P.APPROVED).order_by()
    keys = {*lines.values_list("statement", flat=True), *astray.values_list("statement", flat=True)}
    return list(run.statements.filter(pk__in=keys, status=S.PAYABLE))


def _reserve(statements: list[PaymentStatement]) -> None:
    """What is paid is counted on each commitment; the database refuses more than was promised."""
    try:
        with transaction.atomic():
            count_as_paid([one.pk for one in statements])
    except IntegrityError as error:
        raise AlreadyChanged(PAYMENT_RUN.label) from error


def _book(statements: list[PaymentStatement], payments: dict[int, Payment], by: User, at: datetime) -> None:
    sent = [Sent(one, reference_of(one, payments.get(one.pk))) for one in statements]
    post_many(paying_entries(EntryKind.SEND, sent), booked_on=at.astimezone(OSLO).date(), by=by, at=at)


def reference_of(statement: PaymentStatement, payment: Payment | None) -> str:
    """What the ledger's entries are keyed by: the payment's reference, or the statement's when nothing is paid."""
    return payment.reference if payment else statement.reference(0)


def _send(
    run: PaymentRun, statements: list[PaymentStatement], payments: dict[int, Payment], by: User, at: datetime
) -> None:
    keep_file(run, order_of(run, statements, payments, at), by=by, at=at)


def order_of(run: PaymentRun, statements: list[PaymentStatement], payments: dict[int, Payment], at: datetime) -> Order:
    """The run as the bank is told it."""
    text = f"Tilskudd til videreutdanning {run.when}"
    transfers = [
        Transfer(payment.reference, payment.kroner, party(one.owner, payment.account_number), text)
        for one in statements
        if (payment := payments.get(one.pk))
    ]
    return Order(run.reference, at.astimezone(OSLO), run.pay_on, payer(), transfers)


def payer() -> Party:
    """The directorate and the account that it pays from. Raises Refusal when no number is approved."""
    in_use = BankAccount.objects.filter(
        organisation__kind=Organisation.Kind.DIRECTORATE, status=BankAccountStatus.APPROVED
    )
    account = in_use.select_related("organisation").order_by("pk").first()
    if account is None:
        raise Refusal(
            no(
                "no_payer_account",
                "Direktoratet har ikke noe godkjent kontonummer å betale fra.",
                remedy="Før kontonummeret under «Kontonumre», og la en kollega godkjenne det.",
            )
        )
    return party(account.organisation, account.number)
