"""Who is offered a freed place: the first in the queue whose needs fit what is free, and why those before were not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pafyll.domain.allocation.freed_room import NO_TIER, Room
from pafyll.domain.allocation.waiting_list import InLine, Wish
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Passed:
    """One who stood before, and why she was not the one: a reason per wish, or one that holds for all of them."""

    who: InLine
    reasons: tuple[Answer, ...]

    @property
    def reason(self) -> Answer:
        """The reason of her first wish for the study."""
        return self.reasons[0]


@dataclass(frozen=True)
class Turn:
    """Whose turn it is and for which of her wishes, None when nobody can have the place; everyone passed on the way."""

    who: InLine | None
    wish: Wish | None
    passed: tuple[Passed, ...]
    tier: int = NO_TIER  # the group that gives it


def next_in_line(queue: Sequence[InLine], room: Room, out: Mapping[str, Answer]) -> Turn:
    """The first in the queue who is not out of it and has a wish that fits what is free.

    out: application → why she cannot be asked (has declined, has left the queue, has a place). With no free place
    nobody is passed and nobody is next.
    """
    passed: list[Passed] = []
    for who in queue if room.places > 0 else ():
        reasons = _reasons(who, room, out)
        fitting = next((pair for pair in zip(who.wishes, reasons, strict=False) if pair[1]), None)
        if fitting is not None:
            return Turn(who, fitting[0], tuple(passed), fitting[1].facts["tier"])
        passed.append(Passed(who, reasons))
    return Turn(None, None, tuple(passed))


def _reasons(who: InLine, room: Room, out: Mapping[str, Answer]) -> tuple[Answer, ...]:
    if who.application_id in out:
        return (out[who.application_id],)
    return tuple(fits(wish, who.owner_id, room) for wish in who.wishes)


def fits(wish: Wish, owner_id: str, room: Room) -> Answer:
    """Whether the wish fits within the owner's quota and money, a group's limits and the state's money.

    A yes says in .facts["tier"] which group gives it.
    """
    stopped = next(chain(_owner_limits(wish, owner_id, room), _frame_limits(wish, room)), None)
    return _a_tier_has_room(wish, room) if stopped is None else stopped


def _owner_limits(wish: Wish, owner_id: str, room: Room) -> Iterator[Answer]:
    if room.quota.get(owner_id, 1) < 1:
        yield no("quota_used", "Skoleeierens kvote er brukt.")
    if (left := room.autumn.get(owner_id)) is not None and _lacks(wish.owner_autumn, left):
        yield no(
            "owner_lacks_autumn",
            "Skoleeieren mangler {short} i høstens budsjettår: plassen krever {need}, og {left} er igjen.",
            **_facts(wish.owner_autumn, left),
        )
    if (left := room.spring.get(owner_id)) is not None and _lacks(wish.owner_spring, left):
        yield no(
            "owner_lacks_spring",
            "Skoleeieren mangler {short} i vårens budsjettår: plassen krever {need}, og {left} er igjen.",
            **_facts(wish.owner_spring, left),
        )


def _frame_limits(wish: Wish, room: Room) -> Iterator[Answer]:
    autumn, spring = room.frame
    if autumn is not None and _lacks(wish.state_autumn, autumn):
        yield no(
            "frame_lacks_autumn",
            "Rundens ramme i høstens budsjettår mangler {short}: plassen krever {need}, og {left} er ikke bundet.",
            **_facts(wish.state_autumn, autumn),
        )
    if spring is not None and _lacks(wish.state_spring, spring):
        yield no(
            "frame_lacks_spring",
            "Rundens ramme i vårens budsjettår mangler {short}: plassen krever {need}, og {left} er ikke bundet.",
            **_facts(wish.state_spring, spring),
        )


def _a_tier_has_room(wish: Wish, room: Room) -> Answer:
    """Whether one of the groups that may give the wish has room for it; the reason is that of the last one."""
    answer = yes()
    for t in wish.tiers or (NO_TIER,):
        answer = first_no([*_tier_limits(wish, room, t), _state_limits(wish, room, t)])
        if answer:
            return yes("fits", tier=t)
    return answer


def _tier_limits(wish: Wish, room: Room, t: int) -> Iterator[Answer]:
    places, kroner = room.tiers[t] if 0 <= t < len(room.tiers) else (None, None)
    if places is not None and places < 1:
        yield no("tier_places_used", "Plassene i gruppen er brukt.")
    if kroner is not None and _lacks(wish.state, kroner):
        yield no(
            "tier_lacks_kroner",
            "Gruppen mangler {short} av statens penger: plassen krever {need}, og {left} er igjen.",
            **_facts(wish.state, kroner),
        )


def _state_limits(wish: Wish, room: Room, t: int) -> Answer:
    needs = (wish.state,) if len(room.state) == 1 else (wish.state_autumn, wish.state_spring)
    for p, (need, free) in enumerate(zip(needs, room.state, strict=True)):
        left = None if free is None else free - sum(sums[p] for group, sums in room.kept.items() if group != t)
        if left is not None and _lacks(need, left):
            return _state_lacks(p if len(needs) > 1 else None, need, left)
    return yes()


def _state_lacks(term: int | None, need: int, left: int) -> Answer:
    facts = _facts(need, left)
    if term is None:
        return no("state_lacks", "Statens penger mangler {short}: plassen krever {need}, og {left} er ledig.", **facts)
    if term == 0:
        return no(
            "state_lacks_autumn",
            "Statens penger i høstens budsjettår mangler {short}: plassen krever {need}, og {left} er ledig.",
            **facts,
        )
    return no(
        "state_lacks_spring",
        "Statens penger i vårens budsjettår mangler {short}: plassen krever {need}, og {left} er ledig.",
        **facts,
    )


def _lacks(need: int, left: int) -> bool:
    """Whether the need is not there. One who needs nothing is never stopped."""
    return need > 0 and need > left


def _facts(need: int, left: int) -> dict[str, str]:
    free = max(left, 0)
    return {"need": str(Kroner(need)), "left": str(Kroner(free)), "short": str(Kroner(need - free))}
