"""The reason that the one who is offered a freed place reads: her place in the queue, and why those before were not."""

from __future__ import annotations

from collections.abc import Sequence

from pafyll.domain.allocation.next_in_line import Passed
from pafyll.domain.answers import Answer, yes

# What is said of those before her: never a name, an amount or an employer, only what became of the turn.
SAID = {
    "declined": "{numbers} takket nei.",
    "expired": "{numbers} svarte ikke innen fristen.",
    "left": "{numbers} hadde gått ut av køen.",
    "unavailable": "{numbers} hadde fått en annen plass, fått et annet tilbud eller trukket søknaden.",
    "no_room": "{numbers} kunne ikke få plassen innenfor pengene eller kvoten.",
}
ALWAYS_OUT = frozenset({"has_place", "has_offer", "application_withdrawn", "owner_says_no"})


def why_you(position: int, passed: Sequence[Passed]) -> list[Answer]:
    """The sentences, to be translated and filled in: first her own place, then those before, in groups."""
    said = [yes("your_position", "Du sto som nummer {position} i køen til dette studiet.", position=position)]
    for kind, template in SAID.items():
        numbers = [one.who.position for one in passed if kind_of(one.reason) == kind]
        if numbers:
            said.append(yes(kind, template, numbers=numbered(numbers)))
    return said


def kind_of(reason: Answer) -> str:
    """Which of the sentences in SAID covers the reason."""
    if reason.code in SAID:
        return reason.code
    return "unavailable" if reason.code in ALWAYS_OUT else "no_room"


def numbered(numbers: Sequence[int]) -> str:
    """As a reader says it: "Nummer 2", "Nummer 1, 2 og 5". The same in both forms of Norwegian."""
    *first, last = map(str, sorted(numbers))
    return f"Nummer {', '.join(first)} og {last}" if first else f"Nummer {last}"
