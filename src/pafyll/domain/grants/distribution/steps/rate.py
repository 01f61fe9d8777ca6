"""A rate for each day, with a most number of days and a most sum."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.grants.distribution.fields import EVERYBODY, Field
from pafyll.domain.grants.distribution.fitting import Ask, asks_in, fit
from pafyll.domain.grants.distribution.flow import Flow
from pafyll.domain.grants.distribution.recipients import Request
from pafyll.domain.grants.distribution.selection import Selection
from pafyll.domain.grants.distribution.step import POT, SHORTAGES, WHO, Step, Wording
from pafyll.domain.grants.distribution.steps.share import sentences
from pafyll.domain.grants.distribution.texts import Text, plain
from pafyll.domain.values import Kroner

WHEN_SHORT = {**SHORTAGES, "reduce": "Alle settes ned like mye når pengene ikke rekker."}
IF_SHORT = Field("if_short", "Når pengene ikke rekker", "choice", is_required=False, default="reduce", codes=WHEN_SHORT)


@dataclass(frozen=True)
class Rate(Step):
    """rate × units, where units are days, participants or whatever the requests count; never above the caps."""

    WORD = "rate"
    LABEL = "Sats for hver dag eller deltaker"
    FIELDS = (
        POT,
        Field("unit", "Enhet i behovene", "unit"),
        Field("unit_label", "Enheten i ord, i entall", "text", is_required=False, default=""),
        Field("rate", "Sats i kroner", "kroner"),
        Field("most_units", "Flest enheter som dekkes", "whole", is_required=False, default=None),
        Field("most", "Mest for ett behov, i kroner", "kroner", is_required=False, default=None),
        WHO,
        IF_SHORT,
    )
    SENTENCE = "{pot} går til behovene fra {who}, med {rate} for hver {unit}."
    MOST_UNITS = "Ikke flere enn {count} for hvert behov."
    MOST = "Ikke mer enn {most} for hvert behov."
    BECAUSE = {
        "plain": "{title}: {units} × {rate} for hver {unit}.",
        "units": "{title}: {units} × {rate} for hver {unit}. Behovet er {asked_units}, men ikke flere dekkes.",
        "most": "{title}: {units} × {rate} for hver {unit}, men ikke mer enn {most}.",
    }
    pot: str
    unit: str
    rate: Kroner
    unit_label: str = ""
    most_units: int | None = None
    most: Kroner | None = None
    who: Selection = EVERYBODY
    if_short: str = "reduce"

    def words(self, said: Wording) -> Text:
        facts = {
            "pot": said.pot(self.pot),
            "who": self.who.words(),
            "rate": self.rate,
            "unit": plain(self.unit_label or self.unit),
        }
        return sentences(
            Text(self.SENTENCE, facts),
            Text(self.MOST_UNITS, {"count": self.most_units}) if self.most_units else None,
            Text(self.MOST, {"most": self.most}) if self.most is not None else None,
            Text(WHEN_SHORT[self.if_short]),
        )

    def apply(self, flow: Flow, number: int) -> None:
        for group, _ in flow.portions(self.pot):
            asks = asks_in(flow, self.pot, group, self.who, number, self._ask)
            ordered = sorted(asks, key=lambda ask: (ask.request.rank, ask.request.number, ask.request.id))
            fit(flow, number, self.pot, group, ordered, self.if_short)

    def _ask(self, request: Request) -> Ask | None:
        asked = request.units.get(self.unit, 0)
        if not asked:
            return None
        units = asked if self.most_units is None else min(asked, self.most_units)
        kroner = units * int(self.rate)
        kind = "most" if self.most is not None and kroner > self.most else "units" if units < asked else "plain"
        facts = {"units": units, "asked_units": asked, "unit": plain(self.unit_label or self.unit), "rate": self.rate}
        kroner = kroner if self.most is None else min(kroner, int(self.most))
        return Ask(request, kroner, self.BECAUSE[kind], {**facts, "most": self.most})
