"""Fixed sums to named pots, as one for each kind of applicant."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.grants.distribution.fields import Field
from pafyll.domain.grants.distribution.flow import Flow
from pafyll.domain.grants.distribution.step import POT, Step, Wording, said_for
from pafyll.domain.grants.distribution.texts import Text, listed
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class FixedPots(Step):
    """The sums are taken from the pot; what is left stays in it."""

    WORD = "fixed_pots"
    LABEL = "Sett av faste beløp til potter"
    FIELDS = (POT, Field("into", "Potter og kroner", "sums"))
    SENTENCE = "Fra {pot} settes det av {parts}."
    PART = "{kroner} til {name}"
    BECAUSE = "{pot} får et fast beløp: {kroner}."
    pot: str
    into: tuple[tuple[str, Kroner], ...]

    @property
    def makes(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.into)

    def words(self, said: Wording) -> Text:
        parts = [Text(self.PART, {"kroner": kroner, "name": said.pot(name)}) for name, kroner in self.into]
        return Text(self.SENTENCE, {"pot": said.pot(self.pot), "parts": listed(parts)})

    def apply(self, flow: Flow, number: int) -> None:
        if flow.pots[self.pot].per:
            raise Refusal(_grouped(flow, self.pot, number))
        for group, _ in flow.portions(self.pot):
            for name, kroner in self.into:
                text = Text(self.BECAUSE, {"pot": said_for(flow).pot(name), "kroner": kroner})
                flow.move(number, self.pot, group, name, group, (), kroner, text)


def _grouped(flow: Flow, pot: str, step: int) -> Answer:
    return no(
        "fixed_from_groups",
        "Steg {step}: {pot} er delt i flere rammer, og det er ikke sagt hvilken de faste beløpene skal tas fra.",
        remedy="Sett steget foran det som deler i rammer.",
        step=step,
        pot=flow.name(pot),
    )
