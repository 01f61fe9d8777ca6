"""Needs from below, in the order that the forum or the owner has set."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.grants.distribution.fields import EVERYBODY
from pafyll.domain.grants.distribution.fitting import Ask, asks_in, fit
from pafyll.domain.grants.distribution.flow import Flow
from pafyll.domain.grants.distribution.recipients import Request
from pafyll.domain.grants.distribution.selection import Selection
from pafyll.domain.grants.distribution.step import IF_SHORT, POT, SHORTAGES, WHO, Step, Wording
from pafyll.domain.grants.distribution.steps.share import sentences
from pafyll.domain.grants.distribution.texts import Text


@dataclass(frozen=True)
class Requests(Step):
    """The first in the order is served first. In an owner's frame the order is the owner's own."""

    WORD = "requests"
    LABEL = "Dekk meldte behov i rekkefølge"
    FIELDS = (POT, WHO, IF_SHORT)
    SENTENCE = "{pot} går til behovene fra {who}, i den rekkefølgen de er satt i."
    BECAUSE = "{title} er nummer {rank} i rekkefølgen."
    pot: str
    who: Selection = EVERYBODY
    if_short: str = "part"

    def words(self, said: Wording) -> Text:
        facts = {"pot": said.pot(self.pot), "who": self.who.words()}
        return sentences(Text(self.SENTENCE, facts), Text(SHORTAGES[self.if_short]))

    def apply(self, flow: Flow, number: int) -> None:
        for group, _ in flow.portions(self.pot):
            asks = asks_in(flow, self.pot, group, self.who, number, self._ask)
            fit(flow, number, self.pot, group, sorted(asks, key=self._order), self.if_short)

    def _ask(self, request: Request) -> Ask | None:
        return Ask(request, request.kroner, self.BECAUSE, {"rank": request.rank}) if request.kroner else None

    def _order(self, ask: Ask) -> tuple[int, str, str]:
        return ask.request.rank, ask.request.number, ask.request.id
