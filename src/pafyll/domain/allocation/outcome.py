"""What came out: who holds which contract, when each had a turn, what refused whom, and every cut-off."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

import numpy as np
import polars as pl

from pafyll.domain.allocation.constraints import CONSTRAINTS
from pafyll.domain.allocation.problem import OFFER, SCHEME, Ints, Problem
from pafyll.domain.allocation.rules import RuleSet

NO_CONTRACT = -1
NO_TURN = -1
NEVER = 2**31 - 1  # a cut-off that nobody met
# Reasons are numbered: 0 none, then the constraints in order, then the limits of the tier and of the state.
TIER_LIMITS = ("tier_places", "tier_kroner", "state_money", "state_money_spring")
REASONS = ("", *(constraint.code for constraint in CONSTRAINTS), *TIER_LIMITS)
OVER_WHOLE_SIZE = 64  # added to a reason when the need is larger than the whole limit
CLOSED = 32  # added when the money was already closed by someone before


class Reason(IntEnum):
    """The limits of a tier and of the state, as numbers in the log."""

    TIER_PLACES = len(CONSTRAINTS) + 1
    TIER_KRONER = len(CONSTRAINTS) + 2
    STATE = len(CONSTRAINTS) + 3
    STATE_SPRING = len(CONSTRAINTS) + 4


class Columns:
    """The named columns of a log with one row per applicant: small numbers side by side, turns beside them."""

    log: Ints  # int16: contract, tier, share, then waited per tier, reason and reason's tier per contract
    turn: Ints  # int32, applicant × tier: number of the turn, -1 for none

    @property
    def contract(self) -> Ints:
        """Per applicant: index of the contract held, -1 for none."""
        return self.log[:, CONTRACT]

    @property
    def tier(self) -> Ints:
        """Per applicant: the tier where it was granted, -1 for none."""
        return self.log[:, TIER]

    @property
    def within_share(self) -> Ints:
        """Per applicant: 1 within the owner's share, 0 beyond it, -1 when not in the shared tier."""
        return self.log[:, WITHIN_SHARE]

    @property
    def waited(self) -> Ints:
        """Applicant × tier: the tier's limit that sent the wish on, 0 for none."""
        return self.log[:, WAITED : WAITED + self.turn.shape[1]]

    @property
    def reason(self) -> Ints:
        """Applicant × contract: what finally refused it, 0 while it was not refused."""
        first = WAITED + self.turn.shape[1]
        return self.log[:, first : (first + self.log.shape[1]) // 2]

    @property
    def reason_tier(self) -> Ints:
        """Applicant × contract: the tier where it was refused, -1 for none."""
        first = WAITED + self.turn.shape[1]
        return self.log[:, (first + self.log.shape[1]) // 2 :]


CONTRACT, TIER, WITHIN_SHARE, WAITED = range(4)


@dataclass(frozen=True, eq=False)
class Outcome(Columns):
    """One run. Turns count from 0 through all tiers, so a lower turn is a higher priority."""

    log: Ints
    turn: Ints
    used: tuple[Ints, ...]  # per constraint: what its holders gave out
    cut_off: tuple[Ints, ...]  # per constraint: the first turn that was refused for lack of it
    tier_used: Ints  # tier × (places, kroner)
    tier_cut_off: Ints  # tier × (places, kroner, state, state in the spring)
    state_used: Ints  # per state pot
    set_aside: Ints  # tier × state pot, at the start
    shared_places: int  # places that the shared tier was shared by, -1 without a limit

    @property
    def placed(self) -> int:
        """How many got a place."""
        return int(np.count_nonzero(self.contract >= 0))

    def same_as(self, other: Outcome) -> bool:
        """Whether every column is the same, byte for byte."""
        return all(_same(getattr(self, f.name), getattr(other, f.name)) for f in fields(self))


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple):
        return all(_same(a, b) for a, b in zip(one, other, strict=True))
    return bool(np.array_equal(one, other)) and getattr(one, "dtype", None) == getattr(other, "dtype", None)


@dataclass
class Log(Columns):
    """The columns of an Outcome while they are being written, by either mechanism."""

    log: Ints
    turn: Ints

    @classmethod
    def empty(cls, problem: Problem, rules: RuleSet, rows: int | None = None) -> Log:
        """A log before the first turn, for all applicants or for a number of rows."""
        n, wishes, tiers = problem.applicants if rows is None else rows, problem.wishes, len(rules.tiers)
        start = [NO_CONTRACT, -1, -1] + [0] * (tiers + wishes) + [-1] * wishes
        log = np.empty((n, len(start)), dtype=np.int16)
        log[:] = np.array(start, dtype=np.int16)
        return cls(log, np.full((n, tiers), NO_TURN, dtype=np.int32))

    def spread(self, problem: Problem, rules: RuleSet, order: Ints) -> Log:
        """The log of the rows named by `order`, put back in its place among all applicants."""
        whole = Log.empty(problem, rules)
        whole.log[order], whole.turn[order] = self.log, self.turn
        return whole


def held(problem: Problem, outcome: Outcome) -> tuple[Ints, Ints]:
    """(rows, contracts) of those who got a place; contracts has the six columns of Problem.contracts."""
    rows = np.flatnonzero(outcome.contract >= 0)
    return rows, problem.contracts[rows, outcome.contract[rows]]


def outcome_rows(problem: Problem, rules: RuleSet, outcome: Outcome) -> pl.DataFrame:
    """One row per application: granted, offer_id, scheme, wish (from 1) and tier; null for those without a place."""
    rows, contracts = held(problem, outcome)
    offer, scheme = np.full(problem.applicants, -1), np.full(problem.applicants, -1)
    offer[rows], scheme[rows] = contracts[:, OFFER], contracts[:, SCHEME]
    return pl.DataFrame(
        {
            "application_id": [one.decode() for one in problem.application_ids.tolist()],
            "granted": outcome.contract >= 0,
            "offer_id": _named(offer, problem.offer_ids),
            "scheme": _named(scheme, problem.schemes),
            "wish": pl.Series(outcome.contract.astype(np.int64) + 1).replace(0, None),
            "tier": _named(outcome.tier, tuple(tier.code for tier in rules.tiers)),
        }
    )


def _named(index: Ints, names: tuple[str, ...]) -> pl.Series:
    table = pl.Series([*names, None], dtype=pl.String)
    return table.gather(np.where(index < 0, len(names), index))


def outcome_bytes(problem: Problem, outcome: Outcome) -> bytes:
    """One line per application in the byte order of its identifier: identifier, offer, scheme (tab between).

    The same input and seed give the same bytes on any machine.
    """
    rows, contracts = held(problem, outcome)
    names = {
        (o, s): f"\t{offer}\t{scheme}\n".encode()
        for o, offer in enumerate(problem.offer_ids)
        for s, scheme in enumerate(problem.schemes)
    }
    got = dict(zip(rows.tolist(), map(tuple, contracts[:, : SCHEME + 1].tolist()), strict=True))
    ids = problem.application_ids.tolist()
    return b"".join(one + (names[got[i]] if i in got else b"\t\t\n") for i, one in enumerate(ids))


def outcome_fingerprint(problem: Problem, outcome: Outcome) -> str:
    """SHA-256 (hex) of `outcome_bytes`."""
    return hashlib.sha256(outcome_bytes(problem, outcome)).hexdigest()


def fingerprint_of_problem(problem: Problem) -> str:
    """SHA-256 (hex) of every column of the input, in an order that the rows of the tables do not change."""
    digest = hashlib.sha256()
    for f in sorted(fields(problem), key=lambda f: f.name):
        if f.name != "extra":
            digest.update(f.name.encode() + b"\0" + _canonical(getattr(problem, f.name)) + b"\0")
    return digest.hexdigest()


def _canonical(column: Any) -> bytes:
    if isinstance(column, np.ndarray):
        if column.dtype.kind == "S":
            return b"\n".join(column.tolist())
        return bytes(str(column.shape), "ascii") + np.ascontiguousarray(column, dtype="<i8").tobytes()
    lines = [",".join(sorted(one)) if isinstance(one, frozenset) else str(one) for one in column]
    return "\n".join(lines).encode()
