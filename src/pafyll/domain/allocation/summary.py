"""What protocol and what-if bench show of an outcome: cut-offs, what each rule costs, who gains and who loses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from pafyll.domain.allocation.constraints import CONSTRAINTS
from pafyll.domain.allocation.engine import allocate
from pafyll.domain.allocation.nearest import holder_of
from pafyll.domain.allocation.outcome import NEVER, OVER_WHOLE_SIZE, REASONS, Outcome, Reason
from pafyll.domain.allocation.problem import NO_LIMIT, Ints, Problem
from pafyll.domain.allocation.room import claims
from pafyll.domain.allocation.rules import RuleSet


@dataclass(frozen=True)
class CutOff:
    """A limit that refused somebody. limit is a key of POTS; name is the offer, the owner or the tier."""

    limit: str
    name: str
    size: int
    used: int
    application_id: str  # the first that was refused
    owner_rank: int  # hers
    refused: int  # how many it refused, she included


def cut_offs(problem: Problem, rules: RuleSet, outcome: Outcome) -> list[CutOff]:
    """Every limit that ran out, in the order they are tried and by name."""
    refused = _refused_by_holder(problem, outcome)
    who = _who(outcome)
    found = [
        _cut_off(
            problem,
            c.code,
            c.names(problem)[h],
            (c.sizes(problem)[h], outcome.used[n][h]),
            who[turn],
            refused[n + 1, h],
        )
        for n, c in enumerate(CONSTRAINTS)
        for h, turn in enumerate(outcome.cut_off[n].tolist())
        if turn != NEVER
    ]
    for t, tier in enumerate(rules.tiers):
        sizes = [tier.places, tier.maximum_kroner, *problem.state_money]
        used = [*outcome.tier_used[t].tolist(), *outcome.state_used.tolist()]
        for at, turn in enumerate(outcome.tier_cut_off[t].tolist()):
            if turn != NEVER:
                number = int(Reason.TIER_PLACES) + at
                pair = (sizes[at], used[at])
                found.append(_cut_off(problem, REASONS[number], tier.title, pair, who[turn], refused[number, t]))
    return found


def _cut_off(problem: Problem, limit: str, name: str, pair: tuple[int, int], i: int, refused: int) -> CutOff:
    rank = int(problem.owner_rank[i])
    return CutOff(limit, name, int(pair[0]), int(pair[1]), problem.application_id(i), rank, refused)


def _who(outcome: Outcome) -> Ints:
    who = np.full(int(outcome.turn.max(initial=-1)) + 1, -1, dtype=np.int64)
    for t in range(outcome.turn.shape[1]):
        rows = np.flatnonzero(outcome.turn[:, t] >= 0)
        who[outcome.turn[rows, t]] = rows
    return who


def _refused_by_holder(problem: Problem, outcome: Outcome) -> dict[tuple[int, int], int]:
    """(limit, holder) → how many applicants it refused for lack of room."""
    met: dict[int, list[Ints]] = {}
    for found in claims(outcome):
        real = found.claim < OVER_WHOLE_SIZE
        rows, k = found.rows[real], found.k[real]
        pairs = np.stack([holder_of(problem, rows, k, found.tier, found.number), rows], axis=1)
        met.setdefault(found.number, []).append(pairs)
    counts: dict[tuple[int, int], int] = {}
    for number, several in met.items():
        holders, refused = np.unique(np.unique(np.concatenate(several), axis=0)[:, 0], return_counts=True)
        counts |= {(number, int(h)): int(c) for h, c in zip(holders, refused, strict=True)}
    return counts


@dataclass(frozen=True)
class RuleCost:
    """What would be placed if a rule were lifted, and how many more (or fewer) that is."""

    code: str
    text: str
    placed: int
    extra: int


def rule_costs(problem: Problem, rules: RuleSet, seed: str, outcome: Outcome) -> list[RuleCost]:
    """The outcome run again with one rule lifted at a time. text is a Norwegian source text."""
    nobody = np.full(len(problem.owner_ids), NO_LIMIT, dtype=np.int64)
    free = problem.changed
    variants: list[tuple[str, str, Problem, RuleSet]] = [
        (
            "cheaper_may_pass",
            "Billigere søknader kan gå forbi når pengene ikke rekker",
            problem,
            rules.with_options(cheaper_may_pass_state=True, cheaper_may_pass_owner=True),
        ),
        ("no_quotas", "Uten eiernes kvoter", free(quota=nobody), rules),
        ("no_owner_money", "Uten eiernes budsjetter", free(budget_autumn=nobody, budget_spring=nobody), rules),
        ("no_state_money", "Uten statens ramme", free(state_money=(NO_LIMIT,)), rules),
        ("no_capacity", "Uten grense på studiene", free(capacity=np.full_like(problem.capacity, 2**31)), rules),
    ]
    for code, text in (
        ("top_ranked", "Uten forrang for eiers høyest prioriterte"),
        ("within_teacher_fte_share", "Uten andeler etter lærerårsverk"),
    ):
        if code in rules.order:
            variants.append((code, text, problem, rules.with_options(without=(code,))))
    return [
        RuleCost(code, text, placed := allocate(changed, other, seed).placed, placed - outcome.placed)
        for code, text, changed, other in variants
    ]


def compare(problem: Problem, outcomes: Mapping[str, Outcome], groups: Mapping[str, Any]) -> pl.DataFrame:
    """Places by group for each named outcome. groups: name → one label per application, in Problem order.

    Columns: group, label, applications, then one column of places per outcome.
    """
    places = {name: outcome.contract >= 0 for name, outcome in outcomes.items()}
    tables = []
    for name, labels in groups.items():
        frame = pl.DataFrame({"label": pl.Series(labels).cast(pl.String), **places})
        summed = frame.group_by("label").agg(pl.len().alias("applications"), *[pl.col(one).sum() for one in places])
        tables.append(summed.sort("label").select(pl.lit(name).alias("group"), pl.all()))
    return pl.concat(tables)


def changes(problem: Problem, before: Outcome, after: Outcome) -> pl.DataFrame:
    """Applications whose contract differs: application_id, wish before and after (null = none)."""
    rows = np.flatnonzero(before.contract != after.contract)
    wish = {
        name: pl.Series(outcome.contract[rows].astype(np.int64) + 1).replace(0, None)
        for name, outcome in (("before", before), ("after", after))
    }
    return pl.DataFrame({"application_id": [problem.application_id(i) for i in rows.tolist()], **wish})
