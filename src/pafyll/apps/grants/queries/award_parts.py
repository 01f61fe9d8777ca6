"""The parts of awards as they stand on a day: paid, on their way, ready, or what they wait for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Award, AwardPart, AwardReport, BankAccount, Payment
from pafyll.apps.grants.queries.own_standing import own_standings
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.answers import Answer, first_no, yes
from pafyll.domain.grants.collective.paying import amounts_to_pay, is_left, left_after_report, may_pay
from pafyll.domain.grants.own_contribution import Standing
from pafyll.domain.lifecycles.award import AwardReportStatus, AwardStatus
from pafyll.domain.lifecycles.payment import LIVE, WITH_THE_BANK, PaymentStatus
from pafyll.domain.lifecycles.payment_statement import BankAccountStatus
from pafyll.domain.values import Kroner

Kind = AwardReport.Kind
PAYABLE = (AwardStatus.DECIDED, AwardStatus.REPORTED)
SENT = (*WITH_THE_BANK, PaymentStatus.SETTLED)
UNSENT = (PaymentStatus.PREPARED, PaymentStatus.APPROVED)


@dataclass(frozen=True)
class PartRow:
    """A part, its newest payment if any, and whether the rest of it may be paid that day or what is missing.

    amount is what a payment of it is, or would be: less than the part when something of the award was released.
    """

    part: AwardPart
    answer: Answer
    amount: Kroner
    payment: Payment | None = None
    is_paid_elsewhere: bool = False  # paid before payments of awards were made here
    fits: bool = True  # a payment that is not sent is what would be paid now

    @property
    def is_settled(self) -> bool:
        return self.payment is not None and self.payment.status == PaymentStatus.SETTLED

    @property
    def is_under_way(self) -> bool:
        """In a run, or with the bank: the answer is not asked for."""
        return self.payment is not None and self.payment.status in LIVE and not self.is_settled

    @property
    def was_rejected(self) -> bool:
        """The bank said no the last time, and it has not been tried again."""
        return self.payment is not None and self.payment.status == PaymentStatus.REJECTED

    @property
    def is_payable(self) -> bool:
        return bool(self.answer) and self.is_unpaid

    @property
    def is_unpaid(self) -> bool:
        """Neither paid, here or elsewhere, nor on its way in a payment run."""
        return not self.is_paid_elsewhere and (self.payment is None or self.payment.status not in LIVE)

    @property
    def is_unsent(self) -> bool:
        """Not paid and not with the bank: its money is still with the promises, also while it waits in a run."""
        return not self.is_paid_elsewhere and (self.payment is None or self.payment.status not in SENT)

    @property
    def may_be_sent(self) -> bool:
        """Whether the payment that is in a run is still right: the part may be paid, and is neither cut nor raised."""
        return bool(self.answer) and self.fits and self.payment is not None and self.payment.status in UNSENT

    @property
    def waits(self) -> bool:
        """Not paid, not on its way, and something is missing."""
        return not self.answer and self.is_unpaid


def parts_on(award: Award, *, day: date, own: Standing | None) -> list[PartRow]:
    """The award's parts in their order, as they stand on the day. own is what `own_standing` gave. Four queries."""
    return _rows([award], {award.pk: own}, day=day)


def parts_of_year(year: SchemeYear, *, day: date) -> list[PartRow]:
    """Every part of the decided awards of the scheme year, by recipient. Seven queries, whatever their number."""
    awards = list(decided_awards(year))
    return _rows(awards, own_standings(year, awards), day=day)


def parts_of_awards(awards: Sequence[Award], *, day: date) -> list[PartRow]:
    """The parts of awards of several scheme years, without asking about own contributions. Four queries."""
    return _rows(awards, {award.pk: None for award in awards}, day=day)


def unpaid_parts(award: Award) -> list[AwardPart]:
    """The parts that no payment is under way or done for, in their order: what a change of the award may plan anew."""
    parts, payments = list(award.parts.order_by("number")), _newest([award.pk])
    live = {key for key, one in payments.items() if one.status in LIVE}
    return [part for part in parts if part.pk not in live | _covered(award, parts, payments)]


