"""A ranking as a list: moving, placing by number, merging two people's lists. 1 is best; no ties, no gaps."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pafyll.domain.answers import Answer, no, yes

T = TypeVar("T", bound=Hashable)


def moved(order: Sequence[T], item: T, to: int) -> list[T]:
    """The list with item at number `to` (1 is first); numbers outside the list mean its first or last place.

    An item that was not in the list is put in.
    """
    others = [one for one in order if one != item]
    at = max(0, min(to - 1, len(others)))
    return [*others[:at], item, *others[at:]]


def moved_by(order: Sequence[T], item: T, steps: int) -> list[T]:
    """The list with item moved some places: -1 is one up, 1 is one down. An item outside the list stays outside."""
    if item not in order:
        return list(order)
    return moved(order, item, list(order).index(item) + 1 + steps)


def has_one_wish_per_number(order: Sequence[T], wanted: Mapping[T, int | None]) -> Answer:
    """Whether no two items that change are given the same number. The facts name the numbers that collide."""
    before = {item: number for number, item in enumerate(order, 1)}
    changed = [number for item, number in wanted.items() if number is not None and before.get(item) != number]
    doubled = sorted(number for number, times in Counter(changed).items() if times > 1)
    if not doubled:
        return yes()
    return no(
        "same_number_twice",
        "Du har gitt flere søknader samme nummer: {numbers}.",
        remedy="Gi hver søknad sitt eget nummer, og lagre igjen. Ingenting er lagret ennå.",
        numbers=", ".join(map(str, doubled)),
    )


def placed_by_number(order: Sequence[T], wanted: Mapping[T, int | None]) -> list[T]:
    """The list after numbers have been written beside the items.

    A new number is the place its item gets, and those between move one step; None takes an item out. Gaps close.
    Two new numbers that are the same end in the order of the mapping; ask has_one_wish_per_number first.
    """
    before = {item: number for number, item in enumerate(order, 1)}
    kept = {item: number for item, number in wanted.items() if number is not None}

    def place(item: T) -> tuple[int, int]:
        number, was = kept[item], before.get(item)
        direction = -1 if was is None else (number > was) - (number < was)
        return number, direction

    return sorted(kept, key=place)


@dataclass(frozen=True)
class Move:
    """An item's number before and after; None is outside the list."""

    item: Hashable
    before: int | None
    after: int | None


def moves(before: Sequence[T], after: Sequence[T]) -> list[Move]:
    """What a person did between two lists: those put in, taken out or moved past others, best number first.

    Items that only slid because others moved are left out.
    """
    was = {item: number for number, item in enumerate(before, 1)}
    now = {item: number for number, item in enumerate(after, 1)}
    chosen = _out_of_step(before, after)
    found = [Move(item, was.get(item), now[item]) for item in after if item in chosen]
    return [*found, *(Move(item, was[item], None) for item in before if item not in now)]


def merged(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """A proposal for one list out of two that both began at base.

    Theirs stands, and every item that I moved or put in is placed behind the item it stands behind in mine, looking
    past those that they moved elsewhere.
    What either took out is out, unless the other moved it. The proposal has no ties and no gaps, and is the same
    every time for the same three lists.
    """
    my_moves, their_moves = _out_of_step(base, mine), _out_of_step(base, theirs)
    taken_out = {item for item in base if item not in set(mine)} - their_moves
    result = [item for item in theirs if item not in my_moves and item not in taken_out]
    for at, item in enumerate(mine):
        if item in my_moves:
            result.insert(_behind(mine[:at], result, their_moves), item)
    return result


def both_moved(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> set[T]:
    """Items that both have moved: where the merge proposal has to choose, and a person should look."""
    return _out_of_step(base, mine) & _out_of_step(base, theirs)


def _behind(earlier: Sequence[T], result: Sequence[T], elsewhere: set[T]) -> int:
    places = {item: place for place, item in enumerate(result) if item not in elsewhere}
    return next((places[item] + 1 for item in reversed(earlier) if item in places), 0)


def _out_of_step(before: Sequence[T], after: Sequence[T]) -> set[T]:
    """The fewest items whose moving (or putting in) turns before into after."""
    was = {item: number for number, item in enumerate(before)}
    known = [item for item in after if item in was]
    steady = {known[at] for at in _longest_rising([was[item] for item in known])}
    return {item for item in after if item not in steady}


def _longest_rising(numbers: Sequence[int]) -> Iterable[int]:
    """Positions of a longest rising subsequence (patience sorting, n log n)."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous: list[int] = []
    for at, number in enumerate(numbers):
        pile = bisect_left(tails, number)
        previous.append(tail_at[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [number]
        tail_at[pile : pile + 1] = [at]
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        yield at
        at = previous[at]
