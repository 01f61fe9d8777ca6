"""The invoice plan of an agreement: what is to be invoiced when, whether it adds up, and what an amendment changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.values import Kroner, in_instalments

MOST_INTERVALS = 24


@dataclass(frozen=True)
class Interval:
    """One planned invoice. number stays the same through amendments, so that what is invoiced is known again."""

    number: int
    invoice_on: date
    amount: Kroner
    text: str


@dataclass(frozen=True)
class IntervalChange:
    """An interval before and after an amendment; None where there is none."""

    number: int
    before: Interval | None
    after: Interval | None
    is_invoiced: bool


@dataclass(frozen=True)
class PlanEffect:
    """What an amendment does to the money: the agreed amount, what is invoiced, and what is left to invoice."""

    before: Kroner
    after: Kroner
    invoiced: Kroner
    changes: tuple[IntervalChange, ...]

    @property
    def difference(self) -> Kroner:
        return self.after - self.before

    @property
    def left_before(self) -> Kroner:
        return self.before - self.invoiced

    @property
    def left_after(self) -> Kroner:
        return self.after - self.invoiced


def spread(amount: Kroner, days: Sequence[date], *, text: str) -> tuple[Interval, ...]:
    """Equal parts on the days, in whole kroner; the last takes the rounding, so that the sum is exact."""
    shares = [100 // len(days)] * len(days)
    parts = in_instalments(amount, shares)
    return tuple(Interval(i, day, part, text) for i, (day, part) in enumerate(zip(days, parts, strict=True), start=1))


def is_whole(plan: Sequence[Interval], amount: Kroner, *, starts_on: date) -> Answer:
    """Whether the plan adds up to the agreed amount, in order, and none before the agreement begins."""
    planned = Kroner(sum(one.amount for one in plan))
    if len(plan) > MOST_INTERVALS:
        return no("too_many_intervals", "Planen har {count} fakturaer. Det er plass til 24.", count=len(plan))
    if planned != amount:
        return no(
            "plan_does_not_add_up",
            "Fakturaplanen er på {planned}, og avtalen på {agreed}.",
            remedy="Rett beløpene i planen eller avtalen, så de er like.",
            field="intervals",
            planned=str(planned),
            agreed=str(amount),
        )
    if any(one.amount <= 0 for one in plan):
        return no("interval_of_nothing", "Hver faktura i planen må være over 0 kroner.", field="intervals")
    if any(one.invoice_on < starts_on for one in plan):
        return no("invoiced_before_start", "Ingen faktura kan planlegges før avtalen begynner.", field="intervals")
    if len({one.number for one in plan}) != len(plan):
        return no("same_number_twice", "To fakturaer i planen har samme nummer.", field="intervals")
    return yes()


def keeps_invoiced(before: Sequence[Interval], after: Sequence[Interval], invoiced: Collection[int]) -> Answer:
    """Whether an amendment leaves alone what is invoiced: an issued invoice is never changed."""
    old, new = _by_number(before), _by_number(after)
    for number in sorted(invoiced):
        if number in old and new.get(number) != old[number]:
            return no(
                "invoiced_is_fixed",
                "Faktura {number} i planen er alt laget, og kan ikke endres i avtalen.",
                remedy="La den stå, og endre dem som kommer etter. Er fakturaen feil, skriv en kreditnota.",
                field="intervals",
                number=str(number),
            )
    return yes()


def effect_of(
    *,
    before: Sequence[Interval],
    after: Sequence[Interval],
    amounts: tuple[Kroner, Kroner],
    invoiced: Kroner,
    invoiced_numbers: Collection[int],
) -> PlanEffect:
    """What the amendment changes, interval by interval: only those that differ, and those that are invoiced."""
    old, new = _by_number(before), _by_number(after)
    numbers = sorted(old.keys() | new.keys())
    changes = [IntervalChange(n, old.get(n), new.get(n), n in invoiced_numbers) for n in numbers]
    kept = tuple(one for one in changes if one.before != one.after or one.is_invoiced)
    return PlanEffect(amounts[0], amounts[1], invoiced, kept)


def _by_number(plan: Sequence[Interval]) -> dict[int, Interval]:
    return {one.number: one for one in plan}