def decided_awards(year: SchemeYear) -> Iterable[Award]:
    """Those that money is promised by."""
    rows = Award.objects.filter(scheme_year=year, status__in=[one.value for one in PAYABLE])
    return rows.select_related("recipient", "payee").order_by("recipient__name", "pk")


def _rows(awards: Sequence[Award], own: Mapping[int, Standing | None], *, day: date) -> list[PartRow]:
    keys = [award.pk for award in awards]
    payments = _newest(keys)
    parts: dict[int, list[AwardPart]] = defaultdict(list)
    for part in AwardPart.objects.filter(award__in=keys).order_by("award", "number"):
        parts[part.award_id].append(part)
    reports = AwardReport.objects.filter(award__in=keys, status=AwardReportStatus.ACCEPTED).order_by()
    used = {(award, kind): kroner for award, kind, kroner in reports.values_list("award", "kind", "used")}
    with_account = _with_account({one.payee_id for one in awards})
    found: list[PartRow] = []
    for award in awards:
        standing = own[award.pk]
        elsewhere = _covered(award, parts[award.pk], payments)
        due = [part for part in parts[award.pk] if part.pk not in elsewhere]
        room = _room(award, due, payments, used.get((award.pk, Kind.FINAL)))
        for part in parts[award.pk]:
            part.award = award
            may = may_pay(
                part.planned,
                day=day,
                own_contribution=standing.answer if standing else yes(),
                has_accepted_midterm=bool({(award.pk, Kind.MIDTERM), (award.pk, Kind.FINAL)} & used.keys()),
                has_account=award.payee_id in with_account,
                payee=award.payee.name,
            )
            found.append(_row(part, payments.get(part.pk), room.get(part.pk), may, is_elsewhere=part.pk in elsewhere))
    return found


@reading_everything("whoever pays is told that there is an account in use, and never its number")
def _with_account(payees: set[int]) -> set[int]:
    rows = BankAccount.objects.filter(status=BankAccountStatus.APPROVED, organisation__in=payees)
    return set(rows.values_list("organisation", flat=True))


def _row(part: AwardPart, payment: Payment | None, room: Kroner | None, may: Answer, *, is_elsewhere: bool) -> PartRow:
    """room is what can be paid of it now; None when it is paid, here or elsewhere, or with the bank."""
    live = payment if payment and payment.status in LIVE else None
    amount = live.kroner if live else Kroner(part.amount) if room is None else room
    fits = live is None or room is None or room == live.kroner
    answer = may if room is None else first_no([is_left(room), may])
    return PartRow(part, answer, amount, payment, is_elsewhere, fits)


def _room(
    award: Award, parts: Sequence[AwardPart], payments: Mapping[int, Payment], used: int | None
) -> dict[int, Kroner]:
    """What can be paid of each part that is not sent to the bank. used: as the accepted final report says."""
    left = award.left
    if used is not None:
        left = left_after_report(left, paid=Kroner(award.paid), used=Kroner(used))
    unsent = [part for part in parts if part.pk not in payments or payments[part.pk].status not in SENT]
    amounts = amounts_to_pay([Kroner(part.amount) for part in unsent], left=left)
    return {part.pk: amount for part, amount in zip(unsent, amounts, strict=True)}


def _covered(award: Award, parts: Sequence[AwardPart], payments: Mapping[int, Payment]) -> set[int]:
    """Keys of the parts that were paid before payments of awards were made here: whole, and in their order.

    It is what the award has paid beyond its payments.
    """
    sent = sum(one.amount for part in parts if (one := payments.get(part.pk)) and one.status in SENT)
    beyond, found = award.paid - sent, set()
    for part in parts:
        if part.pk in payments or beyond < part.amount:
            continue
        beyond -= part.amount
        found.add(part.pk)
    return found


def _newest(awards: Sequence[int]) -> dict[int, Payment]:
    """The last payment of each part; one that was taken out before it was sent is as none."""
    rows = Payment.objects.filter(part__award__in=awards).exclude(status=PaymentStatus.TAKEN_OUT)
    return {one.part_id: one for one in rows.select_related("run").defer("run__file", "run__table").order_by("pk")}  # type: ignore[misc]
