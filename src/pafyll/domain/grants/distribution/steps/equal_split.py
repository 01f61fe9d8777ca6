"""A pot is parted equally, as between owners and providers."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.grants.distribution.dividing import by_one_rate
from pafyll.domain.grants.distribution.fields import Field
from pafyll.domain.grants.distribution.flow import Flow
from pafyll.domain.grants.distribution.step import POT, Step, Wording, said_for
from pafyll.domain.grants.distribution.texts import Text, listed
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class EqualSplit(Step):
    """The pots get the same; an odd krone goes to the one that is named first."""

    WORD = "equal_split"
    LABEL = "Del likt på potter"
    FIELDS = (POT, Field("into", "Potter", "pots"))
    EMPTIES = True
    SENTENCE = "{pot} deles likt mellom {parts}."
    BECAUSE = "{source} deles likt på {count}: {kroner} til {pot}."
    pot: str
    into: tuple[str, ...]

    @property
    def makes(self) -> tuple[str, ...]:
        return self.into

    def words(self, said: Wording) -> Text:
        return Text(self.SENTENCE, {"pot": said.pot(self.pot), "parts": listed([said.pot(name) for name in self.into])})

    def apply(self, flow: Flow, number: int) -> None:
        said, per = said_for(flow), flow.pots[self.pot].per
        for group, portion in flow.portions(self.pot):
            whole = portion.kroner
            for name, kroner in zip(self.into, by_one_rate(whole, [1] * len(self.into)), strict=True):
                facts = {"source": Kroner(whole), "count": len(self.into), "pot": said.pot(name)}
                text = Text(self.BECAUSE, {**facts, "kroner": Kroner(kroner)})
                flow.move(number, self.pot, group, name, group, per, kroner, text)
