"""What was awarded in the years that earlier needs were notified in: the ground for what they may still expect."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Sum

from pafyll.apps.forums.models import NeedsNotification
from pafyll.apps.grants.models import Award
from pafyll.domain.lifecycles.award import AwardStatus
from pafyll.domain.values import Kroner

STANDS = (AwardStatus.DECIDED, AwardStatus.REPORTED)


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
