"""What a payment run would do for each payee, before anything is done; and the next step, on request."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db.models import Count, F, QuerySet, Sum

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Round
from pafyll.apps.grants.models import BankAccount, Commitment, PaymentRun, PaymentStatement, Recovery
from pafyll.apps.grants.services.preparing import UNDECIDED, payable_commitments, prepare_run
from pafyll.apps.grants.services.sending import send_run, write_out
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.payment import PaymentRunStatus
from pafyll.domain.lifecycles.payment_statement import BankAccountStatus, PaymentStatementStatus, RecoveryStatus
from pafyll.domain.values import Kroner, Semester

S = PaymentStatementStatus


@dataclass(frozen=True)
class PlannedPayee:
    """One payee in the plan. what is what stops the payment, "" when it is paid."""

    owner: Organisation
    participants: int
    due: Kroner
    demanded: Kroner
    held_back: Kroner
    what: str

    @property
    def pays(self) -> Kroner:
        """What goes to the bank: never below zero."""
        return Kroner(0 if self.what else max(self.due - self.demanded, 0))


@dataclass(frozen=True)
class PaymentPlan:
    """The payees of a semester, and the run that waits, if any: then the plan is to go on with it."""

    round: Round
    semester: Semester
    payees: tuple[PlannedPayee, ...]
    run: PaymentRun | None

    @property
    def total(self) -> Kroner:
        return Kroner(sum(one.pays for one in self.payees))

    @property
    def held_back(self) -> Kroner:
        return Kroner(sum(one.held_back for one in self.payees))

    def as_table(self) -> str:
        """For the command line."""
        head = f"{self.round}, {self.semester}"
        if self.run is not None:
            return f"{head}: {self.run.reference} er {self.run.get_status_display().lower()}."
        rows = [
            f"{one.owner.name[:30]:<30} {one.participants:>5} {one.pays!s:>14} {one.what or 'betales'}"
            for one in self.payees
        ]
        return "\n".join([head, *rows, f"{'Sum':<30} {'':>5} {self.total!s:>14}"])


def plan_payments(*, round: Round, semester: Semester, at: datetime) -> PaymentPlan:
    """The plan as things are at the moment. Six queries, and nothing is written."""
    run = PaymentRun.objects.filter(round=round, semester=semester.code, status__in=UNDECIDED).first()
    due = _by_owner(Commitment.objects.filter(payable_commitments(round, semester, at)))
    promised = Commitment.objects.filter(round=round, term__semester=semester.code, statement_line=None)
    left = _by_owner(promised.filter(amount__gt=F("paid") + F("released")))
    demands: dict[int, int] = defaultdict(int)
    owed = Recovery.objects.filter(status=RecoveryStatus.DEMANDED).order_by().values_list("owner")
    for owner, kroner in owed.annotate(kroner=Sum(F("amount") - F("returned"))):
        demands[owner] += kroner
    statements = PaymentStatement.objects.filter(round=round, semester=semester.code)
    statuses = dict(statements.values_list("owner", "status"))
    with_account = set(
        BankAccount.objects.filter(status=BankAccountStatus.APPROVED).values_list("organisation", flat=True)
    )
    owners = Organisation.objects.filter(pk__in={*due, *left}).order_by("name", "pk")
    payees = [
        PlannedPayee(
            owner,
            due[owner.pk][0],
            Kroner(due[owner.pk][1]),
            Kroner(demands[owner.pk]),
            Kroner(max(left[owner.pk][1] - due[owner.pk][1], 0)),
            _what(owner.pk, due[owner.pk][1], statuses.get(owner.pk, ""), with_account),
        )
        for owner in owners
    ]
    return PaymentPlan(round, semester, tuple(payees), run)


def _by_owner(rows: QuerySet[Commitment]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    left = Sum(F("amount") - F("paid") - F("released"))
    sums = rows.order_by().values_list("owner").annotate(count=Count("pk"), kroner=left)
    for owner, count, kroner in sums:
        found[owner] = (count, kroner)
    return found


def _what(owner: int, due: int, status: str, with_account: set[int]) -> str:
    if status == S.PAID:
        return OBSTACLES["paid"]
    if status == S.ON_HOLD:
        return OBSTACLES["on_hold"]
    if not due:
        return OBSTACLES["nothing"]
    return "" if owner in with_account else OBSTACLES["no_account"]


OBSTACLES = {
    "paid": "Alt betalt: mer betales i neste semesters oppgjør",
    "on_hold": "Satt på vent",
    "nothing": "Ingenting bekreftet ennå",
    "no_account": "Mangler godkjent kontonummer",
}


def carry_out(plan: PaymentPlan, *, by: User, at: datetime, pay_on: date, out: Path | None) -> PaymentRun:
    """The next step that one person may take: draws up a run, or sends one that another person has approved."""
    run = plan.run or prepare_run(round=plan.round, semester=plan.semester, pay_on=pay_on, by=by, at=at)
    if run.status == PaymentRunStatus.APPROVED:
        run = send_run(run=run, by=by, at=at)
    if out is not None and run.status in (PaymentRunStatus.SENT, PaymentRunStatus.FINISHED):
        write_out(run, out)
    return run
