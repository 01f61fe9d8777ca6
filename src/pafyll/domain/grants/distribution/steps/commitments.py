"""What earlier years have promised of this year's money comes first."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.grants.distribution.fields import EVERYBODY
from pafyll.domain.grants.distribution.fitting import Ask, asks_in, fit
from pafyll.domain.grants.distribution.flow import Flow, Group
from pafyll.domain.grants.distribution.recipients import Request
from pafyll.domain.grants.distribution.selection import Selection
from pafyll.domain.grants.distribution.step import POT, WHO, Step, Wording
from pafyll.domain.grants.distribution.texts import Text
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Commitments(Step):
    """All of them or a refusal: a promise is not reduced by a pipeline."""

    WORD = "commitments"
    LABEL = "Dekk flerårige tilsagn først"
    FIELDS = (POT, WHO)
    SENTENCE = "Flerårige tilsagn til {who} dekkes først, fra {pot}."
    BECAUSE = "{title} har tilsagn fra et tidligere år."
    pot: str
    who: Selection = EVERYBODY

    def words(self, said: Wording) -> Text:
        return Text(self.SENTENCE, {"pot": said.pot(self.pot), "who": self.who.words()})

    def apply(self, flow: Flow, number: int) -> None:
        for group, portion in flow.portions(self.pot):
            asks = asks_in(flow, self.pot, group, self.who, number, self._ask)
            promised = sum(ask.kroner for ask in asks)
            if promised > portion.kroner:
                raise Refusal(_too_much(flow, self.pot, group, promised, portion.kroner, number))
            fit(flow, number, self.pot, group, sorted(asks, key=lambda ask: ask.request.id), "stop")

    def _ask(self, request: Request) -> Ask | None:
        return Ask(request, request.committed, self.BECAUSE) if request.committed else None


def _too_much(flow: Flow, pot: str, group: Group, promised: int, has: int, step: int) -> Answer:
    return no(
        "commitments_above_frame",
        "Steg {step}: det er gitt tilsagn om {promised}, men {pot} har {has}. Det mangler {short}.",
        remedy="Øk rammen, eller avtal endringer i tilsagnene før fordelingen.",
        step=step,
        promised=Kroner(promised),
        pot=flow.name(pot, group),
        has=Kroner(has),
        short=Kroner(promised - has),
    )
