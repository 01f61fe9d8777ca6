"""What those who run a scheme year see of its payments: runs, the bank's lines and files, and their account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from pafyll.apps.documents.models import Document
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.permissions.distribution import years_disqualified_in
from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.grants.models import Award, BankAccount, BankFile, BankLine, Payment, PaymentRun
from pafyll.apps.grants.queries.award_parts import PartRow, parts_of_year
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.payment import BankLineStatus
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class YearMoney:
    """A scheme year's parts, with what is awarded, paid, on its way, ready, and waiting. The last four are the rest."""

    rows: tuple[PartRow, ...]
    awarded: Kroner
    released: Kroner

    @property
    def paid(self) -> Kroner:
        return Kroner(sum(row.amount for row in self.rows if row.is_settled))

    @property
    def under_way(self) -> Kroner:
        return Kroner(sum(row.amount for row in self.rows if row.is_under_way))

    @property
    def payable(self) -> Kroner:
        return Kroner(sum(row.amount for row in self.ready))

    @property
    def ready(self) -> list[PartRow]:
        return [row for row in self.rows if row.is_payable]

    @property
    def waiting(self) -> list[PartRow]:
        return [row for row in self.rows if row.waits]


def money_of_year(year: SchemeYear, *, day: date) -> YearMoney:
    """The parts as they would stand on the day. Seven queries, whatever their number."""
    rows = tuple(parts_of_year(year, day=day))
    awards = {row.part.award_id: row.part.award for row in rows}.values()
    awarded = Kroner(sum(award.amount for award in awards))
    return YearMoney(rows, awarded, Kroner(sum(award.released for award in awards)))


def award_runs(*, viewer: Viewer) -> QuerySet[PaymentRun]:
    """The runs of scheme years that the viewer's organisation runs, newest first, without the files' bytes.

    Who is disqualified in the year is told so by the permission (`may_work_with`).
    """
    rows = PaymentRun.objects.filter(scheme_year__governor__in=run_by(viewer)).defer("file", "table")
    rows = rows.select_related("scheme_year__governor", "prepared_by", "decided_by", "sent_by")
    return rows.annotate(payments_count=Count("payments"), kroner=Coalesce(Sum("payments__amount"), 0)).order_by("-pk")


def payments_in(run: PaymentRun) -> QuerySet[Payment]:
    """The run's payments, by recipient, each with its payee."""
    rows = run.payments.select_related("part__award__recipient", "part__award__payee")
    return rows.order_by("part__award__recipient__name", "part__number", "pk")


def award_lines(*, viewer: Viewer, payer: Organisation, day: date) -> QuerySet[BankLine]:
    """Lines of the payer's bank statement, those that match nothing first; none about a year one is disqualified in."""
    rows = BankLine.objects.filter(file__payer=payer, file__payer__in=run_by(viewer))
    barred = Payment.objects.filter(run__scheme_year__in=years_disqualified_in(viewer, day=day)).values("reference")
    rows = rows.exclude(reference__in=barred).select_related(
        "payment__part__award__recipient", "payment__run", "file__payer"
    )
    rows = rows.defer("payment__run__file", "payment__run__table", "file__content")
    unmatched = Q(status=BankLineStatus.UNMATCHED)
    return rows.annotate(first=unmatched).order_by("-first", "-booked_on", "pk")  # type: ignore[arg-type]


def award_files(*, viewer: Viewer, payer: Organisation) -> QuerySet[BankFile]:
    """Files that were read from the payer's bank, newest first."""
    rows = BankFile.objects.filter(payer=payer, payer__in=run_by(viewer))
    return rows.select_related("read_by").defer("content").order_by("-pk")


def paying_accounts(*, viewer: Viewer, payer: Organisation) -> QuerySet[BankAccount]:
    """The numbers that the payer has paid from, or wants to, newest first."""
    rows = BankAccount.objects.filter(organisation=payer, organisation__in=run_by(viewer))
    return rows.select_related("organisation", "entered_by", "decided_by").order_by("-pk")


def letter_of(award: Award) -> Document | None:
    """The letter that was written when the award was decided; None before, and of awards from before there were any."""
    return Document.objects.filter(kind="award_letter", about=award.about).order_by("-version").first()
