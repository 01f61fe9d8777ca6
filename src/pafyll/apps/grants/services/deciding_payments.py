"""A second person's decision on a payment run, and statements that are held or sent back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import advance, require
from pafyll.apps.grants import steps
from pafyll.apps.grants.models import Payment, PaymentRun, PaymentStatement, StatementLine
from pafyll.apps.grants.permissions.payments import may_decide_run, may_hold, may_prepare_payments, may_return_run
from pafyll.apps.grants.services.batches import advance_all
from pafyll.apps.grants.services.moving import batches
from pafyll.apps.grants.services.preparing import totals_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.payment import PAYMENT, PAYMENT_RUN, PaymentRunStatus, PaymentStatus
from pafyll.domain.lifecycles.payment_statement import PAYMENT_STATEMENT, PaymentStatementStatus
from pafyll.domain.rules.deadlines import norwegian_day

R, P, S = PaymentRunStatus, PaymentStatus, PaymentStatementStatus
NOT_SENT = (P.PREPARED, P.APPROVED)


@transaction.atomic
def approve_run(*, run: PaymentRun, by: User, at: datetime) -> PaymentRun:
    """Approves the run, by somebody who did not prepare it. The same person twice does nothing new."""
    run = locked(run)
    if run.status == R.APPROVED and run.decided_by_id == by.pk:
        return run
    require(may_decide_run(as_viewer(by, at), run, day=norwegian_day(at)))
    advance(run, lifecycle=PAYMENT_RUN, to=R.APPROVED, by=by, at=at, totals=totals_of(run))
    PaymentRun.objects.filter(pk=run.pk).update(decided_by=by, decided_at=at)
    steps.step("run approved")
    advance_all(run.payments.all(), lifecycle=PAYMENT, before=P.PREPARED, to=P.APPROVED, by=by, at=at)
    run.refresh_from_db(fields=["decided_by", "decided_at"])
    return run


@transaction.atomic
def return_run(*, run: PaymentRun, why: str, by: User, at: datetime) -> PaymentRun:
    """Sends the run back with a reason. What was in it can be prepared anew in the next run; nothing is paid."""
    run = locked(run)
    require(_has_reason(why))
    require(may_return_run(as_viewer(by, at), run, day=norwegian_day(at)))
    advance(run, lifecycle=PAYMENT_RUN, to=R.RETURNED, by=by, at=at, why=why)
    take_out(list(run.statements.filter(status=S.PAYABLE)), to=S.RETURNED, why=why, by=by, at=at)
    take_parts_out(list(run.payments.filter(status__in=NOT_SENT)), why=why, by=by, at=at)
    return run


@transaction.atomic
def hold(*, statement: PaymentStatement, why: str, by: User, at: datetime) -> PaymentStatement:
    """Puts the statement on hold with a reason that the payee can read. A payment that is not sent is taken out."""
    statement = _locked_statement(statement)
    require(_has_reason(why))
    require(may_hold(as_viewer(by, at), statement))
    require(_is_not_with_the_bank(statement))
    take_out([statement], to=S.ON_HOLD, why=why, by=by, at=at)
    return PaymentStatement.objects.get(pk=statement.pk)


@transaction.atomic
def release_hold(*, statement: PaymentStatement, by: User, at: datetime) -> PaymentStatement:
    """Takes the statement off hold: it is part of the next run."""
    statement = _locked_statement(statement)
    require(may_prepare_payments(as_viewer(by, at)))
    advance(statement, lifecycle=PAYMENT_STATEMENT, to=S.OPEN, by=by, at=at)
    PaymentStatement.objects.filter(pk=statement.pk).update(why="")
    statement.why = ""
    return statement


def take_out(
    statements: Sequence[PaymentStatement], *, to: PaymentStatementStatus, why: str, by: User | None, at: datetime
) -> None:
    """Takes statements out of their run: no lines, no total, and their payments that are not sent are ended."""
    keys = [one.pk for one in statements]
    for some in batches(keys):
        payments = Payment.objects.filter(statement__in=some, status__in=NOT_SENT)
        end_payments(list(payments), to=P.TAKEN_OUT, by=by, at=at, reason=why)
        StatementLine.objects.filter(statement__in=some).delete()
    emptied = {"run": None, "total": 0, "cut_off_at": None, "why": why[:300]}
    for some in batches(keys):
        for before in {S(one.status) for one in statements}:  # type: ignore[call-arg]
            advance_all(
                PaymentStatement.objects.filter(pk__in=some),
                lifecycle=PAYMENT_STATEMENT,
                before=before,
                to=to,
                by=by,
                at=at,
                changes=emptied,
                why=why,
            )


def take_parts_out(payments: Sequence[Payment], *, why: str, by: User | None, at: datetime) -> None:
    """Ends payments of parts of awards that are not sent: the part is in no run, and may be in the next."""
    parts = [one for one in payments if one.part_id is not None and one.status in NOT_SENT]
    end_payments(parts, to=P.TAKEN_OUT, by=by, at=at, reason=why)


def end_payments(
    payments: Sequence[Payment], *, to: PaymentStatus, by: User | None, at: datetime, reason: str, code: str = ""
) -> None:
    """Moves payments to a status in which they will never be paid, with the reason."""
    changes = {"reason": reason[:300], "reason_code": code[:35]}
    for some in batches([one.pk for one in payments]):
        for before in {P(one.status) for one in payments}:  # type: ignore[call-arg]
            advance_all(
                Payment.objects.filter(pk__in=some),
                lifecycle=PAYMENT,
                before=before,
                to=to,
                by=by,
                at=at,
                changes=changes,
                why=reason,
                code=code,
            )


def locked(run: PaymentRun) -> PaymentRun:
    """The run as it is now; whoever else wants it waits. Without the files' bytes."""
    rows = PaymentRun.objects.select_for_update(of=("self",)).defer("file", "table")
    return rows.select_related("round", "scheme_year__governor").get(pk=run.pk)


def _locked_statement(statement: PaymentStatement) -> PaymentStatement:
    """The run first, then the statement, as everywhere: two who lock in the same order never block for good."""
    if statement.run_id:
        PaymentRun.objects.select_for_update().only("pk").get(pk=statement.run_id)
    return PaymentStatement.objects.select_for_update().get(pk=statement.pk)


def _has_reason(why: str) -> Answer:
    if why.strip():
        return yes()
    return no("no_reason_given", "Skriv hvorfor. Den som skal rette det, må vite hva som er galt.", field="why")


def _is_not_with_the_bank(statement: PaymentStatement) -> Answer:
    if not statement.payments.filter(status__in=(P.SENT, P.ACCEPTED)).exists():
        return yes()
    return no(
        "is_with_the_bank",
        "Betalingen er sendt til banken og kan ikke settes på vent.",
        remedy="Stopp den i nettbanken. Når banken svarer at den er avvist, kan oppgjøret settes på vent.",
    )
