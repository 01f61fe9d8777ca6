"""Two people's lists and a proposal, as the merge page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pafyll.domain.rules.ranking import Move, both_moved, merged, moves


@dataclass(frozen=True)
class Place:
    """A line in one of the three lists. moved_by: who moved it there since both began ("", "me", "them" or "both")."""

    number: int
    name: str
    moved_by: str


@dataclass(frozen=True)
class Step:
    """Something one of the two did, in words: from which number to which."""

    name: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Merge:
    """Everything the page shows. The keys of each list are what its button sends."""

    mine: list[Place]
    theirs: list[Place]
    proposal: list[Place]
    my_steps: list[Step]
    their_steps: list[Step]
    keys: dict[str, str]

    @property
    def clashes(self) -> list[str]:
        """Names of those that both have moved: look at these."""
        return [place.name for place in self.proposal if place.moved_by == "both"]


def merge_of(base: Sequence[int], mine: Sequence[int], theirs: Sequence[int], names: Mapping[int, str]) -> Merge:
    """The three lists by name. Those who may no longer be in the list (withdrawn, refused) are left out of all."""
    base, mine = [pk for pk in base if pk in names], [pk for pk in mine if pk in names]
    theirs = [pk for pk in theirs if pk in names]
    proposal = merged(base, mine, theirs)
    by_me, by_them = moves(base, mine), moves(base, theirs)
    both = both_moved(base, mine, theirs)
    return Merge(
        mine=_places(mine, names, _marks(by_me, [], both)),
        theirs=_places(theirs, names, _marks([], by_them, both)),
        proposal=_places(proposal, names, _marks(by_me, by_them, both)),
        my_steps=_steps(by_me, names),
        their_steps=_steps(by_them, names),
        keys={"mine": _joined(mine), "theirs": _joined(theirs), "proposal": _joined(proposal)},
    )


def _places(order: Sequence[int], names: Mapping[int, str], marks: Mapping[object, str]) -> list[Place]:
    return [Place(number, names[pk], marks.get(pk, "")) for number, pk in enumerate(order, 1)]


def _marks(by_me: Sequence[Move], by_them: Sequence[Move], both: set[int]) -> dict[object, str]:
    marks: dict[object, str] = {move.item: "them" for move in by_them}
    marks |= {move.item: "me" for move in by_me}
    return marks | dict.fromkeys(both, "both")


def _steps(moved: Sequence[Move], names: Mapping[int, str]) -> list[Step]:
    return [Step(names[move.item], move.before, move.after) for move in moved]  # type: ignore[index]


def _joined(order: Sequence[int]) -> str:
    return ",".join(map(str, order))
