"""What the directorate sees of payments: semesters, statements, runs, and the bank's lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from pafyll.apps.applications.models import Round
from pafyll.apps.grants.models import BankAccount, BankFile, BankLine, Commitment, PaymentRun, PaymentStatement
from pafyll.apps.grants.queries.statements import statements_visible_to
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.payment import BankLineStatus
from pafyll.domain.lifecycles.payment_statement import BankAccountStatus, PaymentStatementStatus
from pafyll.domain.values import Kroner, Semester

S = PaymentStatementStatus


@dataclass(frozen=True)
class SemesterRow:
    """A semester of a round: how many statements there are in each status, and where the promised money is."""

    round: Round
    semester: Semester
    statements: dict[str, int]
    promised: Kroner
    paid: Kroner
    payable: Kroner
    runs: list[PaymentRun] = field(default_factory=list)

    @property
    def left(self) -> Kroner:
        """Promised, and neither paid nor on its way: not drawn up yet, held back, or on hold."""
        return Kroner(self.promised - self.paid - self.payable)

    @property
    def count(self) -> int:
        return sum(self.statements.values())

    @property
    def count_paid(self) -> int:
        return self.statements.get(S.PAID.value, 0)


@dataclass(frozen=True)
class StatementFilter:
    """What a list of statements is narrowed to; empty is everything."""

    text: str = ""
    status: str = ""


def semesters_to_pay(*, viewer: Viewer) -> list[SemesterRow]:
    """Every semester that money is promised for, newest first; nothing for others than the directorate."""
    if not viewer.works_for_directorate:
        return []
    rounds = {one.pk: one for one in Round.objects.all()}
    counts: dict[tuple[int, str], dict[str, int]] = {}
    sums: dict[tuple[int, str], dict[str, int]] = {}
    rows = PaymentStatement.objects.order_by().values_list("round", "semester", "status")
    for round, semester, status, number, kroner in rows.annotate(Count("pk"), Sum("total")):
        counts.setdefault((round, semester), {})[status] = number
        sums.setdefault((round, semester), {})[status] = kroner or 0
    promised = _promised()
    runs: dict[tuple[int, str], list[PaymentRun]] = {}
    for run in runs_on_desk(viewer=viewer):
        runs.setdefault((run.round_id or 0, run.semester), []).append(run)
    found = [
        SemesterRow(
            rounds[round],
            Semester(semester),
            counts.get((round, semester), {}),
            Kroner(kroner),
            Kroner(sums.get((round, semester), {}).get(S.PAID.value, 0)),
            Kroner(sums.get((round, semester), {}).get(S.PAYABLE.value, 0)),
            runs.get((round, semester), []),
        )
        for (round, semester), kroner in promised.items()
    ]
    return sorted(found, key=lambda row: (row.semester.code[:4], row.semester.is_autumn, row.round.pk), reverse=True)


def _promised() -> dict[tuple[int, str], int]:
    rows = Commitment.objects.order_by().values_list("round", "term__semester")
    sums = rows.annotate(kroner=Sum(F("amount") - F("released")))
    return {(round, semester): kroner for round, semester, kroner in sums}


def statements_on_desk(
    *, viewer: Viewer, round: Round, semester: Semester, wanted: StatementFilter
) -> QuerySet[PaymentStatement]:
    """The semester's statements that fit the filter, by payee."""
    rows = statements_visible_to(viewer).filter(round=round, semester=semester.code).order_by("owner__name", "pk")
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.text:
        rows = rows.filter(owner__name__icontains=wanted.text)
    return rows


def runs_on_desk(*, viewer: Viewer) -> QuerySet[PaymentRun]:
    """Every payment run of rounds, newest first, without the files' bytes; nothing for others than the directorate."""
    rows = PaymentRun.objects.filter(round__isnull=False).defer("file", "table")
    rows = rows.select_related("round", "prepared_by", "decided_by", "sent_by")
    rows = rows.annotate(payments_count=Count("payments"), kroner=Coalesce(Sum("payments__amount"), 0))
    return rows.order_by("-pk") if viewer.works_for_directorate else rows.none()


def totals_by_status(run: PaymentRun) -> list[dict[str, Any]]:
    """How many payments the run has in each status, and their kroner."""
    rows = run.payments.order_by("status").values_list("status").annotate(Count("pk"), Sum("amount"))
    return [{"status": status, "count": count, "kroner": kroner} for status, count, kroner in rows]


def bank_lines_on_desk(*, viewer: Viewer, status: str = "") -> QuerySet[BankLine]:
    """Lines of the statement of the directorate's account, those that match nothing first."""
    rows = BankLine.objects.filter(file__payer=None).select_related("payment__statement__owner", "payment__run", "file")
    rows = rows.defer("payment__run__file", "payment__run__table", "file__content")
    if status:
        rows = rows.filter(status=status)
    unmatched = Q(status=BankLineStatus.UNMATCHED)
    ordered = rows.annotate(first=unmatched).order_by("-first", "-booked_on", "pk")  # type: ignore[arg-type]
    return ordered if viewer.works_for_directorate else rows.none()


def bank_files_on_desk(*, viewer: Viewer) -> QuerySet[BankFile]:
    """Files that were read from the directorate's bank, newest first."""
    rows = BankFile.objects.filter(payer=None).select_related("read_by").defer("content").order_by("-pk")
    return rows if viewer.works_for_directorate else rows.none()


def accounts_on_desk(*, viewer: Viewer) -> QuerySet[BankAccount]:
    """Account numbers that wait for a second person, and those in use; an owner's people see the owner's own."""
    rows = BankAccount.objects.select_related("organisation", "entered_by", "decided_by")
    rows = rows.annotate(waits=Q(status=BankAccountStatus.ENTERED)).order_by("-waits", "organisation__name", "-pk")  # type: ignore[arg-type]
    return rows if viewer.works_for_directorate else rows.filter(organisation__in=viewer.ranks_for)
