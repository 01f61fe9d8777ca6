"""How much each recipient weighs by a key, in whole hundredths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.grants.distribution.flow import Flow
from pafyll.domain.grants.distribution.recipients import EQUAL, FIXED, Recipient
from pafyll.domain.grants.distribution.texts import Text, listed, plain

MOST_NAMED = 5


def weights_of(
    flow: Flow, positions: Sequence[int], key: str, shares: Sequence[tuple[str, int]], step: int
) -> list[int]:
    """The weight of each position. Raises Refusal naming those who lack the key: a missing figure is not 0."""
    if key == EQUAL:
        return [100] * len(positions)
    if key == FIXED:
        known: Mapping[str, int] = dict(shares)
        return [known.get(flow.recipients[at].number, 0) for at in positions]
    figures = flow.figures(key)
    found = [figures[at] for at in positions]
    if found and min(found) < 0:
        missing = [flow.recipients[at] for at, weight in zip(positions, found, strict=True) if weight < 0]
        raise Refusal(_missing(missing, key, flow, step))
    return found


def _missing(missing: Sequence[Recipient], key: str, flow: Flow, step: int) -> Answer:
    named = [plain(f"{one.name} ({one.number})") for one in missing[:MOST_NAMED]]
    label = flow.keys[key].label if key in flow.keys else key
    return no(
        "key_missing",
        "Steg {step}: nøkkelen {key} mangler for {count} mottakere, blant dem {names}.",
        remedy="Legg inn tallet, eller skriv 0 hvis de ikke skal ha noe.",
        step=step,
        key=Text(label),
        count=len(missing),
        names=listed(named),
    )
