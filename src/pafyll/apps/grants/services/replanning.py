"""The payment parts of an award that is changed: what is not paid is planned anew, so that the parts add up."""

from __future__ import annotations

from datetime import date

from pafyll.apps.grants.models import Award, AwardPart
from pafyll.domain.grants.collective.changing import replanned
from pafyll.domain.values import Kroner


def replan_parts(award: Award, *, day: date) -> list[AwardPart]:
    """Shares what is left of the award over its unpaid parts, in their proportions. Parts of nothing are taken out.

    With no part left to carry it, one more is added, due that day. Call it behind the award's lock, when amount and
    released are saved.
    """
    left = Kroner(award.amount - award.released - paid_of(award))
    unpaid = unpaid_parts(award)
    new = replanned([Kroner(part.amount) for part in unpaid], left=left)
    for part, kroner in zip(unpaid, new, strict=True):
        _set(part, kroner)
    if left and not any(new):
        last = award.parts.order_by("-number").values_list("number", flat=True).first() or 0
        AwardPart.objects.create(award=award, number=last + 1, amount=left, due_on=day)
    return list(award.parts.all())


def paid_of(award: Award) -> Kroner:
    """Kroner of the award that no change may touch: what is sent to the bank."""
    return Kroner(award.paid)


def unpaid_parts(award: Award) -> list[AwardPart]:
    """The parts that what is paid does not cover: the parts are paid whole, and in their order."""
    paid, unpaid = int(paid_of(award)), []
    for part in award.parts.order_by("number"):
        if paid >= part.amount:
            paid -= part.amount
        else:
            unpaid.append(part)
    return unpaid


def _set(part: AwardPart, kroner: Kroner) -> None:
    if not kroner:
        part.delete()
    elif part.amount != kroner:
        part.amount = kroner
        part.save(update_fields=["amount"])
