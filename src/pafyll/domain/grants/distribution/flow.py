"""Money on its way through a pipeline: pots with what led to them, awards, and what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from operator import attrgetter
from typing import Any

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.grants.distribution.recipients import Key, Recipient, Request
from pafyll.domain.grants.distribution.selection import Selection
from pafyll.domain.grants.distribution.texts import Text
from pafyll.domain.values import Kroner

FRAME = "frame"
Group = tuple[str, ...]
WHOLE: Group = ()


@dataclass(frozen=True)
class Movement:
    """Money from one pot to another. trail holds the movements that led to it, itself last."""

    step: int
    source: str
    into: str
    group: Group
    kroner: Kroner
    text: Text
    trail: tuple[int, ...]


@dataclass(frozen=True)
class Awards:
    """What one step gave from one portion. facts that are lists have one value for each position."""

    step: int
    pot: str
    group: Group
    positions: Sequence[int]
    kroner: Sequence[int]
    template: str
    facts: Mapping[str, Any]
    trail: tuple[int, ...]

    def text(self, at: int) -> Text:
        """The sentence of one award."""
        one = {name: value[at] if isinstance(value, list) else value for name, value in self.facts.items()}
        return Text(self.template, {"kroner": Kroner(self.kroner[at]), **one})


@dataclass(frozen=True)
class Remainder:
    """What is left in a pot, and what becomes of it."""

    pot: str
    group: Group
    kroner: Kroner
    fate: str


@dataclass
class Portion:
    """What is in a pot for one group now, and the movements that led to it."""

    kroner: int = 0
    trail: tuple[int, ...] = ()


@dataclass
class Pot:
    """A named sum, or one sum for each group. per names what the groups are: ("county",) or ("county", "owner")."""

    per: tuple[str, ...] = ()
    portions: dict[Group, Portion] = field(default_factory=dict)


class Flow:
    """The state of a run. Steps read it and move money in it; nothing else changes it."""

    def __init__(
        self,
        frame: int,
        recipients: Sequence[Recipient],
        requests: Sequence[Request],
        keys: Mapping[str, Key],
        labels: Mapping[str, str],
    ) -> None:
        self.recipients, self.requests, self.keys, self.labels = recipients, requests, keys, labels
        self.positions = {recipient.number: at for at, recipient in enumerate(recipients)}
        first = Movement(
            0, "", FRAME, WHOLE, Kroner(frame), Text("Rammen er {kroner}.", {"kroner": Kroner(frame)}), (0,)
        )
        self.movements: list[Movement] = [first]
        self.pots: dict[str, Pot] = {FRAME: Pot((), {WHOLE: Portion(frame, (0,))})}
        self.awards: list[Awards] = []
        self.remainders: list[Remainder] = []
        self._by_kind: dict[str, list[int]] = {}
        self._figures: dict[str, list[int]] = {}
        self._members: dict[tuple[tuple[str, ...], Selection], dict[Group, list[int]]] = {}

    def portions(self, pot: str) -> list[tuple[Group, Portion]]:
        """The pot's sums in the order of their groups."""
        return sorted(self.pots[pot].portions.items())

    def members(self, pot: str, group: Group, who: Selection) -> list[int]:
        """The positions of those who fit the selection and belong to the group."""
        return self.by_group(self.pots[pot].per, who).get(group, [])

    def by_group(self, per: tuple[str, ...], who: Selection) -> dict[Group, list[int]]:
        """The positions of those who fit, by group; whoever has no known group is left out."""
        found = self._members.get((per, who))
        if found is None:
            chosen = self._of_kinds(who.kinds)
            found = self._members[per, who] = _grouped(self.recipients, chosen, per, who)
        return found

    def figures(self, key: str) -> list[int]:
        """Everybody's figure of the key, in the recipients' order; -1 where there is none."""
        if key not in self._figures:
            self._figures[key] = [one.keys.get(key, -1) for one in self.recipients]
        return self._figures[key]

    def _of_kinds(self, kinds: tuple[str, ...]) -> list[int]:
        if not self._by_kind:
            for at, recipient in enumerate(self.recipients):
                self._by_kind.setdefault(recipient.kind, []).append(at)
        chosen = [self._by_kind.get(kind, []) for kind in kinds or self._by_kind]
        return chosen[0] if len(chosen) == 1 else sorted(chain.from_iterable(chosen))

    def move(
        self, step: int, pot: str, group: Group, into: str, into_group: Group, per: tuple[str, ...], kroner: int,
        text: Text,
    ) -> None:  # fmt: skip
        """Takes kroner from a portion into another pot, and remembers why."""
        portion = self.pots[pot].portions[group]
        trail = (*portion.trail, len(self.movements))
        self.movements.append(Movement(step, pot, into, into_group, Kroner(kroner), text, trail))
        self._take(pot, portion, kroner)
        target = self.pots.setdefault(into, Pot(per))
        if target.per != per:
            raise Refusal(_mixed(self.name(into)))
        there = target.portions.setdefault(into_group, Portion())
        there.kroner += kroner
        there.trail = tuple(dict.fromkeys((*there.trail, *trail)))

    def award(
        self, step: int, pot: str, group: Group, positions: Sequence[int], kroner: Sequence[int], template: str,
        facts: Mapping[str, Any],
    ) -> None:  # fmt: skip
        """Gives kroner from a portion to recipients."""
        if not positions:
            return
        portion = self.pots[pot].portions[group]
        self._take(pot, portion, sum(kroner))
        self.awards.append(Awards(step, pot, group, positions, kroner, template, facts, portion.trail))

    def leave(self, pot: str, fate: str) -> None:
        """Closes a pot: what is left has its fate."""
        for group, portion in self.portions(pot):
            if portion.kroner:
                self.remainders.append(Remainder(pot, group, Kroner(portion.kroner), fate))
                portion.kroner = 0

    def name(self, pot: str, group: Group = WHOLE) -> Text:
        """What a pot, or one group's part of it, is called on the screen."""
        if pot == FRAME:
            return Text("rammen")
        return Text("«{pot}»", {"pot": " – ".join([self.labels.get(pot, pot), *group])})

    def _take(self, pot: str, portion: Portion, kroner: int) -> None:
        if kroner > portion.kroner:
            raise Refusal(_too_little(self.name(pot), portion.kroner, kroner))
        portion.kroner -= kroner


def _grouped(
    recipients: Sequence[Recipient], chosen: Sequence[int], per: tuple[str, ...], who: Selection
) -> dict[Group, list[int]]:
    fitting = chosen if who.is_by_kind_only else [at for at in chosen if who.fits(recipients[at])]
    found: dict[Group, list[int]] = defaultdict(list)
    ones = [recipients[at] for at in fitting]
    names = [map(attrgetter("owner_number" if one == "owner" else one), ones) for one in per]
    for group, at in zip(zip(*names, strict=True) if names else repeat(WHOLE), fitting, strict=False):
        found[group].append(at)
    return {group: found[group] for group in sorted(found) if all(group)}


def _too_little(pot: Text, has: int, needs: int) -> Answer:
    return no(
        "pot_too_small",
        "{pot} har {has}, men steget trenger {needs}.",
        remedy="Sett ned beløpene i steget, eller gi potten mer i et steg foran.",
        pot=pot,
        has=Kroner(has),
        needs=Kroner(needs),
    )


def _mixed(pot: Text) -> Answer:
    return no(
        "mixed_pots",
        "{pot} får penger både delt på grupper og samlet.",
        remedy="Gi de to pottene hvert sitt navn.",
        pot=pot,
    )
