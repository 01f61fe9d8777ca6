"""A pot becomes one frame for each owner, county or region, by a key."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.grants.distribution.dividing import by_one_rate, rate_text, shared_rate
from pafyll.domain.grants.distribution.fields import EVERYBODY, Field
from pafyll.domain.grants.distribution.flow import Flow, Group, Portion
from pafyll.domain.grants.distribution.limits import LEAST, MOST, require_room, words_of
from pafyll.domain.grants.distribution.recipients import EQUAL, PER
from pafyll.domain.grants.distribution.selection import Selection
from pafyll.domain.grants.distribution.step import POT, Step, Wording, said_for
from pafyll.domain.grants.distribution.steps.share import KEY, sentences
from pafyll.domain.grants.distribution.texts import Text, hundredths, plain
from pafyll.domain.grants.distribution.weighing import weights_of
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Frames(Step):
    """The groups get in proportion to the sum of their members' key; steps after share or spend each frame."""

    WORD = "frames"
    LABEL = "Lag en ramme til hver"
    FIELDS = (
        POT,
        Field("per", "Ramme til", "choice", codes=PER),
        Field("into", "Navn på rammene", "new_pot"),
        KEY,
        Field("who", "Hvem sine tall", "who", is_required=False, default=EVERYBODY),
        LEAST,
        MOST,
    )
    EMPTIES = True
    SENTENCE = "{pot} blir en ramme til {per} ({into}), etter {key} for {who}."
    EQUALLY = "{pot} blir en like stor ramme til {per} ({into})."
    BECAUSE = {
        "rate": "{name} har {weight} av {whole} etter {key}. Satsen er {rate} kr for hver: {kroner}.",
        "share": "{name} har {weight} av {whole} etter {key}: {kroner}.",
        "equal": "{name} er én av {count} som får like mye: {kroner}.",
    }
    pot: str
    per: str
    into: str
    key: str
    who: Selection = EVERYBODY
    least: int = 0
    most: Kroner | None = None

    @property
    def makes(self) -> tuple[str, ...]:
        return (self.into,)

    def words(self, said: Wording) -> Text:
        facts = {
            "pot": said.pot(self.pot),
            "per": Text(PER[self.per]),
            "into": said.pot(self.into),
            "key": said.key(self.key),
            "who": self.who.words(),
        }
        template = self.EQUALLY if self.key == EQUAL else self.SENTENCE
        return sentences(Text(template, facts), words_of(self.least, self.most))

    def apply(self, flow: Flow, number: int) -> None:
        per = (*flow.pots[self.pot].per, self.per)
        by_group = flow.by_group(per, self.who)
        for group, portion in flow.portions(self.pot):
            inside = {name: members for name, members in by_group.items() if name[: len(group)] == group}
            if portion.kroner and inside:
                self._make(flow, number, group, portion, inside, per)

    def _make(
        self, flow: Flow, number: int, group: Group, portion: Portion, inside: dict[Group, list[int]],
        per: tuple[str, ...],
    ) -> None:  # fmt: skip
        weights = {name: self._weight(flow, members, number) for name, members in inside.items()}
        held = [name for name, weight in weights.items() if weight]
        require_room(flow.name(self.pot, group), portion.kroner, len(held), self.least, self.most, number)
        counted = [weights[name] for name in held]
        parts = by_one_rate(
            portion.kroner, counted, least=int(self.least), most=None if self.most is None else int(self.most)
        )
        rate = None if self.least or self.most is not None else shared_rate(counted, parts)
        facts = {
            "key": Text(said_for(flow).key_of(self.key).label),
            "whole": hundredths(sum(counted)),
            "count": len(held),
            "rate": rate_text(rate) if rate is not None else "",
        }
        kind = "equal" if self.key == EQUAL else "rate" if rate is not None else "share"
        for name, kroner in zip(held, parts, strict=True):
            one = {"name": _named(flow, name), "weight": hundredths(weights[name]), "kroner": Kroner(kroner)}
            text = Text(self.BECAUSE[kind], {**facts, **one})
            flow.move(number, self.pot, group, self.into, name, per, kroner, text)

    def _weight(self, flow: Flow, members: list[int], number: int) -> int:
        return 100 if self.key == EQUAL else sum(weights_of(flow, members, self.key, (), number))


def _named(flow: Flow, group: Group) -> Text:
    """The group's name: an owner's where the number is a recipient's, else the number or the region itself."""
    at = flow.positions.get(group[-1])
    return plain(flow.recipients[at].name if at is not None else group[-1])
