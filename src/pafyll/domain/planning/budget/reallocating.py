"""A reallocation seen before it is decided: what it does to each source, to each purpose, and to the warnings."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.planning.budget.covering import Account, account_of
from pafyll.domain.planning.budget.starting import most_movable, worse
from pafyll.domain.planning.budget.values import BOTH, FURTHER, IN_SERVICE, Move, OwnerBudget
from pafyll.domain.planning.budget.warning import Warned, warnings
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Change:
    """One row of before and after, in kroner. label is a source's title, or a purpose."""

    key: str
    label: str
    before: Kroner
    after: Kroner

    @property
    def difference(self) -> Kroner:
        return self.after - self.before


@dataclass(frozen=True)
class Preview:
    """The move with its rows, the most that could be moved, and the warnings before and after."""

    move: Move
    sources: tuple[Change, ...]
    uncovered: tuple[Change, ...]
    movable: Kroner
    warned_before: tuple[Warned, ...]
    warned_after: tuple[Warned, ...]
    may: Answer

    @property
    def total_before(self) -> Kroner:
        return Kroner(sum(one.before for one in self.sources))

    @property
    def total_after(self) -> Kroner:
        return Kroner(sum(one.after for one in self.sources))


def preview(budget: OwnerBudget, move: Move, *, until: int) -> Preview:
    """What the move does. until is the last budget year that is looked at."""
    after_move = budget.with_move(move)
    before, after = (account_of(one, until=until) for one in (budget, after_move))
    return Preview(
        move,
        _sources(budget, before, after, move),
        _uncovered(before, after, move.budget_year, until),
        most_movable(budget, giver=move.giver, taker=move.taker, year=move.budget_year),
        tuple(warnings(budget, first=move.budget_year, until=until)),
        tuple(warnings(after_move, first=move.budget_year, until=until)),
        may_move(budget, move, before, after),
    )


def may_move(budget: OwnerBudget, move: Move, before: Account, after: Account) -> Answer:
    """Whether the move holds: above zero, between two, from money that is there, and no commitment loses cover."""
    return first_no(
        [
            _is_something(move),
            _is_between_two(move),
            _is_there(budget, move, before),
            _leaves_what_was_moved(before, after),
            _takes_no_cover(before, after),
        ]
    )


def _is_something(move: Move) -> Answer:
    if move.amount > 0:
        return yes()
    return no("not_above_zero", "Beløpet må være over null kroner.", field="amount")


def _is_between_two(move: Move) -> Answer:
    if move.giver != move.taker:
        return yes()
    return no("same_source", "Velg to forskjellige bevilgninger.", field="taker")


def _is_there(budget: OwnerBudget, move: Move, before: Account) -> Answer:
    available = before.available(move.giver, move.budget_year)
    if move.amount <= available:
        return yes()
    return no(
        "not_enough_there",
        "«{source}» har {available} i {year}. Det er ikke nok til å omdisponere {amount}.",
        remedy="Skriv et lavere beløp.",
        field="amount",
        source=budget.source(move.giver).title,
        available=str(available),
        year=str(move.budget_year),
        amount=str(move.amount),
    )


def _leaves_what_was_moved(before: Account, after: Account) -> Answer:
    """Money that a later reallocation already counts on is not there to move."""
    if after.overdrawn <= before.overdrawn:
        return yes()
    return no(
        "already_moved",
        "{amount} av pengene er alt omdisponert i et senere år.",
        remedy="Skriv et lavere beløp.",
        field="amount",
        amount=str(Kroner(after.overdrawn - before.overdrawn)),
    )


def _takes_no_cover(before: Account, after: Account) -> Answer:
    lost = worse(before, after)
    if not lost:
        return yes()
    return no(
        "takes_cover_away",
        "Da mangler «{use}» dekning for {amount} i {year}.",
        remedy="Omdisponer mindre, eller finn andre penger til det som er bundet.",
        field="amount",
        use=lost[0].use.title,
        amount=str(lost[0].amount),
        year=str(lost[0].part.budget_year),
    )


def _sources(budget: OwnerBudget, before: Account, after: Account, move: Move) -> tuple[Change, ...]:
    """What the two sources have in the year before anything is used: together the same before and after."""
    year, keys = move.budget_year, dict.fromkeys((move.giver, move.taker))
    return tuple(
        Change(key, budget.source(key).title, before.available(key, year), after.available(key, year)) for key in keys
    )


def _uncovered(before: Account, after: Account, first: int, until: int) -> tuple[Change, ...]:
    """What has no cover, by year and purpose, where there is something before or after."""
    rows = [
        Change(f"{year}:{purpose}", purpose, *(one.lacking(year=year, purpose=purpose) for one in (before, after)))
        for year in range(first, until + 1)
        for purpose in (FURTHER, IN_SERVICE, BOTH)
    ]
    return tuple(row for row in rows if row.before or row.after)
