"""Requests in an order, fitted to what a pot has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.grants.distribution.dividing import by_one_rate
from pafyll.domain.grants.distribution.flow import Flow, Group, Portion
from pafyll.domain.grants.distribution.recipients import Request
from pafyll.domain.grants.distribution.selection import Selection
from pafyll.domain.grants.distribution.texts import Text, plain
from pafyll.domain.values import Kroner

PART, STOP, SKIP, REDUCE = "part", "stop", "skip", "reduce"
ALL, SOME, NONE = "all", "some", "none"
FOLLOWED = {
    ALL: "{why} Hele behovet på {asked} er dekket.",
    SOME: "{why} Behovet er {asked}. Potten hadde {kroner} igjen.",
    NONE: "{why} Behovet er {asked}. Potten hadde {left} igjen, og det rakk ikke.",
    REDUCE: "{why} Behovet er {asked}. Alle er satt ned like mye for at pengene skal rekke: {kroner}.",
}


@dataclass(frozen=True)
class Ask:
    """One request with what it comes to in kroner, and the sentence that says how."""

    request: Request
    kroner: int
    why: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def asks_in(
    flow: Flow, pot: str, group: Group, who: Selection, step: int, ask_of: Callable[[Request], Ask | None]
) -> list[Ask]:
    """What is asked of the portion: requests named for the pot or for none, by those who fit in the group."""
    members = {flow.recipients[at].number for at in flow.members(pot, group, who)}
    for request in flow.requests:
        if request.number not in flow.positions:
            raise Refusal(_unknown(request, step))
    chosen = [one for one in flow.requests if one.number in members and one.pot in ("", pot)]
    return [ask for ask in map(ask_of, chosen) if ask is not None]


def fit(flow: Flow, step: int, pot: str, group: Group, asks: Sequence[Ask], if_short: str) -> None:
    """Awards the asks in their order until the portion is used; everyone who asked gets a sentence."""
    portion = flow.pots[pot].portions[group]
    short = sum(ask.kroner for ask in asks) > portion.kroner
    if short and if_short == REDUCE:
        parts = by_one_rate(portion.kroner, [ask.kroner for ask in asks])
        outcomes = [(REDUCE, part, 0) for part in parts]
    else:
        outcomes = _in_order(asks, portion, if_short)
    for ask, (outcome, part, left) in zip(asks, outcomes, strict=True):
        facts: dict[str, Any] = {
            "why": Text(ask.why, {"title": plain(ask.request.title or ask.request.id), **ask.facts})
        }
        facts |= {"asked": Kroner(ask.kroner), "left": Kroner(left)}
        flow.award(step, pot, group, [flow.positions[ask.request.number]], [part], FOLLOWED[outcome], facts)


def _in_order(asks: Sequence[Ask], portion: Portion, if_short: str) -> list[tuple[str, int, int]]:
    """(outcome, kroner, what was left before) of each."""
    left, is_stopped = portion.kroner, False
    found = []
    for ask in asks:
        fits = ask.kroner <= left and not is_stopped
        part = ask.kroner if fits else left if if_short == PART and not is_stopped else 0
        found.append((ALL if fits else SOME if part else NONE, part, left))
        is_stopped = is_stopped or (not fits and if_short != SKIP)
        left -= part
    return found


def _unknown(request: Request, step: int) -> Answer:
    return no(
        "unknown_applicant",
        "Steg {step}: {number}, som har behovet {id}, er ikke blant mottakerne.",
        remedy="Legg mottakeren inn i nøkkeltallene, eller rett organisasjonsnummeret.",
        step=step,
        number=request.number,
        id=request.id,
    )
