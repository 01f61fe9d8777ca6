"""From confirmed semesters to a payment run that waits for a second person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Participation, Round
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import record, require
from pafyll.apps.grants import steps
from pafyll.apps.grants.models import (
    BankAccount,
    Commitment,
    Payment,
    PaymentRun,
    PaymentStatement,
    Recovery,
    StatementLine,
)
from pafyll.apps.grants.permissions.payments import may_prepare_payments
from pafyll.apps.grants.services.batches import advance_all, insert_from
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.grants.payment_statement import Demand, Line, LineKind, taken_from
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.lifecycles.payment import PaymentRunStatus, PaymentStatus
from pafyll.domain.lifecycles.payment_statement import (
    PAYMENT_STATEMENT,
    BankAccountStatus,
    PaymentStatementStatus,
    RecoveryStatus,
)
from pafyll.domain.values import Semester

S = PaymentStatementStatus
WAITING = (S.OPEN, S.RETURNED)
BATCH = 2000


@transaction.atomic
def prepare_run(
    *, round: Round, semester: Semester, pay_on: date, by: User, at: datetime, cut_off_at: datetime | None = None
) -> PaymentRun:
    """Draws up every statement of the round's semester that has something to pay, and a payment for each.

    Only semesters confirmed before the cut-off (now, unless one is given) are paid. While a run waits, the same run is
    given again. Refused when there is nothing to pay.
    """
    require(may_prepare_payments(as_viewer(by, at)))
    Round.objects.select_for_update().get(pk=round.pk)
    standing = PaymentRun.objects.filter(round=round, semester=semester.code, status__in=UNDECIDED).first()
    if standing is not None:
        return standing
    run = _new_run(round, semester, pay_on, by, at, min(cut_off_at or at, at))
    steps.step("run made")
    open_statements(round, semester)
    _choose_statements(run)
    _write_lines(run)
    steps.step("lines written")
    _take_back(run)
    _make_payable(run, by, at)
    steps.step("statements payable")
    _make_payments(run)
    steps.step("payments made")
    if not run.statements.exists():
        raise Refusal(_nothing(round, semester))
    made = PaymentRunStatus.PREPARED.value
    record(about=run.about, verb=made, by=by, at=at, after=made, totals=totals_of(run))
    return run


UNDECIDED = (PaymentRunStatus.PREPARED, PaymentRunStatus.APPROVED)


def totals_of(run: PaymentRun) -> dict[str, int]:
    """How many payments there are in the run, and their kroner."""
    return run.payments.aggregate(payments=Count("pk"), kroner=Coalesce(Sum("amount"), 0))


def earlier(round: Round, semester: Semester) -> list[str]:
    """The round's semesters before the one that is paid."""
    year = round.school_year
    return [one.code for one in (year.autumn, year.spring) if one < semester]


def open_statements(round: Round, semester: Semester) -> None:
    """A statement for every payee that the round has promised anything for the semester, or owes something earlier."""
    owed = Q(term__semester=semester.code) | (_afterwards(round, semester) & Q(statement_line__isnull=True))
    promised = Commitment.objects.filter(owed, round=round, owner=OuterRef("pk"), amount__gt=0)
    have = PaymentStatement.objects.filter(round=round, semester=semester.code, owner=OuterRef("pk"))
    owners = Organisation.objects.filter(Exists(promised), ~Exists(have)).order_by("pk")
    columns = {
        "round": Value(round.pk),
        "owner": F("pk"),
        "semester": Value(semester.code),
        "status": Value(S.OPEN.value),
        "total": Value(0),
        "why": Value(""),
    }
    insert_from(PaymentStatement, columns, owners, once=True)


def open_statements_for(participations: Sequence[Participation], *, by: User, at: datetime) -> None:
    """When places are awarded: their payees can read what is coming, semester by semester."""
    for round in {one.round for one in participations}:
        open_statements(round, round.school_year.autumn)
        open_statements(round, round.school_year.spring)


def _new_run(
    round: Round, semester: Semester, pay_on: date, by: User, at: datetime, cut_off_at: datetime
) -> PaymentRun:
    return PaymentRun.objects.create(
        round=round,
        semester=semester.code,
        number=PaymentRun.objects.filter(round=round, semester=semester.code).count() + 1,
        cut_off_at=cut_off_at,
        pay_on=pay_on,
        prepared_by=by,
        prepared_at=at,
    )


def _choose_statements(run: PaymentRun) -> None:
    """Those that wait and whose payee has an account number in use."""
    waiting = PaymentStatement.objects.filter(round=run.round_id, semester=run.semester, status__in=WAITING)
    payable = waiting.filter(owner__bank_accounts__status=BankAccountStatus.APPROVED).values("pk")
    PaymentStatement.objects.filter(pk__in=payable).update(run=run, total=0)


def payable_commitments(round: Round, semester: Semester, cut_off_at: datetime) -> Q:
    """What may be paid by then: confirmed before the cut-off, something left, and on no other statement.

    An earlier semester's is paid here only when its own statement is closed.
    """
    confirmed = Q(term__confirmed_at__isnull=True) | Q(term__confirmed_at__lt=cut_off_at)
    here = Q(term__semester=semester.code) | _afterwards(round, semester)
    return (confirmed & here) & Q(
        round=round,
        term__status=TermStatus.CONFIRMED,
        amount__gt=F("paid") + F("released"),
        statement_line__isnull=True,
    )


