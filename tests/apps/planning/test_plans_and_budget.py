"""The plan reads the owner's budget and is booked in it: what is free is used, and nothing is counted twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pafyll.apps.planning.models import CompetencePlan, PlannedCost
from pafyll.apps.planning.queries.budget import budget_of, free_money
from pafyll.apps.planning.queries.plans import last_run
from pafyll.apps.planning.services.budgeting import CostTerms, SourceTerms, enter_cost, enter_source, remove_cost
from pafyll.apps.planning.services.budgets import money_for
from pafyll.apps.planning.services.plan_computing import compute_now
from pafyll.apps.planning.services.plans import adopt_plan, change_money, withdraw_plan
from pafyll.domain.answers import Refusal
from pafyll.domain.values import BudgetYear
from tests.apps.planning.small_owner import COST, SmallOwner, small_owner
from tests.factories import PlanRunFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


@pytest.fixture
def fjordvik() -> SmallOwner:
    return small_owner()


def money(fjordvik: SmallOwner, amounts: dict[int, int], *, is_recurring: bool = True, purpose: str = "further") -> Any:
    pairs = {year: (amount, None) for year, amount in amounts.items()}
    terms = SourceTerms("Ramme" if is_recurring else "Ekstra", purpose, "municipal", is_recurring, "Sak 1/26", pairs)
    return enter_source(owner=fjordvik.owner, terms=terms, by=fjordvik.siri.user, at=NOW)


def cost(fjordvik: SmallOwner, amount: int, **more: Any) -> PlannedCost:
    terms = CostTerms("Avtalt", "further", "substitutes", amount, **more)
    return enter_cost(owner=fjordvik.owner, terms=terms, by=fjordvik.siri.user, at=NOW)


def free(fjordvik: SmallOwner, *years: int) -> dict[int, int]:
    """What a plan may use, by year."""
    found: dict[int, int] = {}
    for one in money_for(fjordvik.owner, [BudgetYear(year) for year in years]).budgets:
        found[one.year.year] = found.get(one.year.year, 0) + int(one.amount)
    return found


def computed(fjordvik: SmallOwner) -> CompetencePlan:
    plan = fjordvik.plan()
    compute_now(plan=plan, by=fjordvik.siri.user, at=NOW)
    return plan


def by_owner(plan: CompetencePlan) -> dict[int, int]:
    """What the newest run costs the owner, by budget year."""
    run = last_run(plan)
    assert run is not None
    return {year: amount for year, payer, amount in run.result["by_budget_year"] if payer == "owner" and amount}


def booked(fjordvik: SmallOwner) -> dict[int, int]:
    """What plans have booked in the budget, by budget year."""
    keys = {row.about for row in PlannedCost.objects.filter(plan__isnull=False, removed_at=None)}
    found: dict[int, int] = {}
    for use in budget_of(fjordvik.owner).uses:
        for part in use.parts if use.key in keys else ():
            found[part.budget_year] = found.get(part.budget_year, 0) + int(part.amount)
    return {year: amount for year, amount in sorted(found.items()) if amount}


def test_an_owner_without_a_budget_is_not_limited(fjordvik):
    assert money_for(fjordvik.owner, [BudgetYear(2026)]).budgets == ()


def test_recurring_money_goes_on_and_one_off_money_does_not(fjordvik):
    money(fjordvik, {2026: 100, 2027: 150})
    money(fjordvik, {2026: 40}, is_recurring=False)
    money(fjordvik, {2026: 999}, purpose="in_service")

    assert free(fjordvik, 2026, 2027, 2028, 2031) == {2026: 140, 2027: 150, 2028: 150, 2031: 150}


def test_what_is_bound_is_taken_from_both_years_and_a_used_up_year_holds_nothing(fjordvik):
    money(fjordvik, {2026: 100})
    cost(fjordvik, 230, school_year=2026)

    assert free(fjordvik, 2026, 2027, 2028) == {2026: 0, 2027: 0, 2028: 100}


def test_the_plan_keeps_within_the_budget_and_says_what_it_takes_for_granted(fjordvik):
    """Half of a study falls in each of two years, so that 100 000 a year carries one new study each autumn."""
    money(fjordvik, {2026: COST, 2027: COST})

    plan = computed(fjordvik)

    assert max(by_owner(plan).values()) <= COST
    assert last_run(plan).inputs["carried_on"] == [["Ramme", 2027]]
    assert len(set(last_run(plan).lines.values_list("school_year", flat=True))) > 1


def test_what_is_tried_out_comes_on_top_of_the_budget(fjordvik):
    money(fjordvik, {2026: 3 * COST})
    plan = computed(fjordvik)
    change_money(plan=plan, budget_year=2027, amount=-3 * COST, source="Forsøk", by=fjordvik.siri.user, at=NOW)

    run = compute_now(plan=plan, by=fjordvik.siri.user, at=NOW)

    assert min(run.lines.values_list("school_year", flat=True)) == 2028
    assert free(fjordvik, 2027) == {2027: 3 * COST}


def test_an_adopted_plan_is_booked_once_to_the_krone_and_leads_back_to_the_plan(fjordvik):
    money(fjordvik, {2026: COST})
    plan = computed(fjordvik)

    adopt_plan(plan=plan, by=fjordvik.marit.user, at=NOW, case_number="2026/12")

    assert booked(fjordvik) == by_owner(plan)
    rows = PlannedCost.objects.filter(removed_at=None)
    assert {row.plan for row in rows} == {plan}
    assert all("sak 2026/12" in row.basis for row in rows)
    assert {row.is_bound for row in rows if row.school_year == 2026} == {True}
    assert {row.is_bound for row in rows if row.school_year != 2026} == {False}


def test_an_uneven_split_is_booked_to_the_krone_as_well(fjordvik):
    plan = computed(fjordvik)
    lines, uneven = list(last_run(plan).lines.all()), PlanRunFactory(plan=plan)
    for line in lines:
        costs = [one | {"amount": one["amount"] + (1 if one["semester"].endswith("H") else 0)} for one in line.costs]
        line.pk, line.run, line.costs = None, uneven, costs
        line.save()

    adopt_plan(plan=plan, by=fjordvik.marit.user, at=NOW)

    owed = [one for line in last_run(plan).lines.all() for one in line.costs if one["payer"] == "owner"]
    assert sum(booked(fjordvik).values()) == sum(one["amount"] for one in owed)


def test_the_plan_in_force_does_not_stand_in_its_own_way(fjordvik):
    money(fjordvik, {2026: COST})
    plan = computed(fjordvik)
    adopt_plan(plan=plan, by=fjordvik.marit.user, at=NOW)

    run = compute_now(plan=plan, by=fjordvik.siri.user, at=LATER)

    assert run.moves.count() == 0
    assert free(fjordvik, 2026) == {2026: COST}
    assert sum(one.amount for one in free_money(owner=fjordvik.owner, years=[2026])) < COST


def test_a_plan_that_is_replaced_or_withdrawn_leaves_nothing_in_the_budget(fjordvik):
    first, second = computed(fjordvik), computed(fjordvik)
    adopt_plan(plan=first, by=fjordvik.marit.user, at=NOW)
    adopt_plan(plan=second, by=fjordvik.marit.user, at=LATER)
    assert booked(fjordvik) == by_owner(second)

    withdraw_plan(plan=second, by=fjordvik.marit.user, at=LATER, why="Feil")

    assert booked(fjordvik) == {}
    assert PlannedCost.objects.filter(plan=first).exists()


def test_what_a_plan_has_booked_is_not_changed_by_hand(fjordvik):
    plan = computed(fjordvik)
    adopt_plan(plan=plan, by=fjordvik.marit.user, at=NOW)

    with pytest.raises(Refusal, match="booked_by_plan"):
        remove_cost(cost=PlannedCost.objects.first(), by=fjordvik.siri.user, at=NOW)
