"""Which money is used first, and what a warning says: one small budget for each rule."""

from __future__ import annotations

from pafyll.domain.planning.budget import (
    CarryOver,
    Move,
    OwnerBudget,
    Source,
    Span,
    Use,
    account_of,
    calendar_part,
    cost_rows,
    school_year_parts,
    warnings,
)
from pafyll.domain.values import Kroner, SchoolYear


def money(key, amount, purpose="further", *, is_recurring=True, carry=False, year=2026):
    return Source(
        key, key, purpose, "municipal", is_recurring, {year: Span.exactly(amount)}, carry_over=CarryOver(carry)
    )


def cost(key, amount, *, source="", is_bound=True, purpose="further", year=2026):
    return Use(key, key, purpose, calendar_part(amount, year), source, is_bound)


def paid(budget, year=2026):
    return {(one.use.key, one.source.key): int(one.amount) for one in account_of(budget, until=year).drawn}


def codes(budget, until=2027):
    return [one.code for one in warnings(budget, first=2026, until=until)]


def test_what_is_bound_is_paid_before_what_is_planned_whatever_was_entered_first():
    budget = OwnerBudget((money("a", 100),), (cost("planned", 80, is_bound=False), cost("bound", 70)))

    assert paid(budget) == {("bound", "a"): 70, ("planned", "a"): 30}


def test_a_cost_takes_the_money_it_names_before_one_that_names_none():
    budget = OwnerBudget((money("a", 100),), (cost("any", 80), cost("named", 70, source="a")))

    assert paid(budget) == {("named", "a"): 70, ("any", "a"): 30}


def test_money_that_lapses_goes_before_money_that_can_be_carried_over():
    budget = OwnerBudget((money("kept", 100, carry=True), money("lapses", 60)), (cost("x", 80),))

    assert paid(budget) == {("x", "lapses"): 60, ("x", "kept"): 20}


def test_one_off_money_goes_before_recurring_and_its_own_purpose_before_both():
    sources = (money("both", 50, "both"), money("fixed", 50), money("extra", 50, is_recurring=False))

    assert paid(OwnerBudget(sources, (cost("x", 120),))) == {("x", "extra"): 50, ("x", "fixed"): 50, ("x", "both"): 20}


def test_money_for_another_purpose_is_not_touched_unless_it_is_named():
    training = money("training", 100, "in_service")

    assert paid(OwnerBudget((training,), (cost("x", 10),))) == {}
    assert paid(OwnerBudget((training,), (cost("x", 10, source="training"),))) == {("x", "training"): 10}


def test_no_more_than_may_be_is_carried_over():
    source = Source("a", "a", "further", "municipal", False, {2026: Span.exactly(100)},
                    carry_over=CarryOver(True, Kroner(30)))  # fmt: skip
    account = account_of(OwnerBudget((source,), ()), until=2027)

    assert account.balance("a", 2026).lapsed == 70
    assert account.balance("a", 2027).carried_in == 30


def test_the_same_money_bound_twice_is_named_with_both_costs():
    budget = OwnerBudget((money("a", 100),), (cost("x", 80, source="a"), cost("y", 30, source="a")))

    [found] = [one for one in warnings(budget, first=2026, until=2026) if one.code == "bound_twice"]

    assert found.amount == 10
    assert "«x» (80\u00a0kr), «y» (30\u00a0kr)" in str(found)


def test_a_commitment_without_cover_and_a_plan_without_cover_are_two_things():
    assert codes(OwnerBudget((money("a", 10),), (cost("x", 20),)), until=2026) == ["uncovered_commitment"]
    assert codes(OwnerBudget((money("a", 10),), (cost("x", 20, is_bound=False),)), until=2026) == ["shortage"]


def test_recurring_money_in_the_next_year_is_no_one_year_money():
    halves = school_year_parts(100, SchoolYear(2026))
    use = Use("x", "x", "further", halves, "a")

    assert codes(OwnerBudget((money("a", 50),), (use,))) == []
    assert codes(OwnerBudget((money("a", 50, is_recurring=False),), (use,))) == ["one_year_money"]


def test_the_wrong_purpose_and_one_off_money_that_lapses_are_told():
    training = money("a", 100, "in_service", is_recurring=False)

    assert codes(OwnerBudget((training,), (cost("x", 60, source="a"),)), until=2026) == ["wrong_purpose", "lapsing"]


def test_moving_more_than_there_is_is_told():
    budget = OwnerBudget((money("a", 10), money("b", 0)), (), (Move("m", 2026, "a", "b", Kroner(30)),))

    assert codes(budget, until=2026) == ["moved_too_much"]


def test_costs_are_summed_as_ks_asks_for_them():
    uses = [
        Use("a", "a", "further", calendar_part(70, 2026)),
        Use("b", "b", "further", calendar_part(30, 2026), cost="travel"),
    ]

    [row] = cost_rows(uses, 2026)

    assert (row.substitutes, row.other, row.by_cost["travel"]) == (70, 30, 30)
    assert cost_rows(uses, 2027) == []
