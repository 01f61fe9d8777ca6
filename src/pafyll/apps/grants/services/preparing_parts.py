"""From parts of awards that are due and have what they need to a payment run that waits for a second person."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import record, require
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import BankAccount, Payment, PaymentRun
from pafyll.apps.grants.permissions.payments import may_pay_awards
from pafyll.apps.grants.queries.award_parts import PartRow, decided_awards, parts_of_year
from pafyll.apps.grants.services.moving_parts import hold_awards
from pafyll.apps.grants.services.preparing import UNDECIDED, totals_of
from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.grants.collective.paying import may_be_paid_on
from pafyll.domain.lifecycles.payment import PaymentRunStatus
from pafyll.domain.lifecycles.payment_statement import BankAccountStatus
from pafyll.domain.rules.deadlines import norwegian_day


@transaction.atomic
def prepare_parts(*, year: SchemeYear, pay_on: date, by: User, at: datetime) -> PaymentRun:
    """A payment for every part that may be paid on the day; the others wait. Refused when there is nothing to pay.

    While a run waits, the same run is given again. The scheme year is locked first, so of two who press at once one
    gets the other's run; the database lets a part have one payment that is under way or done.
    """
    day = norwegian_day(at)
    require(may_pay_awards(as_viewer(by, at), year, day=day))
    year = SchemeYear.objects.select_for_update(of=("self",)).select_related("governor").get(pk=year.pk)
    standing = PaymentRun.objects.filter(scheme_year=year, status__in=UNDECIDED).defer("file", "table").first()
    if standing is not None:
        return standing
    require(may_be_paid_on(pay_on, today=day))
    hold_awards([award.pk for award in decided_awards(year)])
    rows = parts_of_year(year, day=pay_on)
    payable = [row for row in rows if row.is_payable]
    if not payable:
        raise Refusal(_nothing(rows))
    run = PaymentRun.objects.create(
        scheme_year=year,
        number=PaymentRun.objects.filter(scheme_year=year).count() + 1,
        cut_off_at=at,
        pay_on=pay_on,
        prepared_by=by,
        prepared_at=at,
    )
    _make_payments(run, payable)
    made = PaymentRunStatus.PREPARED.value
    record(about=run.about, verb=made, by=by, at=at, after=made, totals=totals_of(run))
    return run


def _make_payments(run: PaymentRun, rows: list[PartRow]) -> None:
    payees = {row.part.award.payee_id for row in rows}
    in_use = BankAccount.objects.filter(organisation__in=payees, status=BankAccountStatus.APPROVED)
    numbers = dict(in_use.values_list("organisation", "number"))
    tried = _tries([row.part.pk for row in rows])
    Payment.objects.bulk_create(
        Payment(
            run=run,
            part=row.part,
            reference=f"PK-{row.part.award.number}-{row.part.number}-{tried.get(row.part.pk, 0) + 1}",
            amount=row.amount,
            account_number=numbers[row.part.award.payee_id],
        )
        for row in rows
    )


def _tries(parts: list[int]) -> dict[int, int]:
    """How many payments each part has had, whatever became of them: none gets a reference that was used."""
    found: dict[int, int] = {}
    for part in Payment.objects.filter(part__in=parts).values_list("part", flat=True):
        assert part is not None
        found[part] = found.get(part, 0) + 1
    return found


def _nothing(rows: list[PartRow]) -> Answer:
    waiting = [row for row in rows if row.waits]
    if not waiting:
        return no("nothing_to_pay", "Alt som er tildelt i ordningen, er betalt eller på vei.")
    first = waiting[0]
    return no(
        "nothing_to_pay",
        "Det er ingenting å betale den dagen. Antall deler som venter: {count}. Den første er del {number} til {name}.",
        remedy="Se hva hver del venter på i listen.",
        count=len(waiting),
        number=first.part.number,
        name=first.part.award.recipient.name,
    )