def _afterwards(round: Round, semester: Semester) -> Q:
    """Of an earlier semester whose own statement is paid and frozen."""
    closed = PaymentStatement.objects.filter(
        round=round, owner=OuterRef("owner"), semester=OuterRef("term__semester"), status=S.PAID
    )
    return Q(Exists(closed), term__semester__in=earlier(round, semester))


def _write_lines(run: PaymentRun) -> int:
    assert run.round is not None
    due = payable_commitments(run.round, run.when, run.cut_off_at)
    rows = Commitment.objects.filter(due, owner__payment_statements__run=run).order_by("owner", "pk")
    is_this = When(term__semester=run.semester, then=Value(LineKind.PAYMENT.value))
    columns = {
        "statement": F("owner__payment_statements__pk"),
        "kind": Case(is_this, default=Value(LineKind.ADJUSTMENT.value), output_field=CharField()),
        "amount": F("amount") - F("paid") - F("released"),
        "commitment": F("pk"),
        "semester": F("term__semester"),
        "credits": F("term__credits"),
        "is_late": F("term__is_late"),
    }
    return insert_from(StatementLine, columns, rows)


def _take_back(run: PaymentRun) -> None:
    """What the payees owe is taken from what they are paid here, oldest first."""
    if not Recovery.objects.filter(status=RecoveryStatus.DEMANDED).exists():
        return
    rooms = _sums_by_owner(run)
    lines: list[StatementLine] = []
    for owner, demands in _demands(run, rooms).items():
        statement, room = rooms[owner]
        lines += [_line(statement, one) for one in taken_from(room, demands)]
    StatementLine.objects.bulk_create(lines, batch_size=BATCH)


def _sums_by_owner(run: PaymentRun) -> dict[int, tuple[int, int]]:
    """owner: (statement, kroner to pay)."""
    rows = run.statements.filter(lines__isnull=False).values_list("owner_id", "pk").annotate(sum=Sum("lines__amount"))
    return {owner: (statement, total) for owner, statement, total in rows.order_by("pk")}


def _demands(run: PaymentRun, owners: Iterable[int]) -> dict[int, list[Demand]]:
    """What is owed and stands on no statement that is still to be paid. Locked: two rounds may be prepared at once."""
    on_their_way = StatementLine.objects.exclude(statement__status=S.PAID).exclude(recovery=None).values("recovery")
    owed = Recovery.objects.select_for_update().filter(status=RecoveryStatus.DEMANDED).exclude(pk__in=on_their_way)
    found: dict[int, list[Demand]] = defaultdict(list)
    wanted = set(owners)
    for one in owed.order_by("pk"):
        if one.owner_id in wanted:
            found[one.owner_id].append(Demand(one.pk, one.left, one.why))
    return found


def _line(statement: int, one: Line) -> StatementLine:
    return StatementLine(statement_id=statement, kind=one.kind, amount=one.amount, recovery_id=one.demand)


def _make_payable(run: PaymentRun, by: User, at: datetime) -> None:
    """Those that got lines; the others wait for the next run."""
    PaymentStatement.objects.filter(run=run, lines__isnull=True).update(run=None)
    sums = (
        StatementLine.objects.filter(statement=OuterRef("pk"))
        .order_by()
        .values("statement")
        .annotate(sum=Sum("amount"))
    )
    changes = {"total": Subquery(sums.values("sum")), "cut_off_at": run.cut_off_at, "why": ""}
    for before in WAITING:
        advance_all(
            run.statements.all(),
            lifecycle=PAYMENT_STATEMENT,
            before=before,
            to=S.PAYABLE,
            by=by,
            at=at,
            changes=changes,
            run=run.pk,
        )


def _make_payments(run: PaymentRun) -> int:
    in_use = BankAccount.objects.filter(organisation=OuterRef("owner"), status=BankAccountStatus.APPROVED)
    earlier_ones = Count("payments", distinct=True)
    columns = {
        "run": Value(run.pk),
        "statement": F("pk"),
        "reference": Concat(
            Value(f"PF-{run.semester}-{run.round_id}-"), _text(F("owner")), Value("-"), _text(earlier_ones + 1)
        ),
        "amount": F("total"),
        "account_number": Subquery(in_use.order_by().values("number")[:1]),
        "status": Value(PaymentStatus.PREPARED.value),
        "reason_code": Value(""),
        "reason": Value(""),
    }
    return insert_from(Payment, columns, run.statements.filter(total__gt=0).order_by("pk"))


def _text(number: Any) -> Cast:
    return Cast(number, CharField())


def _nothing(round: Round, semester: Semester) -> Answer:
    return no(
        "nothing_to_pay",
        "Det er ingenting å betale for {semester} i {round} nå.",
        remedy="Se «Holdt tilbake» for hva som mangler: bekreftet deltakelse, eller et godkjent kontonummer.",
        semester=str(semester),
        round=round.name,
    )
