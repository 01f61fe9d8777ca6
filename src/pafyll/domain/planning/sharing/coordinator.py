"""Moves the prices until the places are enough, gives each owner places of her own, and adds up the proved bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from pafyll.domain.planning.schedules import Ints
from pafyll.domain.planning.sharing.owner import Answer, Bid, Cell
from pafyll.domain.planning.sharing.prices import Market, next_prices

OnProgress = Callable[[str, int, float, float], None]  # what is done, round, hours so far, bound so far


class Crew(Protocol):
    """Runs the owners' tasks, wherever they are. Every call is for the owners named, each independent of the others."""

    def nothing(self) -> list[int]: ...
    def bids(self, prices: Ints) -> list[Bid]: ...
    def answers(
        self, prices: Ints, places: Mapping[int, Ints], starts: Mapping[int, Answer]
    ) -> Mapping[int, Answer]: ...


@dataclass(frozen=True)
class Effort:
    """Rounds of prices at most, and how near (as a part) mix and bound must be before they end.

    moved: which part of the places belongs to the largest owners, who plan again when the others have theirs. repairs:
    how many times places that are left are offered.
    """

    rounds: int = 30
    close: float = 0.002
    moved: float = 0.35
    repairs: int = 3


@dataclass(frozen=True, eq=False)
class Shared:
    """A plan for every owner within the shared places. hours and bound are pupils' hours taught without the credits.

    No way of sharing the places, and no plans of the owners, come below bound.
    """

    answers: tuple[Answer, ...]
    hours: float
    bound: float
    rounds: int
    prices: Mapping[Cell, float]

    @property
    def gap_percent(self) -> float:
        return (self.hours - self.bound) * 100 / self.hours if self.hours else 0.0


def share_places(
    crew: Crew,
    cells: Sequence[Cell],
    capacity: Ints,
    *,
    effort: Effort | None = None,
    on_progress: OnProgress | None = None,
) -> Shared:
    """Plans for all owners of the crew, with a proved bound for them together."""
    effort, tell = effort or Effort(), on_progress or (lambda *_: None)
    prices, places, rounds = _settle(crew, capacity, effort, tell)
    everything = dict.fromkeys(range(len(places)), capacity)
    free = crew.answers(prices, everything, {})
    bound = sum(one.bound for one in free.values()) - int(prices @ capacity)
    tell("bound", rounds, 0.0, bound / 2)
    answers = _whole(crew, capacity, prices, places, free, effort, tell)
    hours = sum(one.hours for one in answers)
    named = {cell: price / 2 for cell, price in zip(cells, prices.tolist(), strict=True) if price}
    return Shared(tuple(answers), hours / 2, bound / 2, rounds, named)


def _settle(crew: Crew, capacity: Ints, effort: Effort, tell: OnProgress) -> tuple[Ints, Any, int]:
    """The best prices, what the mix gives each owner, and how many rounds it took."""
    nothing = crew.nothing()
    market = Market(capacity, nothing, max(1.0, sum(nothing) / max(1, len(nothing))))
    prices = best_prices = np.zeros(len(capacity), dtype=np.int64)
    best, rounds = -float("inf"), 0
    for rounds in range(1, effort.rounds + 1):
        bids = crew.bids(prices)
        bound = float(sum(bid.bound for bid in bids) - int(prices @ capacity))
        if bound > best:
            best, best_prices = bound, prices
        for owner, bid in enumerate(bids):
            market.add(owner, bid)
        mixed, dual = market.mix()
        tell("prices", rounds, mixed / 2, best / 2)
        if mixed - best <= effort.close * abs(mixed):
            break
        prices = next_prices(best_prices, dual)
    return best_prices, market.places(), rounds


def _whole(
    crew: Crew, capacity: Ints, prices: Ints, mixed: Any, free: Mapping[int, Answer], effort: Effort, tell: OnProgress
) -> list[Answer]:
    """Whole plans that the places are enough for.

    The smaller owners keep what they want at the prices: they have little to choose between. The largest, who can move
    a few people without much loss, plan again within what is then left.
    """
    answers = dict(free)
    largest = _largest(mixed, effort.moved)
    rest = [k for k in sorted(answers) if k not in largest]
    answers |= _held(crew, capacity, prices, {k: answers[k] for k in rest})
    left = capacity - sum((answers[k].places for k in rest), np.zeros_like(capacity))
    answers |= crew.answers(prices, _dealt(left, largest, mixed), {})
    tell("whole", 1, sum(one.hours for one in answers.values()) / 2, 0.0)
    return _filled(crew, capacity, prices, answers, effort, tell)


def _largest(mixed: Any, part: float) -> list[int]:
    """The owners with most places, until they have so great a part of all places in the mix."""
    totals = mixed.sum(axis=1)
    order = sorted(range(len(totals)), key=lambda k: (-totals[k], k))
    enough = int(np.searchsorted(np.cumsum(totals[order]), part * totals.sum())) + 1
    return order[:enough]


def _held(crew: Crew, capacity: Ints, prices: Ints, answers: Mapping[int, Answer]) -> Mapping[int, Answer]:
    """Owners who together want more than there is: the last ones plan again with less."""
    over = np.maximum(sum((one.places for one in answers.values()), np.zeros_like(capacity)) - capacity, 0)
    quotas: dict[int, Ints] = {}
    for k in sorted(answers, reverse=True):
        gives = np.minimum(over, answers[k].places)
        if gives.any():
            quotas[k] = np.where(over > 0, answers[k].places - gives, answers[k].places)
            over = over - gives
    return crew.answers(prices, quotas, {}) if quotas else {}


def _filled(
    crew: Crew, capacity: Ints, prices: Ints, answers: dict[int, Answer], effort: Effort, tell: OnProgress
) -> list[Answer]:
    """Places that have a price and that nobody took are offered again, to those who lack most."""
    for number in range(effort.repairs):
        left = capacity - sum(one.places for one in answers.values())
        if not left[prices > 0].any():
            break
        order = sorted(answers, key=lambda k: (-answers[k].hours, k))
        asked = order[number :: effort.repairs][: max(2, int(left[prices > 0].sum()))]
        weights = np.array([[answers[k].hours] * len(left) for k in asked], dtype=float)
        offered = {
            k: answers[k].places + more
            for k, more in _dealt(left, asked, dict(zip(asked, weights, strict=True))).items()
        }
        answers |= crew.answers(np.zeros_like(prices), offered, {k: answers[k] for k in asked})
        tell("filled", number + 1, sum(one.hours for one in answers.values()) / 2, 0.0)
    return [answers[k] for k in sorted(answers)]


def _dealt(left: Ints, owners: Sequence[int], weights: Any) -> dict[int, Ints]:
    """What is left in each cell, dealt to the owners by weight; whole places, and all of them."""
    parts = np.array([weights[k] for k in owners], dtype=float) + 1e-9
    ends = np.floor(np.cumsum(parts, axis=0) / parts.sum(axis=0) * left[None, :] + 1e-6).astype(np.int64)
    dealt = np.diff(ends, axis=0, prepend=np.zeros((1, len(left)), dtype=np.int64))
    return dict(zip(owners, dealt, strict=True))
