"""The books as the directorate reads them: what was given, allotted, promised, paid and left, as of any day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet, Sum

from pafyll.apps.applications.models import Round
from pafyll.apps.grants.models import Account, Appropriation, Entry, MoneyProposal, Transfer
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.grants.ledger import AccountKind
from pafyll.domain.values import Kroner

A = AccountKind


@dataclass(frozen=True)
class FrameRow:
    """A round's money in one budget year. frame is what it was given; the parts add up to it."""

    round: Round
    budget_year: int
    free: Kroner
    committed: Kroner
    payable: Kroner
    paid: Kroner
    receivable: Kroner
    redirected: Kroner

    @property
    def frame(self) -> Kroner:
        parts = (self.free, self.committed, self.payable, self.paid, self.receivable, self.redirected)
        return Kroner(sum(parts))


@dataclass(frozen=True)
class YearRow:
    """A budget year: what was appropriated with its sources, what no round has been given, and the rounds."""

    budget_year: int
    appropriated: Kroner
    unallotted: Kroner
    appropriations: tuple[Appropriation, ...] = field(default=())
    frames: tuple[FrameRow, ...] = field(default=())


def books_on(*, viewer: Viewer, day: date) -> list[YearRow]:
    """The budget years, newest first, as they stood when the day was over. Five queries; none for others."""
    if not viewer.works_for_directorate:
        return []
    sums = _sums(day)
    rounds = Round.objects.in_bulk({key for _kind, _year, key in sums if key})
    given: dict[int, list[Appropriation]] = defaultdict(list)
    for row in Appropriation.objects.filter(entry__booked_on__lte=day).select_related("entry", "entered_by"):
        given[row.budget_year].append(row)
    years = sorted({year for _kind, year, _round in sums} | set(given), reverse=True)
    return [_year(year, sums, rounds, tuple(given[year])) for year in years]


Sums = dict[tuple[str, int, int | None], int]


def _sums(day: date) -> Sums:
    """(account kind, budget year, round) → kroner, from the transfers; without the County Governors' money."""
    sums: Sums = defaultdict(int)
    rows = Transfer.objects.filter(entry__booked_on__lte=day, debit__scheme_year=None).order_by()
    for side, sign in (("credit", 1), ("debit", -1)):
        columns = (f"{side}__kind", f"{side}__budget_year", f"{side}__round")
        for *key, kroner in rows.values_list(*columns).annotate(Sum("amount")):
            sums[tuple(key)] += sign * kroner  # type: ignore[index]
    return sums


def _year(year: int, sums: Sums, rounds: dict[int, Round], given: tuple[Appropriation, ...]) -> YearRow:
    here = {key for kind, of, key in sums if of == year and key and kind != A.TREASURY}
    frames = tuple(_frame(rounds[key], year, sums) for key in sorted(here, reverse=True))
    return YearRow(
        year, Kroner(-sums[A.TREASURY, year, None]), Kroner(sums[A.APPROPRIATION, year, None]), given, frames
    )


def _frame(round: Round, year: int, sums: Sums) -> FrameRow:
    kinds = (A.FRAME, A.COMMITTED, A.PAYABLE, A.PAID, A.RECEIVABLE, A.REDIRECTED)
    return FrameRow(round, year, *(Kroner(sums[kind, year, round.pk]) for kind in kinds))


def entries_of(*, viewer: Viewer, budget_year: int) -> QuerySet[Entry]:
    """The entries that moved money of the budget year, newest first, with their transfers. Two queries a page."""
    transfers = Transfer.objects.select_related("debit__owner", "credit__owner", "debit__round", "credit__round")
    accounts = Account.objects.filter(budget_year=budget_year, scheme_year=None)
    rows = Entry.objects.filter(transfers__debit__in=accounts).distinct().select_related("by")
    rows = rows.prefetch_related(Prefetch("transfers", transfers.order_by("pk"), to_attr="moves"))
    return rows.order_by("-booked_on", "-pk") if viewer.works_for_directorate else rows.none()


def money_proposals(*, viewer: Viewer) -> QuerySet[MoneyProposal]:
    """What is prepared, and what became of it, newest first. None but the directorate's people see it. One query."""
    rows = MoneyProposal.objects.select_related("round", "prepared_by", "decided_by").order_by("-prepared_at", "-pk")
    return rows if viewer.works_for_directorate else rows.none()
