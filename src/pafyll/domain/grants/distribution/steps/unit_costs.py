"""What a project costs by its parts: meetings, hours away, a project group, planning time."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.grants.distribution.fields import EVERYBODY, Component, Field
from pafyll.domain.grants.distribution.fitting import Ask, asks_in, fit
from pafyll.domain.grants.distribution.flow import Flow
from pafyll.domain.grants.distribution.recipients import Request
from pafyll.domain.grants.distribution.selection import Selection
from pafyll.domain.grants.distribution.step import POT, WHO, Step, Wording
from pafyll.domain.grants.distribution.steps.rate import IF_SHORT, WHEN_SHORT
from pafyll.domain.grants.distribution.steps.share import sentences
from pafyll.domain.grants.distribution.texts import Text, listed, plain
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class UnitCosts(Step):
    """Each request comes to the sum of its components: rate × factors × how many of the unit it has."""

    WORD = "unit_costs"
    LABEL = "Regn ut kostnaden av deler"
    FIELDS = (POT, Field("components", "Deler av kostnaden", "components"), WHO, IF_SHORT)
    SENTENCE = "{pot} går til prosjekter fra {who}. Hvert prosjekt koster {parts}."
    PART = "{label} ({factors}{rate} for hver {unit})"
    FACTOR = "{count} {name} × "
    SUM = "{label} {kroner}"
    BECAUSE = "{title} koster {parts}."
    pot: str
    components: tuple[Component, ...]
    who: Selection = EVERYBODY
    if_short: str = "reduce"

    def words(self, said: Wording) -> Text:
        parts = [self._words(one) for one in self.components]
        facts = {"pot": said.pot(self.pot), "who": self.who.words(), "parts": listed(parts)}
        return sentences(Text(self.SENTENCE, facts), Text(WHEN_SHORT[self.if_short]))

    def _words(self, one: Component) -> Text:
        factors = [Text(self.FACTOR, {"count": count, "name": plain(name)}) for name, count in one.factors]
        together = Text(
            "".join(f"{{f{at}}}" for at in range(len(factors))), {f"f{at}": f for at, f in enumerate(factors)}
        )
        facts = {"label": plain(one.label), "factors": together, "rate": one.rate, "unit": plain(one.unit_label)}
        return Text(self.PART, facts)

    def apply(self, flow: Flow, number: int) -> None:
        for group, _ in flow.portions(self.pot):
            asks = asks_in(flow, self.pot, group, self.who, number, self._ask)
            ordered = sorted(asks, key=lambda ask: (ask.request.rank, ask.request.number, ask.request.id))
            fit(flow, number, self.pot, group, ordered, self.if_short)

    def _ask(self, request: Request) -> Ask | None:
        costs = [(one, one.cost(request.units)) for one in self.components]
        total = sum(cost for _, cost in costs)
        parts = [Text(self.SUM, {"label": plain(one.label), "kroner": Kroner(cost)}) for one, cost in costs if cost]
        return Ask(request, total, self.BECAUSE, {"parts": listed(parts)}) if total else None
