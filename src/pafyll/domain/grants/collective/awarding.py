"""From what the forum recommends to what is decided: where the decision departs, and how the money is paid in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.values import Kroner, in_instalments


@dataclass(frozen=True)
class ProposedAward:
    """What one recipient is recommended, and what is meant to be decided. grounds: why the decision departs."""

    name: str
    recommended: Kroner
    amount: Kroner
    grounds: str = ""

    @property
    def departs_by(self) -> Kroner:
        """Kroner more than the forum recommends; below zero for less."""
        return Kroner(self.amount - self.recommended)


def has_grounds(award: ProposedAward) -> Answer:
    """Whether a decision that departs from the recommendation says why (fvl. §§ 24 and 25)."""
    if not award.departs_by or award.grounds.strip():
        return yes()
    return no(
        "departs_without_grounds",
        "Vedtaket om {name} avviker fra innstillingen med {kroner} og mangler begrunnelse.",
        law="fvl. §§ 24 og 25",
        remedy="Skriv hvorfor beløpet er et annet enn det samarbeidsforumet innstilte på.",
        field="grounds",
        name=award.name,
        kroner=str(award.departs_by),
    )


def fits(awards: Sequence[ProposedAward], *, left: Kroner) -> Answer:
    """Whether the awards together are within what is left of the scheme's appropriation."""
    total = Kroner(sum(award.amount for award in awards))
    if total <= left:
        return yes()
    return no(
        "above_the_appropriation",
        "Tildelingene er til sammen {total}. Det er {over} mer enn det ordningen har igjen, som er {left}.",
        remedy="Sett ned en eller flere tildelinger, eller før en høyere bevilgning med kilde.",
        field="amount",
        total=str(total),
        over=str(Kroner(total - left)),
        left=str(left),
    )


@dataclass(frozen=True)
class PlannedPart:
    """A part of the award: its number, kroner, the first day it may be paid, and what must be there before.

    needs: "" nothing more, "own_contribution" (documented) or "midterm_report" (accepted).
    """

    number: int
    amount: Kroner
    due_on: date
    needs: str = ""


NEEDS = ("", "own_contribution", "midterm_report")


@dataclass(frozen=True)
class Share:
    """A part of a payment plan before the amount is known: whole per cent, day, and what is needed first."""

    percent: int
    due_on: date
    needs: str = ""


def payment_plan(amount: Kroner, shares: Sequence[Share]) -> tuple[PlannedPart, ...]:
    """The parts in kroner. They add up to the amount; the last takes the rounding. No part of nothing is planned.

    Raises ValueError on shares that `is_whole_plan` refuses.
    """
    if not is_whole_plan(shares):
        raise ValueError(f"Not a payment plan: {shares}")
    kroner = in_instalments(amount, [share.percent for share in shares])
    pairs = [(part, share) for part, share in zip(kroner, shares, strict=True) if part]
    return tuple(
        PlannedPart(number, part, share.due_on, share.needs) for number, (part, share) in enumerate(pairs, start=1)
    )


def is_whole_plan(shares: Sequence[Share]) -> Answer:
    """Whether the shares are a plan: a hundred per cent together, each above zero, in the order of their days."""
    percent = sum(share.percent for share in shares)
    if percent != 100 or any(share.percent <= 0 for share in shares):
        return no(
            "not_a_hundred",
            "Delutbetalingene er til sammen {percent} prosent.",
            remedy="De må være til sammen 100, og hver av dem over 0.",
            field="shares",
            percent=str(percent),
        )
    days = [share.due_on for share in shares]
    if days != sorted(days):
        return no(
            "not_in_order",
            "Delutbetalingene står ikke i rekkefølge etter dato.",
            remedy="Sett den som kommer først, øverst.",
            field="shares",
        )
    return yes()
