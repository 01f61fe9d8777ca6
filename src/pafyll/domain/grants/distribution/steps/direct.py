"""Named recipients get named sums."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.grants.distribution import fields
from pafyll.domain.grants.distribution.fields import Field
from pafyll.domain.grants.distribution.flow import Flow
from pafyll.domain.grants.distribution.step import POT, Step, Wording
from pafyll.domain.grants.distribution.texts import Text, listed, plain

AWARDS = Field("awards", "Tildelinger", "direct")


@dataclass(frozen=True)
class Direct(Step):
    """The sums come before whatever shares the rest of the pot."""

    WORD = "direct"
    LABEL = "Tildel direkte"
    FIELDS = (POT, AWARDS)
    SENTENCE = "Fra {pot} tildeles direkte: {parts}."
    PART = "{kroner} til {number} ({title})"
    BECAUSE = "Tildelt direkte til {title}: {kroner}."
    pot: str
    awards: tuple[fields.Direct, ...]

    def words(self, said: Wording) -> Text:
        parts = [
            Text(self.PART, {"kroner": one.kroner, "number": one.number, "title": plain(one.title)})
            for one in self.awards
        ]
        return Text(self.SENTENCE, {"pot": said.pot(self.pot), "parts": listed(parts)})

    def apply(self, flow: Flow, number: int) -> None:
        if flow.pots[self.pot].per:
            raise Refusal(_grouped(flow, self.pot, number))
        for group, _ in flow.portions(self.pot):
            positions = [_position(flow, one, number) for one in self.awards]
            kroner, titles = [int(one.kroner) for one in self.awards], [plain(one.title) for one in self.awards]
            flow.award(number, self.pot, group, positions, kroner, self.BECAUSE, {"title": titles})


def _position(flow: Flow, one: fields.Direct, step: int) -> int:
    found = flow.positions.get(one.number)
    if found is None:
        raise Refusal(
            no(
                "unknown_recipient",
                "Steg {step}: {number} er ikke blant mottakerne.",
                remedy="Legg mottakeren inn i nøkkeltallene, eller rett organisasjonsnummeret.",
                step=step,
                number=one.number,
            )
        )
    return found


def _grouped(flow: Flow, pot: str, step: int) -> Answer:
    return no(
        "direct_from_groups",
        "Steg {step}: {pot} er delt i flere rammer, og det er ikke sagt hvilken de faste summene skal tas fra.",
        remedy="Sett steget foran det som deler i rammer.",
        step=step,
        pot=flow.name(pot),
    )
