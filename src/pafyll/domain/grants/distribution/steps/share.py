"""A pot is shared among recipients by a key: teacher FTE, kindergarten FTE, equally, or fixed shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pafyll.domain.grants.distribution.dividing import by_one_rate, rate_text, shared_rate
from pafyll.domain.grants.distribution.fields import EVERYBODY, Field
from pafyll.domain.grants.distribution.flow import Flow, Group, Portion
from pafyll.domain.grants.distribution.limits import LEAST, MOST, require_room, words_of
from pafyll.domain.grants.distribution.recipients import EQUAL, FIXED
from pafyll.domain.grants.distribution.selection import Selection
from pafyll.domain.grants.distribution.step import POT, WHO, Step, Wording, said_for
from pafyll.domain.grants.distribution.texts import Text, hundredths
from pafyll.domain.grants.distribution.weighing import weights_of
from pafyll.domain.values import Kroner, shared_by_weight

Columns = tuple[list[int], list[int], list[int]]  # positions, weights and kroner
COMMON_RATE, LARGEST_REMAINDER = "common_rate", "largest_remainder"
ROUNDINGS = {
    COMMON_RATE: "Felles sats: hver får sin nøkkel ganger én sats, avrundet til nærmeste krone.",
    LARGEST_REMAINDER: "Største rest: ingen er så mye som en krone fra sin nøyaktige andel, men en høyere ramme kan gi én mottaker en krone mindre.",  # noqa: E501 (a sentence stands whole)
}
KEY = Field("key", "Nøkkel", "key")
SHARES = Field("shares", "Faste andeler", "shares", is_required=False, default=())
ROUNDING = Field("rounding", "Avrunding", "choice", is_required=False, default=COMMON_RATE, codes=ROUNDINGS)


@dataclass(frozen=True)
class Share(Step):
    """Everybody gets in proportion to the key, within the limits. What is above everybody's cap is left in the pot."""

    WORD = "share"
    LABEL = "Fordel etter nøkkel"
    FIELDS = (POT, WHO, KEY, SHARES, LEAST, MOST, ROUNDING)
    EMPTIES = True
    SENTENCE = "{pot} fordeles på {who} etter {key}."
    EQUALLY = "{pot} fordeles likt på {who}."
    BECAUSE = {
        "rate": "{weight} av {whole} etter {key}. Satsen er {rate} kr for hver: {kroner}.",
        "tie": "{weight} av {whole} etter {key}. Flere stod likt om de siste kronene, og de gikk etter organisasjonsnummer: {kroner}.",  # noqa: E501 (a sentence stands whole)
        "remainder": "{weight} av {whole} etter {key}, med største rest: {kroner}.",
        "equal": "{pot} deles likt på {count} mottakere: {kroner}.",
        "least": "{weight} av {whole} etter {key} ville gitt mindre enn minstebeløpet: {kroner}.",
        "most": "{weight} av {whole} etter {key} ville gitt mer enn taket: {kroner}.",
    }
    pot: str
    key: str
    who: Selection = EVERYBODY
    shares: tuple[tuple[str, int], ...] = ()
    least: int = 0
    most: Kroner | None = None
    rounding: str = COMMON_RATE

    def words(self, said: Wording) -> Text:
        template = self.EQUALLY if self.key == EQUAL else self.SENTENCE
        facts = {"pot": said.pot(self.pot), "who": self.who.words(), "key": said.key(self.key)}
        more = [words_of(self.least, self.most)]
        more += [Text(ROUNDINGS[LARGEST_REMAINDER])] if self.rounding == LARGEST_REMAINDER else []
        return sentences(Text(template, facts), *more)

    def apply(self, flow: Flow, number: int) -> None:
        for group, portion in flow.portions(self.pot):
            positions = flow.members(self.pot, group, self.who)
            if portion.kroner and positions:
                self._share(flow, number, group, portion, positions)

    def _share(self, flow: Flow, number: int, group: Group, portion: Portion, positions: Sequence[int]) -> None:
        weights = weights_of(flow, positions, self.key, self.shares, number)
        places = [at for at, weight in zip(positions, weights, strict=True) if weight]
        held = [weight for weight in weights if weight]
        require_room(flow.name(self.pot, group), portion.kroner, len(held), self.least, self.most, number)
        whole = portion.kroner
        parts = self._parts(whole, held)
        facts = {
            "pot": flow.name(self.pot, group),
            "key": Text(said_for(flow).key_of(self.key).label),
            "whole": hundredths(sum(weights)),
            "count": len(held),
        }
        columns = places, held, parts
        for kind, chosen in self._by_kind(parts).items():
            picked = columns if len(chosen) == len(held) else _picked(columns, chosen)
            self._award(flow, number, group, picked, kind, facts)

    def _parts(self, kroner: int, weights: Sequence[int]) -> list[int]:
        if self.rounding == LARGEST_REMAINDER:
            return shared_by_weight(kroner, weights)
        return by_one_rate(kroner, weights, least=int(self.least), most=None if self.most is None else int(self.most))

    def _by_kind(self, parts: Sequence[int]) -> dict[str, Sequence[int]]:
        """Which of the parts there are, by why the amount is what it is."""
        plain = "equal" if self.key == EQUAL else "remainder" if self.rounding == LARGEST_REMAINDER else "rate"
        if not self.least and self.most is None:
            return {plain: range(len(parts))} if parts else {}
        found: dict[str, list[int]] = {}
        for at, part in enumerate(parts):
            kind = "least" if self.least and part == self.least else "most" if part == self.most else plain
            found.setdefault(kind, []).append(at)
        return {**found}

    def _award(self, flow: Flow, number: int, group: Group, columns: Columns, kind: str, facts: dict[str, Any]) -> None:
        positions, weights, parts = columns
        if kind == "rate":
            rate = shared_rate(weights, parts)
            facts = {**facts, "rate": rate_text(rate)} if rate is not None else facts
            kind = "rate" if rate is not None else "tie"
        shown = {**facts, "weight": [hundredths(weight) for weight in weights]}
        flow.award(number, self.pot, group, positions, parts, self.BECAUSE[kind], shown)


def _picked(columns: Columns, chosen: Sequence[int]) -> Columns:
    positions, weights, parts = columns
    return [positions[at] for at in chosen], [weights[at] for at in chosen], [parts[at] for at in chosen]


def sentences(*parts: Text | None) -> Text:
    """Several sentences as one text."""
    kept = [part for part in parts if part is not None]
    names = [f"s{at}" for at in range(len(kept))]
    return Text(" ".join(f"{{{name}}}" for name in names), dict(zip(names, kept, strict=True)))


__all__ = ["FIXED", "Share", "sentences"]
