"""What holds for every round: limits, no justified envy, one place more, row order, replay, and twin = engine."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from hypothesis import assume, given
from hypothesis import strategies as st

from pafyll.domain.allocation import (
    Outcome,
    Problem,
    Rate,
    Rates,
    RuleSet,
    allocate,
    allocate_plainly,
    audit,
    bound,
    chain_lines,
    explain,
    fingerprint_of_problem,
    nearest_change,
    outcome_bytes,
    problem_from_tables,
    replay,
    ruleset,
)
from tests.domain.allocation.instances import problems, rule_sets, rules_of
from tests.domain.allocation.long import examples

SEED = "kunngjort-2030"


def holding(problem: Problem, outcome: Outcome, i: int) -> tuple[int, ...] | None:
    """The contract an applicant holds, read from the outcome."""
    k = int(outcome.contract[i])
    return None if k < 0 else problem.contract(i, k)


@examples()
@given(problems(), rule_sets())
def test_no_place_quota_or_krone_is_given_out_twice(problem: Problem, rules: RuleSet) -> None:
    outcome = allocate(problem, rules, SEED)

    held = [(i, c) for i in range(problem.applicants) if (c := holding(problem, outcome, i))]
    assert all(problem.approved[i] for i, _ in held)
    for offer, capacity in enumerate(problem.capacity):
        assert sum(c[0] == offer for _, c in held) <= capacity
    for owner in range(len(problem.owner_ids)):
        mine = [c for i, c in held if problem.owner[i] == owner]
        for size, used in (
            (problem.quota[owner], len(mine)),
            (problem.budget_autumn[owner], sum(c[4] for c in mine)),
            (problem.budget_spring[owner], sum(c[5] for c in mine)),
        ):
            assert size < 0 or used <= size
    state = [sum(c[2] for _, c in held), sum(c[3] for _, c in held)]
    spent = [sum(state)] if len(problem.state_money) == 1 else state
    assert all(size < 0 or used <= size for size, used in zip(problem.state_money, spent, strict=True))
    for t, tier in enumerate(rules.tiers):
        inside = [c for i, c in held if outcome.tier[i] == t]
        assert tier.places < 0 or len(inside) <= tier.places
        assert tier.maximum_kroner < 0 or sum(c[2] + c[3] for c in inside) <= tier.maximum_kroner


@examples()
@given(problems(), rule_sets(passing=False))
def test_nobody_is_refused_while_someone_behind_her_holds_what_she_needed(problem: Problem, rules: RuleSet) -> None:
    outcome = allocate(problem, rules, SEED)

    for i in range(problem.applicants):
        mine = int(outcome.contract[i])
        for k in range(problem.wishes if mine < 0 else mine):
            if problem.approved[i] and problem.contracts[i, k, 0] >= 0:
                assert_refused_without_envy(problem, rules, outcome, i, k)


def assert_refused_without_envy(problem: Problem, rules: RuleSet, outcome: Outcome, i: int, k: int) -> None:
    """The limit that is named has no holder of lower priority, or the wish is larger than all of it."""
    reason, t = int(outcome.reason[i, k]), int(outcome.reason_tier[i, k])
    assert reason, "a wish she preferred was never refused"
    wish, turn, limit = problem.contract(i, k), int(outcome.turn[i, t]), reason % 32
    if reason >= 64:
        return
    for j in range(problem.applicants):
        other = holding(problem, outcome, j)
        if other is None or j == i or int(outcome.turn[j, outcome.tier[j]]) < turn:
            continue
        same_owner, same_tier = problem.owner[j] == problem.owner[i], outcome.tier[j] == t
        draws = {
            1: other[0] == wish[0],
            2: same_owner,
            3: same_owner and other[4] > 0,
            4: same_owner and other[5] > 0,
            5: same_tier,
            6: same_tier and other[2] + other[3] > 0,
            7: same_tier and (other[2] > 0 or (other[3] > 0 and len(problem.state_money) == 1)),
            8: same_tier and other[3] > 0,
        }
        assert not draws[limit], f"{j} stands behind {i} and draws on the limit {limit}"


@examples()
@given(problems(only_places=True), st.sampled_from([(), ("five",)]), st.data())
def test_one_place_more_makes_nobody_worse_off_where_only_places_limit(
    problem: Problem, tiers: tuple[str, ...], data: st.DataObject
) -> None:
    rules = rules_of(tiers, ("top_ranked", "rank_per_teacher_fte"))
    more = problem.capacity.copy()
    more[data.draw(st.integers(0, len(more) - 1))] += 1

    before = allocate(problem, rules, SEED).contract
    after = allocate(problem.changed(capacity=more), rules, SEED).contract

    worst = problem.wishes
    assert np.all(np.where(after < 0, worst, after) <= np.where(before < 0, worst, before))


@examples()
@given(problems(), rule_sets())
def test_the_compiled_engine_gives_the_same_bytes_as_the_plain_one(problem: Problem, rules: RuleSet) -> None:
    assert allocate(problem, rules, SEED).same_as(allocate_plainly(problem, rules, SEED))


@examples()
@given(problems(), rule_sets())
def test_the_audit_finds_nothing_to_say_about_the_engine(problem: Problem, rules: RuleSet) -> None:
    report = audit(problem, rules, SEED, allocate(problem, rules, SEED))

    assert report, report.faults


@examples(short=150)
@given(problems(), rule_sets())
def test_every_chain_replays_to_what_the_applicant_got(problem: Problem, rules: RuleSet) -> None:
    outcome = allocate(problem, rules, SEED)
    lines = list(chain_lines(problem, rules, outcome))

    for i in range(problem.applicants):
        chain = explain(problem, rules, outcome, i)
        got = holding(problem, outcome, i)
        assert replay(problem, chain) == (got and (problem.offer_ids[got[0]], problem.schemes[got[1]]))
        assert chain.as_json() == lines[i]


@examples(short=100)
@given(problems(only_places=True), st.data())
def test_the_places_a_chain_says_were_missing_are_enough_where_only_places_limit(
    problem: Problem, data: st.DataObject
) -> None:
    assume(problem.applicants)
    rules = rules_of((), ("owner_rank",))
    outcome = allocate(problem, rules, SEED)
    i = data.draw(st.integers(0, problem.applicants - 1))

    nearest = nearest_change(problem, rules, SEED, outcome, i)

    assert nearest is None or nearest.reaches


@examples(short=60)
@given(problems(), rule_sets())
def test_the_bound_is_never_below_what_the_rule_placed(problem: Problem, rules: RuleSet) -> None:
    outcome = allocate(problem, rules, SEED)

    proved = bound(problem, rules, outcome)

    assert proved.places >= proved.placed
    assert proved.weight >= proved.weight_placed


@examples(short=60)
@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_the_order_of_the_rows_in_the_files_has_no_effect(content: int, order: int) -> None:
    tables = some_tables(np.random.default_rng(content))
    shuffled = {name: table.sample(fraction=1, shuffle=True, seed=order) for name, table in tables.items()}
    rules = ruleset("2024-25")

    one, two = (problem_from_tables(**t, rates=RATES, state_money=(900,)) for t in (tables, shuffled))

    assert fingerprint_of_problem(one) == fingerprint_of_problem(two)
    assert outcome_bytes(one, allocate(one, rules, SEED)) == outcome_bytes(two, allocate(two, rules, SEED))


RATES = Rates([Rate("substitute", 120, 40, "test"), Rate("scholarship", 90, 0, "test")])


def some_tables(rng: np.random.Generator) -> dict[str, Any]:
    """Twelve applications, four offers, three owners."""
    n = 12
    pick = lambda *values: rng.choice(np.array(values, dtype=object), n).tolist()  # noqa: E731
    applications = {
        "application_id": [f"{i:02d}" for i in range(n)],
        "person_id": [f"P{i}" for i in range(n)],
        "owner_id": pick("E1", "E2", "E3"),
        "approved": pick(True, True, False),
        "owner_rank": rng.integers(0, 4, n),
        "lacks_credits": pick(True, False),
        **{f"offer_{c}": pick("A", "B", "C", "D") for c in (1, 2)},
        "scheme_1": pick("substitute", "scholarship"),
        "scheme_2": pick("substitute", None),
        **{f"travel_{c}": pick(0, 7, None) for c in (1, 2)},
    }
    offers = {
        "offer_id": ["A", "B", "C", "D"],
        "subject": ["mathematics", "physical_education", "special_needs_education", "music"],
        "semesters": ["HV", "H", "V", "HV"],
        "credits": [30.0, 15.0, 15.0, 7.5],
        "capacity": rng.integers(0, 4, 4),
    }
    owners = {
        "owner_id": ["E1", "E2", "E3"],
        "teacher_fte": [10.5, 10.5, 3],
        "quota": [None, 2, None],
        "budget_autumn": [60, None, None],
        "budget_spring": [None, 50, None],
    }
    return {
        "applications": pl.DataFrame(applications),
        "offers": pl.DataFrame(offers),
        "owners": pl.DataFrame(owners),
    }
