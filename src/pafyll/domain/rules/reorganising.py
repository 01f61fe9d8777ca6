"""What a change of organisations may look like, and to whom each person and school goes when one becomes several.

What is past stays with the organisation that it was made with. What is still to come goes on with the successor from
the day, so that everything open has exactly one holder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pafyll.domain.answers import Answer, first_no, no, yes

SHORTEST = 10


class ReorganisationKind(StrEnum):
    """What happens to the organisations."""

    MERGE = "merge"
    SPLIT = "split"
    CLOSE = "close"
    MOVE = "move"


K = ReorganisationKind
KIND_LABELS = {
    K.MERGE: "Slås sammen",
    K.SPLIT: "Deles",
    K.CLOSE: "Legges ned",
    K.MOVE: "Skole flyttes til annen eier",
}
OWNERS = frozenset({"municipality", "county_authority", "private_owner"})
CHANGEABLE = OWNERS | {"school"}


@dataclass(frozen=True)
class Unit:
    """An organisation of a change, as it stands before the day. number "" is never right."""

    number: str
    kind: str
    parent: int | None = None
    is_closed: bool = False


@dataclass(frozen=True)
class Shape:
    """A change: which become which, from which day."""

    kind: ReorganisationKind
    sources: Sequence[Unit]
    targets: Sequence[Unit]
    heirs: int
    day: date
    source: str
    why: str

    def in_order(self, today: date) -> Answer:
        """Whether the change can be planned like this. Source is where it was resolved or announced."""
        return first_no([self._day(today), self._says_why(), self._sources(), self._targets(), self._alike()])

    def _day(self, today: date) -> Answer:
        if self.day > today:
            return yes()
        return no(
            "day_is_over",
            "En endring planlegges fram i tid, og {day} er ikke etter i dag.",
            remedy="Velg en senere dag. Det som er gjort til da, blir stående som det var.",
            field="day",
            day=f"{self.day:%d.%m.%Y}",
        )

    def _says_why(self) -> Answer:
        if len(self.source.strip()) < SHORTEST:
            return no(
                "no_source", "Skriv hvor endringen er vedtatt, for eksempel forskriften eller saken.", field="source"
            )
        return yes()

    def _sources(self) -> Answer:
        if not self.sources:
            return no("no_sources", "Velg hvem endringen gjelder.", field="sources")
        if any(one.kind not in CHANGEABLE for one in self.sources):
            return no("not_changeable", "Bare skoler og skoleeiere kan endres her.", field="sources")
        if any(one.is_closed for one in self.sources):
            return no("closed_already", "En av dem finnes ikke lenger fra denne dagen.", field="sources")
        if self.kind is not K.MERGE and len(self.sources) != 1:
            return no("one_source", "Velg én organisasjon. Bare en sammenslåing gjelder flere.", field="sources")
        if self.kind is K.MOVE and self.sources[0].kind != "school":
            return no("moves_a_school", "Bare en skole kan flytte til en annen eier.", field="sources")
        return yes()

    def _targets(self) -> Answer:
        if self.kind is K.CLOSE and self.targets:
            return no("closed_into", "En som legges ned, blir ikke til noen andre.", field="targets")
        if self.kind in (K.MERGE, K.MOVE) and len(self.targets) != 1:
            return no("one_target", "Velg hvem de blir til: én.", field="targets")
        if self.kind is K.SPLIT and len(self.targets) < 2:
            return no("few_targets", "En deling gir minst to organisasjoner.", field="targets")
        if len({one.number for one in self.targets}) < len(self.targets):
            return no("same_target", "Den samme står to ganger.", field="targets")
        if any(one.is_closed for one in self.targets):
            return no("target_closed", "Etterfølgeren finnes ikke lenger fra denne dagen.", field="targets")
        if self.targets and self.heirs != 1:
            return no(
                "one_heir", "Velg nøyaktig én hovedarvtaker. Den fører videre det som ikke kan deles.", field="heir"
            )
        return yes()

    def _alike(self) -> Answer:
        kinds, becomes = {one.kind for one in self.sources}, {one.kind for one in self.targets}
        if self.kind is K.MOVE:
            return self._moves()
        if len(kinds | becomes) > 1:
            return no(
                "other_kind",
                "De må være av samme slag: skoler for seg, og hvert slag skoleeier for seg.",
                field="targets",
            )
        parents = {one.parent for one in (*self.sources, *self.targets)}
        if kinds == {"school"} and len(parents) > 1:
            remedy = "Flytt skolen til den nye eieren først."
            return no("other_owner", "Skolene må ha samme eier.", remedy=remedy, field="targets")
        if self.kind is K.MERGE and {one.number for one in self.sources} & {one.number for one in self.targets}:
            remedy = "Skriv bare dem som blir borte, og den de går inn i som etterfølger."
            return no("into_itself", "Den som består, kan ikke også bli borte.", remedy=remedy, field="sources")
        if self.kind is K.SPLIT and self.sources[0].number in {one.number for one in self.targets}:
            remedy = "Det som blir igjen, får også en ny registrering: tall fra før gjelder den gamle."
            return no(
                "splits_into_itself", "Den som deles, kan ikke selv være en av de nye.", remedy=remedy, field="targets"
            )
        return yes()

    def _moves(self) -> Answer:
        if self.targets[0].kind not in OWNERS:
            return no("moves_to_an_owner", "En skole flytter til en skoleeier.", field="targets")
        return yes()


def each_to_one(things: Collection[int], chosen: Sequence[tuple[int, int]], targets: Collection[int]) -> Answer:
    """Whether each of what a split shares out goes to exactly one of the targets. chosen: (thing, target)."""
    times = Counter(thing for thing, target in chosen if target in targets)
    missing = [thing for thing in things if times[thing] != 1]
    if not missing:
        return yes()
    return no(
        "not_shared_out",
        "{count} skoler og mennesker mangler et sted å gå til.",
        remedy="Velg hvor hver av dem skal gå.",
        field="choices",
        count=len(missing),
    )


def divided(whole: int | None, said: Mapping[int, int], targets: Sequence[int], heir: int) -> dict[int, int | None]:
    """{target: its part} of a limit, which sum to the whole; None for each where there is no limit.

    said is what each gets. The heir gets what is left, so that the sum is kept whatever has become of the whole
    since; and everything where the others would have more than there is.
    """
    if whole is None:
        return dict.fromkeys(targets)
    others = {one: said.get(one, 0) for one in targets if one != heir}
    if any(part < 0 for part in others.values()) or sum(others.values()) > whole:
        others = dict.fromkeys(others, 0)
    return {one: others.get(one, whole - sum(others.values())) for one in targets}


def sums_to(whole: int, parts: Collection[int]) -> bool:
    """Whether the parts are the whole, and none of them is below nothing."""
    return all(part >= 0 for part in parts) and sum(parts) == whole


Period = tuple[date, date | None]  # half-open; None is until further notice


def gaps(wanted: Period, taken: Sequence[Period]) -> list[Period]:
    """The parts of the wanted period that none of the taken ones covers, in order."""
    start, end = wanted
    found: list[Period] = []
    for begins, ends in sorted(taken, key=lambda one: one[0]):
        if ends is not None and ends <= start:
            continue
        if end is not None and begins >= end:
            break
        if begins > start:
            found.append((start, begins))
        if ends is None:
            return found
        start = max(start, ends)
    return [*found, (start, end)] if end is None or start < end else found


def summed(limits: Sequence[int | None]) -> int | None:
    """Limits of those who become one: no limit for one of them is no limit for all, else their sum."""
    known = [one for one in limits if one is not None]
    return sum(known) if len(known) == len(limits) else None


def last_in_line(number: str, next_of: Mapping[str, str]) -> list[str]:
    """The numbers that come after it, one after the other, to the one that stands today. Never the same twice."""
    line: list[str] = []
    while (number := next_of.get(number, "")) and number not in line:
        line.append(number)
    return line
