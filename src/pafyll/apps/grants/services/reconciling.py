"""Matching the bank's statement with the payments: by reference and amount, each line once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Q

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import advance, record_all, require
from pafyll.apps.grants import steps
from pafyll.apps.grants.models import BankFile, BankLine, Payment, PaymentRun
from pafyll.apps.grants.permissions.payments import may_read_bank_of, may_work_with
from pafyll.apps.grants.services.answering import conclude, keep_once
from pafyll.apps.grants.services.deciding_payments import _has_reason
from pafyll.apps.grants.services.settling import finish_if_done, settle
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.grants.reconciling import Expected, matches
from pafyll.domain.lifecycles.payment import BANK_LINE, BankLineStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner
from pafyll.integrations import bank

S = BankLineStatus
BATCH = 900


@transaction.atomic
def take_bank_lines(
    *, content: bytes, name: str, by: User | None, at: datetime, payer: Organisation | None = None
) -> BankFile:
    """Reads the statement of the payer's account: the directorate's when none is given.

    A line that was read before, in this file or another, is left alone. Only payments from that account are found.

    A line with the reference and the amount of a payment that is with the bank settles it; every other line is kept as
    not matched, with why.
    """
    if by is not None:  # the nightly command reads as nobody
        require(may_read_bank_of(as_viewer(by, at), payer))
    found = bank.read_bank_lines(content)
    payments = _locked_payments(found, payer)
    if by is not None:
        _require_impartial(payments, by, at)
    kept, is_new = keep_once("lines", content, name, by, at, payer=payer)
    if not is_new:
        return kept
    rows = _judged(kept, _fresh(found), payments)
    matched = [row for row in rows if row.status == S.MATCHED]
    others = [row for row in rows if row.status != S.MATCHED]
    BankLine.objects.bulk_create(matched, batch_size=BATCH)
    BankLine.objects.bulk_create(others, batch_size=BATCH, ignore_conflicts=True)
    steps.step("lines kept")
    _settle(matched, by, at)
    result = {"matched": len(matched), "unmatched": len(others), "seen_before": len(found) - len(rows)}
    return conclude(kept, result, by, at)


@transaction.atomic
def explain_line(*, line: BankLine, why: str, by: User, at: datetime) -> BankLine:
    """Says what a line is that matches no payment. It stays in the list, as explained."""
    require(may_read_bank_of(as_viewer(by, at), line.file.payer))
    require(_has_reason(why))
    advance(line, lifecycle=BANK_LINE, to=S.EXPLAINED, by=by, at=at, why=why)
    BankLine.objects.filter(pk=line.pk).update(why=why[:300])
    line.why = why
    return line


def _fresh(found: Sequence[bank.BankLine]) -> list[bank.BankLine]:
    """Those that nobody has read before, each once."""
    by_own = {one.bank_reference: one for one in found}
    keys = sorted(by_own)
    for start in range(0, len(keys), BATCH):
        some = BankLine.objects.filter(bank_reference__in=keys[start : start + BATCH])
        for known in some.values_list("bank_reference", flat=True):
            del by_own[known]
    return list(by_own.values())


def _require_impartial(payments: dict[str, Payment], by: User, at: datetime) -> None:
    """Nobody settles payments of a scheme year that they are disqualified in."""
    years = {one.run.scheme_year_id: one.run for one in payments.values() if one.run.scheme_year_id}
    for key in sorted(years):
        require(may_work_with(as_viewer(by, at), years[key], day=norwegian_day(at)))


def _locked_payments(lines: Sequence[bank.BankLine], payer: Organisation | None) -> dict[str, Payment]:
    """The payments from the account that the lines name, with their runs locked, in the order of the runs."""
    ours = Q(run__scheme_year__governor=payer) if payer else Q(run__scheme_year__isnull=True)
    references = sorted({one.reference for one in lines if one.reference})
    found: dict[str, Payment] = {}
    for start in range(0, len(references), BATCH):
        named = Payment.objects.filter(ours, reference__in=references[start : start + BATCH])
        runs = named.order_by().values("run").distinct()
        list(PaymentRun.objects.select_for_update().filter(pk__in=runs).only("pk").order_by("pk"))
        found |= {
            one.reference: one
            for one in named.select_related("run__round", "run__scheme_year", "statement__owner").defer(
                "run__file", "run__table"
            )
        }
    return found


def _judged(kept: BankFile, lines: Sequence[bank.BankLine], payments: dict[str, Payment]) -> list[BankLine]:
    rows: list[BankLine] = []
    taken: set[int] = set()
    for line in lines:
        payment = payments.get(line.reference)
        expected = Expected(Kroner(payment.amount), _status(payment, taken)) if payment else None
        answer = matches(line.ore, expected)
        if answer and payment:
            taken.add(payment.pk)
        rows.append(_row(kept, line, payment if answer else None, "" if answer else answer.code))
    return rows


def _status(payment: Payment, taken: set[int]) -> str:
    """As it will be when the lines before this one are settled."""
    return "settled" if payment.pk in taken else payment.status


def _row(kept: BankFile, line: bank.BankLine, payment: Payment | None, fault: str) -> BankLine:
    return BankLine(
        file=kept,
        bank_reference=line.bank_reference[:60],
        booked_on=line.booked_on,
        ore=line.ore,
        reference=line.reference[:60],
        text=line.text[:300],
        status=S.UNMATCHED if payment is None else S.MATCHED,
        payment=payment,
        fault=fault,
    )


def _settle(rows: Sequence[BankLine], by: User | None, at: datetime) -> None:
    """The payments of each day that the bank booked on, and then the runs that are done with it."""
    runs: dict[int, PaymentRun] = {}
    for day, some in groupby(sorted(rows, key=_day), key=_day):
        payments = [row.payment for row in some if row.payment]
        runs |= {one.run_id: one.run for one in payments}
        settle(payments, booked_on=day, by=by, at=at)
    for key in sorted(runs):
        finish_if_done(runs[key], by, at)
    record_all(
        (f"bank_line:{row.pk}" for row in rows), verb=S.MATCHED.value, by=by, at=at, before="", after=S.MATCHED.value
    )


def _day(row: BankLine) -> date:
    return row.booked_on
