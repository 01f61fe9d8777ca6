"""The steps of the reason chains, worked out for many applicants at once, one kind of step at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pafyll.domain.allocation.constraints import CONSTRAINTS
from pafyll.domain.allocation.nearest import Nearest
from pafyll.domain.allocation.outcome import CLOSED, OVER_WHOLE_SIZE, REASONS, Outcome, Reason
from pafyll.domain.allocation.problem import OFFER, SCHEME, Ints, Problem
from pafyll.domain.allocation.room import claims, needs_of, room_at
from pafyll.domain.allocation.rules import RuleSet
from pafyll.domain.allocation.state_money import StateMoney, state_money
from pafyll.domain.allocation.texts import POTS, SCHEME_NAMES, WHERE

PER_TIER, END, NEAREST = 1_000, 100_000, 200_000
Column = Sequence[Any] | Ints


@dataclass(frozen=True)
class StepGroup:
    """Steps of one code: whose (rows), where in the chain (place), and the facts as columns.

    kroner names the facts that are amounts; a fact that is not a column is the same for all.
    """

    code: str
    rows: Ints
    place: Ints
    facts: Mapping[str, Column | str | int] = field(default_factory=dict)
    kroner: tuple[str, ...] = ()


class StepTable:
    """What every step needs to know about a run; built once, asked for all applicants or for a few."""

    def __init__(self, problem: Problem, rules: RuleSet, outcome: Outcome) -> None:
        self.problem, self.rules, self.outcome = problem, rules, outcome
        self.account: StateMoney = state_money(problem, rules, outcome, outcome.set_aside)
        self.offers = np.array(problem.offer_ids, dtype=object)
        self.schemes = np.array([SCHEME_NAMES.get(code, code) for code in problem.schemes], dtype=object)
        ranked = problem.owner[problem.owner_rank > 0]
        self.ranked = np.bincount(ranked, minlength=len(problem.owner_ids))
        tiers = range(len(rules.tiers))
        self.entries = [int((outcome.turn[:, t] >= 0).sum()) for t in tiers]
        self.first_turn = np.concatenate([[0], np.cumsum(self.entries)])
        self.nearest = Nearest(problem, rules, outcome, self.account)

    def groups(self, rows: Ints) -> Iterator[StepGroup]:
        """All steps of the rows (sorted), in no particular order."""
        listed = np.isin(rows, np.flatnonzero(self.outcome.turn.max(axis=1, initial=-1) >= 0), assume_unique=True)
        approved = self.problem.approved[rows].astype(bool)
        yield self._plain("not_approved", rows[~approved], 0)
        yield self._plain("no_wishes", rows[approved & ~listed], 1)
        inside = rows[listed]
        yield from self._ranking(inside)
        yield from self._turns(inside)
        yield from self._refusals(inside)
        yield from self._endings(rows)
        yield from self._passing(inside)
        yield from self._nearest(inside)

    def _plain(self, code: str, rows: Ints, place: int | Ints) -> StepGroup:
        return StepGroup(code, rows, np.broadcast_to(np.asarray(place), rows.shape))

    def _ranking(self, rows: Ints) -> Iterator[StepGroup]:
        rank = self.problem.owner_rank[rows]
        yield self._plain("unranked", rows[rank == 0], 2)
        mine = rows[rank > 0]
        facts = {"rank": rank[rank > 0], "ranked": self.ranked[self.problem.owner[mine]]}
        yield StepGroup("ranked", mine, np.full(len(mine), 2), facts)

    def _turns(self, rows: Ints) -> Iterator[StepGroup]:
        for t, tier in enumerate(self.rules.tiers):
            turn = self.outcome.turn[rows, t]
            mine = turn >= 0
            facts = {"tier": tier.title, "place": turn[mine] - self.first_turn[t] + 1, "places": self.entries[t]}
            yield StepGroup("turn", rows[mine], np.full(int(mine.sum()), (t + 1) * PER_TIER), facts)

    def _refusals(self, rows: Ints) -> Iterator[StepGroup]:
        for found in claims(self.outcome, rows):
            place = (found.tier + 1) * PER_TIER + 10 * (found.k + 1)
            code = f"refused_{REASONS[found.number]}"
            facts, kroner = self._refusal_facts(found.rows, found.k, found.tier, found.number)
            yield StepGroup(code, found.rows, place, facts, kroner)
            over = found.claim >= OVER_WHOLE_SIZE
            if over.any():
                size = self._size(found.rows[over], found.k[over], found.tier, found.number)
                is_money = "need" in facts
                yield StepGroup(
                    "over_whole_size", found.rows[over], place[over] + 1, {"size": size}, ("size",) if is_money else ()
                )
            shut = (found.claim < OVER_WHOLE_SIZE) & (found.claim >= CLOSED)
            if "need" in facts:
                yield self._plain("closed", found.rows[shut], place[shut] + 2)
            if found.waited:
                yield self._plain("waited", found.rows, place + 3)

    def _refusal_facts(self, rows: Ints, k: Ints, t: int, number: int) -> tuple[dict[str, Any], tuple[str, ...]]:
        contracts = self.problem.contracts[rows, k]
        facts: dict[str, Any] = {
            "offer": self.offers[contracts[:, OFFER]],
            "scheme": self.schemes[contracts[:, SCHEME]],
            "wish": k + 1,
        }
        counts_places = number == Reason.TIER_PLACES or (
            number <= len(CONSTRAINTS) and CONSTRAINTS[number - 1].need is None
        )
        facts["size"] = self._size(rows, k, t, number)
        if counts_places:
            return facts, ()
        facts["need"] = needs_of(self.problem, rows, k, number)
        facts["left"] = room_at(self.problem, self.rules, self.outcome, self.account, rows, k, t, number)
        return facts, ("size", "need", "left")

    def _size(self, rows: Ints, k: Ints, t: int, number: int) -> Ints:
        if number <= len(CONSTRAINTS):
            c = CONSTRAINTS[number - 1]
            at = self.problem.contracts[rows, k, OFFER] if c.per == "offer" else rows
            return np.asarray(c.sizes(self.problem)[c.holder(self.problem)[at]])
        tier, money = self.rules.tiers[t], self.problem.state_money
        sizes = [tier.places, tier.maximum_kroner, *money]
        return np.full(len(rows), sizes[number - int(Reason.TIER_PLACES)], dtype=np.int64)

    def _endings(self, rows: Ints) -> Iterator[StepGroup]:
        held = self.outcome.contract[rows]
        mine, k = rows[held >= 0], held[held >= 0].astype(np.int64)
        contracts = self.problem.contracts[mine, k]
        facts = {
            "offer": self.offers[contracts[:, OFFER]],
            "scheme": self.schemes[contracts[:, SCHEME]],
            "wish": k + 1,
        }
        yield StepGroup("granted", mine, np.full(len(mine), END), facts)
        yield self._plain("nothing", rows[held < 0], END)

    def _passing(self, rows: Ints) -> Iterator[StepGroup]:
        for code, whose, place, count, first in self.nearest.passing(rows):
            ids = [self.problem.application_id(i) for i in first.tolist()]
            name = "passers" if code == "passed_by" else "passed"
            yield StepGroup(code, whose, END + place, {name: count, "first": ids})

    def _nearest(self, rows: Ints) -> Iterator[StepGroup]:
        for is_money, whose, k, number, short in self.nearest.of(rows):
            offers = self.offers[self.problem.contracts[whose, k, OFFER]]
            place = np.full(len(whose), NEAREST)
            if is_money:
                facts = {"short": short, "pot": POTS[REASONS[number]], "offer": offers}
                yield StepGroup("nearest_kroner", whose, place, facts, ("short",))
                continue
            one, where = short == 1, WHERE.get(REASONS[number], POTS[REASONS[number]])
            facts = {"short": short[~one], "where": where, "offer": offers[~one]}
            yield StepGroup("nearest_places", whose[~one], place[~one], facts)
            yield StepGroup("nearest_place", whose[one], place[one], {"where": where, "offer": offers[one]})
