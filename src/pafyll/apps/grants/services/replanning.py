"""The payment parts of an award that is changed: what is not paid is planned anew, so that the parts add up."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from pafyll.apps.grants.models import Award, AwardPart, Payment
from pafyll.apps.grants.queries.award_parts import UNSENT, unpaid_parts
from pafyll.domain.grants.collective.changing import replanned
from pafyll.domain.values import Kroner


def replan_parts(award: Award, *, day: date) -> list[AwardPart]:
    """Shares what is left of the award over its unpaid parts, in their proportions. Parts of nothing are taken out.

    With no part left to carry it, one more is added, due that day. Call it behind the award's lock, when amount and
    released are saved.
    """
    left = Kroner(max(award.amount - award.released - paid_of(award), 0))  # a run may hold more: it is cut when sent
    unpaid = unpaid_parts(award)
    new = replanned([Kroner(part.amount) for part in unpaid], left=left)
    for part, kroner in zip(unpaid, new, strict=True):
        _set(part, kroner)
    if left and not any(new):
        last = award.parts.order_by("-number").values_list("number", flat=True).first() or 0
        AwardPart.objects.create(award=award, number=last + 1, amount=left, due_on=day)
    return list(award.parts.all())


def paid_of(award: Award) -> Kroner:
    """Kroner of the award that no change may touch: what is sent to the bank, and what waits in a payment run."""
    waiting = Payment.objects.filter(part__award=award, status__in=[one.value for one in UNSENT])
    return Kroner(award.paid + (waiting.aggregate(sum=Sum("amount"))["sum"] or 0))


def _set(part: AwardPart, kroner: Kroner) -> None:
    """A part of nothing is taken out, unless a payment of it was tried: then it stays, and there is nothing to pay."""
    if not kroner and not part.payments.exists():
        part.delete()
    elif kroner and part.amount != kroner:
        part.amount = kroner
        part.save(update_fields=["amount"])
