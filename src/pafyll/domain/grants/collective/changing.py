"""What a change of an award would do to its money: shown before it is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.values import Kroner, shared_by_weight


class Verdict(StrEnum):
    """How a change that is applied for may end."""

    ACCEPTED = "accepted"
    ACCEPTED_CHANGED = "accepted_changed"
    REFUSED = "refused"


@dataclass(frozen=True)
class AwardMoney:
    """What is promised of the award, what of it is paid, and what is left of the scheme's appropriation."""

    amount: Kroner
    paid: Kroner
    left_in_scheme: Kroner


@dataclass(frozen=True)
class ChangeEffect:
    """The award before and after, what is newly bound or set free, and what must be paid back."""

    before: Kroner
    after: Kroner
    bound: Kroner
    released: Kroner
    repaid: Kroner
    left_after: Kroner  # of the scheme's appropriation; below zero when there is not enough


def effect_of(money: AwardMoney, wanted: Kroner) -> ChangeEffect:
    """What it does to the money if the award becomes `wanted`. The parts explain the whole difference."""
    less = Kroner(max(money.amount - wanted, 0))
    repaid = Kroner(max(money.paid - wanted, 0))
    bound, released = Kroner(max(wanted - money.amount, 0)), Kroner(less - repaid)
    return ChangeEffect(money.amount, wanted, bound, released, repaid, Kroner(money.left_in_scheme + released - bound))


def may_become(money: AwardMoney, wanted: Kroner) -> Answer:
    """Whether there is money for the change."""
    if wanted <= 0:
        return no(
            "nothing_left",
            "En tildeling på 0 kroner er ingen tildeling.",
            remedy="Avslutt den i stedet.",
            field="amount",
        )
    more = effect_of(money, wanted).bound
    if more <= money.left_in_scheme:
        return yes()
    return no(
        "above_the_appropriation",
        "Endringen krever {more} mer, og ordningen har {left} igjen.",
        remedy="Godta endringen med et lavere beløp, eller avslå den.",
        field="amount",
        more=str(more),
        left=str(money.left_in_scheme),
    )


def stays_above_paid(money: AwardMoney, wanted: Kroner) -> Answer:
    """Whether the change leaves alone what is paid: that is demanded back in a case of its own, after a forewarning."""
    if wanted >= money.paid:
        return yes()
    return no(
        "below_what_is_paid",
        "Det er alt betalt ut {paid}. En endring kan ikke gå under det.",
        law="fvl. § 16",
        remedy="Sett beløpet til {paid} eller mer. Resten kan kreves tilbake i en egen sak, etter forhåndsvarsel.",
        field="amount",
        paid=str(money.paid),
    )


def replanned(unpaid: Sequence[Kroner], *, left: Kroner) -> list[Kroner]:
    """The unpaid parts in the same proportions, of what is left to pay. They add up to it; a part can become 0.

    Nothing unpaid is an empty list: what is left then needs a new part. Raises ValueError when left is below zero.
    """
    if left < 0:
        raise ValueError(f"{left!r} is left to pay")
    return [Kroner(part) for part in shared_by_weight(left, unpaid)]
