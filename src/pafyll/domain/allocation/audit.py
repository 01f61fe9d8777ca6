"""The independent audit: every limit and every applicant, after every run, from the outcome's claims and cut-offs.

It shares no decision with the mechanism. It adds up what was given, holds it against the limits, checks that the list
was served in the published order, and that each wish an applicant preferred to what she got was refused by a named
limit that had run out at her turn, with nobody of lower priority holding of it afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pafyll.domain.allocation import audit_loops as loops
from pafyll.domain.allocation.draw import draw_number
from pafyll.domain.allocation.outcome import Outcome
from pafyll.domain.allocation.prepared import SHARE, Limits, belonging, limits_of
from pafyll.domain.allocation.problem import NO_LIMIT, OFFER, Ints, Problem
from pafyll.domain.allocation.room import earlier_without_room, passing_claims_without_ground
from pafyll.domain.allocation.rules import RuleSet
from pafyll.domain.allocation.state_money import state_money, state_needs
from pafyll.domain.values import shared_by_weight

CODES = {
    "top_ranked": loops.TOP_RANKED,
    "lacks_credits": loops.LACKS_CREDITS,
    "within_teacher_fte_share": loops.SHARE,
    "rank_per_teacher_fte": loops.RANK_PER_FTE,
    "owner_rank": loops.OWNER_RANK,
}
VERDICTS = {
    loops.NOT_IN_LIST: "is not in the list, but has a turn or a place",
    loops.TURNS: "has her turns in the wrong tiers or order",
    loops.CLAIM: "was refused by a limit that had room for her",
    loops.UNCLAIMED: "has a wish that nothing refused, and does not hold it",
    loops.WAITED_WRONGLY: "was refused where she should wait, or waited where she should be refused",
    loops.GRANT: "holds what somebody of higher priority was refused",
    loops.LEFTOVER: "has claims that belong to no turn",
}
MOST_NAMED = 20


@dataclass(frozen=True)
class AuditReport:
    """True when everything held. faults are sentences for the protocol; checked counts what was looked at."""

    faults: tuple[str, ...]
    checked: dict[str, int]

    def __bool__(self) -> bool:
        return not self.faults


def audit(problem: Problem, rules: RuleSet, seed: str, outcome: Outcome) -> AuditReport:
    """Checks limits, list order, every applicant and every cut-off. Raises nothing: faults are in the report."""
    return _Audit(problem, rules, seed, outcome).report()


class _Audit:
    def __init__(self, problem: Problem, rules: RuleSet, seed: str, outcome: Outcome) -> None:
        self.problem, self.rules, self.seed, self.outcome = problem, rules, seed, outcome
        self.limits: Limits = limits_of(problem, rules)
        self.pots = len(problem.state_money)
        self.columns = (
            self.limits.start,
            self.limits.need,
            self.limits.per_offer,
            self.limits.offer_holder,
            self.limits.group,
            self.limits.groups,
            len(self.limits.size),
        )

    def report(self) -> AuditReport:
        if faults := self._shape():
            return AuditReport(tuple(faults), {})
        outcome, problem = self.outcome, self.problem
        self.used, self.tier_used, self.state_used, self.last_grant = loops.totals(
            problem.contracts, outcome.contract, outcome.tier, outcome.turn, self.columns, self.pots
        )
        faults = [*self._limits(), *self._account()]
        if not (listed := self._order()):
            faults += self._everyone()
        faults += listed
        checked = {
            "applicants": problem.applicants,
            "placed": outcome.placed,
            "limits": len(self.limits.size) + 2 * len(self.rules.tiers) + self.pots,
            "turns": int((outcome.turn >= 0).sum()),
        }
        return AuditReport(tuple(faults), checked)

    def _shape(self) -> list[str]:
        held = self.outcome.contract
        if len(held) != self.problem.applicants or held.min(initial=-1) < -1:
            return ["the outcome has other rows than the problem"]
        if held.max(initial=-1) >= self.problem.wishes or self.outcome.tier.max(initial=-1) >= len(self.rules.tiers):
            return ["somebody holds a contract or a tier that does not exist"]
        rows = np.flatnonzero(held >= 0)
        if np.any(self.problem.contracts[rows, held[rows], OFFER] < 0) or np.any(self.outcome.tier[rows] < 0):
            return ["somebody holds an empty wish"]
        return []

    def _limits(self) -> list[str]:
        """Nothing given out beyond its size, and the outcome's own sums are true."""
        faults = []
        size = self.limits.size
        if np.any((size != NO_LIMIT) & (self.used > size)):
            faults.append("a place, quota or owner's budget is exceeded")
        if not np.array_equal(self.used, np.concatenate(self.outcome.used)):
            faults.append("the reported use of a limit is not the true sum")
        tier_size = np.array([[t.places, t.maximum_kroner] for t in self.rules.tiers])
        if np.any((tier_size != NO_LIMIT) & (self.tier_used > tier_size)):
            faults.append("a tier gave out more than it has")
        state = self.state_used.sum(axis=0)
        money = np.array(self.problem.state_money)
        if np.any((money != NO_LIMIT) & (state > money)) or not np.array_equal(state, self.outcome.state_used):
            faults.append("the state's money is exceeded or wrongly summed")
        return faults

    def _account(self) -> list[str]:
        """The state's money through the tiers: never below nothing, and set aside as the rule says."""
        expected = self._expected_set_aside()
        self.account = state_money(self.problem, self.rules, self.outcome, expected, self.state_used)
        faults = [] if np.array_equal(expected, self.outcome.set_aside) else ["the sums set aside are wrong"]
        return faults + (["a tier used state money set aside for others"] if self.account.closed.min() < 0 else [])

    def _expected_set_aside(self) -> Ints:
        """What the rule sets aside at the start, summed anew from the first wishes."""
        problem, tiers = self.problem, len(self.rules.tiers)
        expected = np.zeros((tiers, self.pots), dtype=np.int64)
        free = np.array(problem.state_money, dtype=np.int64)
        if tiers == 1 or np.all(free == NO_LIMIT):
            return expected
        top_rows = np.flatnonzero(problem.owner_rank == 1)
        for t in range(1, tiers):
            minimum = max(self.rules.tiers[t].minimum_places, 0)
            if not minimum and not self.rules.top_ranked_first:
                continue
            rows = self._first_met(np.arange(problem.applicants) if minimum else top_rows, t)
            contracts = problem.contracts[rows]
            needs = np.where(contracts[:, :, OFFER, None] >= 0, state_needs(problem, contracts), 0)
            top = needs[problem.owner_rank[rows] == 1].max(axis=1, initial=0).sum(axis=0)
            earmark = min(minimum, len(rows)) * needs[:, 0].max(axis=0, initial=0)
            wanted = np.maximum(earmark, top if self.rules.top_ranked_first else 0)
            expected[t] = np.where(free == NO_LIMIT, 0, np.minimum(free, wanted))
            free = np.where(free == NO_LIMIT, free, free - expected[t])
        return expected

    def _first_met(self, rows: Ints, t: int) -> Ints:
        """Those of the rows whose first turn was in tier t."""
        turn = self.outcome.turn[rows]
        first = turn[:, t] >= 0
        for earlier in range(t):
            first &= turn[:, earlier] < 0
        return rows[first]

    def _order(self) -> list[str]:
        problem, outcome = self.problem, self.outcome
        who, tier = loops.turn_owners(outcome.turn, int((outcome.turn >= 0).sum()))
        if who.min(initial=0) < 0 or len(who) != int(outcome.turn.max(initial=-1)) + 1:
            return ["the turns are not numbered without gaps"]
        self.turns = (who, tier)
        codes = np.array([CODES[code] for code in self.rules.order if code != "draw"], dtype=np.int64)
        shared, share = self._shares(who, tier)
        faults, ties = loops.check_order(
            tier,
            codes,
            problem.owner_rank[who],
            problem.teacher_fte,
            problem.owner[who],
            problem.lacks_credits[who],
            outcome.within_share[who],
            shared,
            share,
        )
        faults += sum(self._drawn(who[a]) > self._drawn(who[b]) for a, b in ties)
        return [f"the list is out of the published order in {faults} places"] if faults else []

    def _drawn(self, i: int) -> tuple[int, int]:
        return draw_number(self.seed, self.problem.application_id(i)), int(i)

    def _shares(self, who: Ints, tier: Ints) -> tuple[int, Ints]:
        """(the shared tier, -1 without one; each owner's share), worked out anew."""
        share = np.zeros(len(self.problem.owner_ids), dtype=np.int64)
        shared = next((t for t, one in enumerate(self.rules.tiers) if one.shared_by_teacher_fte), -1)
        if shared < 0 or SHARE not in self.rules.order:
            return -1, share
        rows = who[tier == shared]
        owners = np.unique(self.problem.owner[rows])
        places = self._places_to_share(rows, shared)
        if places == NO_LIMIT:
            share[owners] = len(rows)
        else:
            share[owners] = shared_by_weight(places, self.problem.teacher_fte[owners].tolist())
        return shared, share

    def _places_to_share(self, rows: Ints, t: int) -> int:
        tier = self.rules.tiers[t]
        if tier.shared_places >= 0:
            return tier.shared_places
        gone = ((self.outcome.reason[rows] != 0) & (self.outcome.reason_tier[rows] < t)).sum(axis=1)
        needs = state_needs(self.problem, self.problem.contracts[rows, gone]).max(axis=0, initial=0)
        limited = (np.array(self.problem.state_money) != NO_LIMIT) & (needs > 0)
        numbers = [
            int(free // most) for free, most in zip(self.account.opened[t][limited], needs[limited], strict=True)
        ]
        return min(numbers + ([tier.places] if tier.places >= 0 else []), default=NO_LIMIT)

    def _everyone(self) -> list[str]:
        problem, outcome, bits = self.problem, self.outcome, belonging(self.problem, self.rules)
        state_size = np.array(problem.state_money, dtype=np.int64)
        tables = (
            self.limits.size,
            self.used,
            np.concatenate(outcome.cut_off),
            self.limits.may_pass,
            np.array([[t.places, t.maximum_kroner] for t in self.rules.tiers], dtype=np.int64),
            self.tier_used,
            outcome.tier_cut_off,
            state_size,
            state_size - self.account.closed,  # not free for the tier any more when it was served
            self.rules.cheaper_may_pass_state,
        )
        verdict = loops.check_everyone(
            problem.contracts,
            problem.owner,
            problem.approved,
            outcome.log,
            outcome.turn,
            (bits.offer_bits, bits.owner_bits, bits.tier_of_bit, bits.overflow),
            self.columns,
            tables,
            self.last_grant,
            self.pots,
        )
        bad = np.flatnonzero((verdict != loops.FINE) & (verdict != loops.ASK))[:MOST_NAMED]
        said = [f"{problem.application_id(i)} {VERDICTS[int(verdict[i])]}" for i in bad.tolist()]
        return said + self._asked(verdict) + self._cut_offs_met() + self._passing()

    def _asked(self, verdict: Ints) -> list[str]:
        """Refusals that the cut-offs alone cannot settle are held against what was used before their turn."""
        if not np.any(verdict == loops.ASK):
            return []
        tiers = len(self.rules.tiers)
        who, tier = self.turns
        row = (self.problem.contracts, self.outcome.log)
        wrong = loops.unfounded(who, tier, verdict, *row, self.columns, self.limits.size, tiers)
        wrong += earlier_without_room(
            self.problem, self.rules, self.outcome, self.account, np.flatnonzero(verdict == loops.ASK)
        )
        return [f"{wrong} refusals name a limit although an earlier one had no room"] if wrong else []

    def _cut_offs_met(self) -> list[str]:
        """Every cut-off belongs to a turn where that limit refused somebody for the first time."""
        outcome = self.outcome
        unmet = loops.unmet_cut_offs(
            *self.turns,
            self.problem.contracts,
            outcome.log,
            self.columns,
            np.concatenate(outcome.cut_off),
            outcome.tier_cut_off,
        )
        return [f"{unmet} cut-offs are not where the limit first refused somebody"] if unmet else []

    def _passing(self) -> list[str]:
        if not (self.rules.cheaper_may_pass_state or self.rules.cheaper_may_pass_owner):
            return []
        wrong = passing_claims_without_ground(self.problem, self.rules, self.outcome, self.account)
        return [f"{wrong} refusals for lack of money had room at their turn"] if wrong else []
