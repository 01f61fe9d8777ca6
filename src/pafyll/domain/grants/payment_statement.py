"""What a payee is due for a semester: explained lines that sum to what is paid, and what is held back and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.values import Credits, Kroner, Semester


class LineKind(StrEnum):
    """Why a line is there."""

    PAYMENT = "payment"
    ADJUSTMENT = "adjustment"
    CLAW_BACK = "claw_back"
    CARRIED_FORWARD = "carried_forward"


LINE_LABELS = {
    LineKind.PAYMENT: "Tilskudd for semesteret",
    LineKind.ADJUSTMENT: "Etterbetaling",
    LineKind.CLAW_BACK: "Tilbakebetaling",
    LineKind.CARRIED_FORWARD: "Overføres til neste oppgjør",
}


@dataclass(frozen=True)
class Due:
    """One semester of one participation: what was promised and is left of it. key is the commitment's."""

    key: int
    semester: Semester
    credits: Decimal
    left: Kroner
    status: str
    is_late: bool = False


@dataclass(frozen=True)
class Demand:
    """Money that was paid and is demanded back, and is not returned yet. Oldest first is the order of the keys."""

    key: int
    left: Kroner
    why: str


@dataclass(frozen=True)
class Line:
    """One amount with its reason. because is a template that facts fill in, so that it can be translated first."""

    kind: LineKind
    amount: Kroner
    because: str
    facts: dict[str, Any] = field(default_factory=dict)
    due: int | None = None
    demand: int | None = None

    @property
    def template(self) -> str:
        return self.because

    def __str__(self) -> str:
        return self.because.format_map(self.facts)


@dataclass(frozen=True)
class HeldBack:
    """A semester that is not paid now, how much it would have been, and why."""

    due: int
    amount: Kroner
    because: str


@dataclass(frozen=True)
class Drawn:
    """A statement as it would be now: the lines sum to what is paid, and that is never below zero."""

    lines: tuple[Line, ...]
    held_back: tuple[HeldBack, ...]

    @property
    def total(self) -> Kroner:
        return Kroner(sum(line.amount for line in self.lines))


def draw_statement(
    *, semester: Semester, dues: Iterable[Due], demands: Iterable[Demand], closed: Collection[Semester] = ()
) -> Drawn:
    """The payee's statement for the semester, from every semester of the round that is not paid, and what it owes.

    Only what is confirmed is paid. An earlier semester has a statement of its own; when that is closed (paid and
    frozen), what was confirmed since stands here. A demand takes from what is paid here; what it does not reach stays
    for the next statement, on a line of its own. Without anything to pay there are no lines: a statement is never
    below zero.
    """
    paid, held = [], []
    for due in sorted(dues, key=lambda one: one.key):
        if not due.left or due.semester not in (semester, *closed):
            continue
        if due.status == TermStatus.CONFIRMED:
            paid.append(_paid(semester, due))
        else:
            held.append(HeldBack(due.key, due.left, HELD_BACK[TermStatus(due.status)]))  # type: ignore[call-arg]
    room = sum(line.amount for line in paid)
    return Drawn((*paid, *taken_from(room, demands)), tuple(held))


def _paid(semester: Semester, due: Due) -> Line:
    if due.semester == semester:
        return Line(LineKind.PAYMENT, due.left, BY_CREDITS, {"credits": str(Credits(due.credits))}, due=due.key)
    facts = {"credits": str(Credits(due.credits)), "semester": str(due.semester)}
    return Line(LineKind.ADJUSTMENT, due.left, LATE if due.is_late else AFTERWARDS, facts, due=due.key)


def taken_from(room: int, demands: Iterable[Demand]) -> Iterator[Line]:
    """The lines that take the demands, oldest first, from room kroner that are paid; none when nothing is paid."""
    if not room:
        return
    for demand in sorted(demands, key=lambda one: one.key):
        yield Line(LineKind.CLAW_BACK, -demand.left, "{why}", {"why": demand.why}, demand=demand.key)
        taken = min(demand.left, room)
        room -= taken
        if over := demand.left - taken:
            yield Line(LineKind.CARRIED_FORWARD, Kroner(over), OVER, {"left": str(Kroner(over))}, demand=demand.key)


BY_CREDITS = "{credits} studiepoeng, bekreftet deltakelse"
LATE = "{credits} studiepoeng {semester}, bekreftet etter fristen ved egen beslutning"
AFTERWARDS = "{credits} studiepoeng {semester}, bekreftet etter at oppgjøret for semesteret var gjort opp"
OVER = "Kravet er større enn det som utbetales her. {left} gjenstår til neste oppgjør."
HELD_BACK = {
    TermStatus.AWAITING: "Deltakelsen er ikke bekreftet ennå.",
    TermStatus.NOT_STARTED: "Deltakeren er meldt som ikke startet.",
    TermStatus.NOT_CONFIRMED: "Deltakelsen ble ikke bekreftet innen fristen.",
    TermStatus.DEFERRED: "Semesteret er utsatt.",
    TermStatus.ENDED: "Deltakelsen er avsluttet.",
}
