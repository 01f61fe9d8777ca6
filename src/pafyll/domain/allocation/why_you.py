"""The reason that the one who is offered a freed place reads: her place in the queue, and why those before were not."""

from __future__ import annotations

from collections.abc import Sequence

from pafyll.domain.allocation.next_in_line import Passed
from pafyll.domain.allocation.texts import Text
from pafyll.domain.answers import Answer

ASKED = ("declined", "expired", "withdrawn", "left")  # reasons that have a sentence of their own
UNAVAILABLE = frozenset({"has_place", "has_offer", "application_gone", "owner_says_no"})
KINDS = (*ASKED, "unavailable", "no_room")


def why_you(position: int, passed: Sequence[Passed]) -> list[Text]:
    """The sentences, to be translated and filled in: first her own place, then those before, in groups."""
    said = [Text("waiting_position", {"position": position})]
    for kind in KINDS:
        numbers = [one.who.position for one in passed if kind_of(one.reason) == kind]
        if numbers:
            said.append(Text(f"waiting_{kind}", {"numbers": numbered(numbers)}))
    return said


def kind_of(reason: Answer) -> str:
    """Which of the sentences covers the reason."""
    if reason.code in ASKED:
        return reason.code
    return "unavailable" if reason.code in UNAVAILABLE else "no_room"


def numbered(numbers: Sequence[int]) -> str:
    """As a reader says it: "Nummer 2", "Nummer 1, 2 og 5". The same in both forms of Norwegian."""
    *first, last = map(str, sorted(numbers))
    return f"Nummer {', '.join(first)} og {last}" if first else f"Nummer {last}"
