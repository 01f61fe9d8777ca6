"""What was awarded in the years that earlier needs were notified in: the ground for what they may still expect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from pafyll.apps.forums.models import NeedsNotification, SchemeYear
from pafyll.apps.grants.models import Award, AwardPart, Transfer
from pafyll.apps.grants.permissions.awards import awards_run
from pafyll.apps.grants.queries.award_parts import PartRow, parts_of_awards
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.grants.collective.paying import not_bound
from pafyll.domain.grants.ledger import AccountKind
from pafyll.domain.lifecycles.award import AwardStatus
from pafyll.domain.values import Kroner

STANDS = (AwardStatus.DECIDED, AwardStatus.REPORTED)


@dataclass(frozen=True)
class PromisedPart:
    """An unpaid part of an earlier award that is due this budget year.

    amount is what is left of it to pay, and unbound what of that no appropriation holds: only that is a claim on this
    year's frame. need is the number of the recipient's only need that it can be for; empty with none or several.
    """

    part: AwardPart
    amount: Kroner
    unbound: Kroner
    need: str

    @property
    def bound(self) -> Kroner:
        """Held in the award's own appropriation already."""
        return Kroner(self.amount - self.unbound)


def promised_parts(
    *, viewer: Viewer, year: SchemeYear, needs: Sequence[NeedsNotification], day: date
) -> list[PromisedPart]:
    """What awards of the scheme's earlier years still owe in the budget year, by day. Eight queries.

    A decided award is bound whole in its own scheme year (ADR 13), so the ledger says what is still a claim. What is
    paid, in a payment run, released, or not used by the accepted final report, is not owed. needs are the earlier ones
    that reach the year. Never anything of a scheme year that the viewer is disqualified in.
    """
    rows = awards_run(viewer, day=day).filter(
        scheme_year__governor=year.governor_id,
        scheme_year__scheme=year.scheme,
        scheme_year__year__lt=year.year,
        status__in=STANDS,
        parts__due_on__year=year.year,
    )
    awards = list(rows.distinct().order_by("pk"))
    bound = _bound(awards)
    parts: dict[int, list[PartRow]] = defaultdict(list)
    for row in parts_of_awards(awards, day=day):
        parts[row.part.award_id].append(row)
    found = [one for award in awards for one in _owed(parts[award.pk], bound[award.pk], year, needs)]
    return sorted(found, key=lambda one: (one.part.due_on, one.part.award.number, one.part.number))


def claims_on_year(promised: Iterable[PromisedPart]) -> dict[str, Kroner]:
    """By the need's number: what the parts claim of this year's frame. What is bound already is never counted again."""
    sums: dict[str, int] = defaultdict(int)
    for one in promised:
        if one.need and one.unbound:
            sums[one.need] += one.unbound
    return {need: Kroner(kroner) for need, kroner in sums.items()}


def awarded_to(needs: Collection[NeedsNotification]) -> dict[str, Kroner]:
    """By the need's number: what its owner was awarded in the scheme year that it belongs to. One query.

    Awards are to an owner and not to a need: who reads it judges what of it was for the need.
    """
    first = {need.number: need.continues or need for need in needs}
    rows = Award.objects.filter(
        scheme_year__in={need.scheme_year_id for need in first.values()},
        recipient__in={need.owner_id for need in first.values()},
        status__in=STANDS,
    )
    sums = rows.order_by().values_list("scheme_year", "recipient").annotate(Sum("amount"))
    kroner = {(year, owner): Kroner(amount) for year, owner, amount in sums}
    return {number: kroner.get((need.scheme_year_id, need.owner_id), Kroner(0)) for number, need in first.items()}


def _owed(
    rows: Sequence[PartRow], bound: Kroner, year: SchemeYear, needs: Sequence[NeedsNotification]
) -> Iterable[PromisedPart]:
    unsent = [row for row in rows if row.is_unsent]
    for row, unbound in zip(unsent, not_bound([row.amount for row in unsent], bound=bound), strict=True):
        if row.is_unpaid and row.amount and row.part.due_on.year == year.year:
            yield PromisedPart(row.part, row.amount, unbound, _need(row.part.award, needs))


def _need(award: Award, needs: Sequence[NeedsNotification]) -> str:
    """The number of the one need that the award can be for: its recipient's, of the scheme, notified by that year."""
    first = [(need, (need.continues or need).scheme_year) for need in needs if need.owner_id == award.recipient_id]
    year = award.scheme_year
    numbers = [need.number for need, at in first if at.scheme == year.scheme and at.year <= year.year]
    return numbers[0] if len(numbers) == 1 else ""


def _bound(awards: Sequence[Award]) -> dict[int, Kroner]:
    """By the award's key: what the ledger holds for it, promised and not sent to the bank. One query."""
    rows = Transfer.objects.filter(entry__about__in=[award.about for award in awards]).order_by()
    promised = rows.values_list("entry__about").annotate(
        given=Sum("amount", filter=Q(credit__kind=AccountKind.COMMITTED), default=0),
        taken=Sum("amount", filter=Q(debit__kind=AccountKind.COMMITTED), default=0),
    )
    held = {about: given - taken for about, given, taken in promised}
    return {award.pk: Kroner(held.get(award.about, 0)) for award in awards}
