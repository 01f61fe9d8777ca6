"""A pot is parted by percentages."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.grants.distribution.dividing import by_one_rate
from pafyll.domain.grants.distribution.fields import Field
from pafyll.domain.grants.distribution.flow import Flow
from pafyll.domain.grants.distribution.step import POT, Step, Wording, said_for
from pafyll.domain.grants.distribution.texts import Text, hundredths, listed
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Percentages(Step):
    """Every krone goes to one of the pots."""

    WORD = "percentages"
    LABEL = "Del på potter i prosent"
    FIELDS = (POT, Field("into", "Potter og prosent", "percents"))
    EMPTIES = True
    SENTENCE = "{pot} deles: {parts}."
    ALL = "Det som er igjen i {pot}, går til {parts}."
    PART = "{percent} % til {name}"
    BECAUSE = "{percent} % av {source} går til {pot}: {kroner}."
    pot: str
    into: tuple[tuple[str, int], ...]

    @property
    def makes(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.into)

    def words(self, said: Wording) -> Text:
        parts = [Text(self.PART, {"percent": hundredths(share), "name": said.pot(name)}) for name, share in self.into]
        if len(self.into) == 1:
            return Text(self.ALL, {"pot": said.pot(self.pot), "parts": said.pot(self.into[0][0])})
        return Text(self.SENTENCE, {"pot": said.pot(self.pot), "parts": listed(parts)})

    def apply(self, flow: Flow, number: int) -> None:
        said, per = said_for(flow), flow.pots[self.pot].per
        for group, portion in flow.portions(self.pot):
            whole = portion.kroner
            parts = by_one_rate(whole, [share for _, share in self.into])
            for (name, share), kroner in zip(self.into, parts, strict=True):
                facts = {"percent": hundredths(share), "source": Kroner(whole), "pot": said.pot(name)}
                text = Text(self.BECAUSE, {**facts, "kroner": Kroner(kroner)})
                flow.move(number, self.pot, group, name, group, per, kroner, text)
