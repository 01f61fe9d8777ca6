"""The queue to a study after a decided run: those without a place who wished it, in the published order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pafyll.domain.allocation.outcome import Outcome
from pafyll.domain.allocation.problem import (
    OFFER,
    OWNER_AUTUMN,
    OWNER_SPRING,
    SCHEME,
    STATE_AUTUMN,
    STATE_SPRING,
    Problem,
)
from pafyll.domain.allocation.reference import tiers_of
from pafyll.domain.allocation.rules import RuleSet


@dataclass(frozen=True)
class Wish:
    """A wish for the study in one scheme: its number among the applicant's own, and what it needs in whole kroner."""

    number: int  # from 1
    scheme: str
    state_autumn: int
    state_spring: int
    owner_autumn: int
    owner_spring: int
    tiers: tuple[int, ...] = ()  # the groups that may give it, in their order

    @property
    def state(self) -> int:
        """What the state pays in both budget years."""
        return self.state_autumn + self.state_spring

    @property
    def owner(self) -> int:
        """What the owner pays in both budget years."""
        return self.owner_autumn + self.owner_spring


@dataclass(frozen=True)
class InLine:
    """One who waits for the study. position counts from 1 in this queue; wishes stand in her own order."""

    application_id: str
    owner_id: str
    position: int
    wishes: tuple[Wish, ...]


def queue_to(problem: Problem, rules: RuleSet, outcome: Outcome, offer_id: str) -> tuple[InLine, ...]:
    """Everyone who wished the study and got no place, in the order in which their wish for it was tried.

    That is the published order itself: had the study had one more place, the first of them with room would have
    got it. Empty for a study that is not in the round.
    """
    turns = sorted((_tried_at(problem, outcome, i, ks), i, ks) for i, ks in _wished(problem, outcome, offer_id))
    return tuple(
        InLine(
            application_id=problem.application_id(i),
            owner_id=problem.owner_ids[int(problem.owner[i])],
            position=position,
            wishes=tuple(_wish(problem, rules, i, k) for k in ks),
        )
        for position, (_, i, ks) in enumerate(turns, start=1)
    )


def _wished(problem: Problem, outcome: Outcome, offer_id: str) -> list[tuple[int, tuple[int, ...]]]:
    """(row, contracts for the study) of those who were in the list and hold nothing."""
    if offer_id not in problem.offer_ids:
        return []
    at_offer = problem.contracts[..., OFFER] == problem.offer_ids.index(offer_id)
    listed = (outcome.contract < 0) & (outcome.turn.max(axis=1, initial=-1) >= 0)
    rows = np.flatnonzero(listed & at_offer.any(axis=1)).tolist()
    return [(i, tuple(np.flatnonzero(at_offer[i]).tolist())) for i in rows]


def _tried_at(problem: Problem, outcome: Outcome, i: int, ks: tuple[int, ...]) -> int:
    """The turn in which the first of her wishes for the study was refused for good."""
    return min(int(outcome.turn[i, int(outcome.reason_tier[i, k])]) for k in ks)


def _wish(problem: Problem, rules: RuleSet, i: int, k: int) -> Wish:
    contract = problem.contract(i, k)
    return Wish(
        number=k + 1,
        scheme=problem.schemes[contract[SCHEME]],
        state_autumn=contract[STATE_AUTUMN],
        state_spring=contract[STATE_SPRING],
        owner_autumn=contract[OWNER_AUTUMN],
        owner_spring=contract[OWNER_SPRING],
        tiers=tuple(tiers_of(problem, rules, i, k)),
    )
