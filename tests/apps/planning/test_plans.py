"""Siri's competence plans: computed, tried out, settled by hand, adopted by Marit, and computed anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from pafyll.apps.casework.models import Event
from pafyll.apps.planning.models import CompetencePlan, PlanLine, PlanLock
from pafyll.apps.planning.models.plans import WrittenOnce
from pafyll.apps.planning.queries.plans import last_run
from pafyll.apps.planning.services.plan_computing import compute_now, try_lock
from pafyll.apps.planning.services.plans import (
    Terms,
    adopt_plan,
    change_money,
    change_terms,
    copy_plan,
    expect_places,
    lock_line,
    propose_plan,
    set_rate,
    unlock_line,
    withdraw_plan,
)
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.competence_plan import PlanStatus as S
from pafyll.domain.planning import Plan
from tests.apps.planning.small_owner import COST, SmallOwner, small_owner
from tests.factories import CompetencePlanFactory, PersonFactory, PlanLineFactory, RoleGrantFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


@pytest.fixture
def fjordvik() -> SmallOwner:
    return small_owner()


def money(fjordvik: SmallOwner, plan: CompetencePlan, kroner: int, years: range = range(2026, 2031)) -> None:
    for year in years:
        change_money(plan=plan, budget_year=year, amount=kroner, source="Budsjettet", by=fjordvik.siri.user, at=NOW)


def computed(fjordvik: SmallOwner, kroner: int = COST, **terms: Any) -> CompetencePlan:
    plan = fjordvik.plan(**terms)
    money(fjordvik, plan, kroner)
    compute_now(plan=plan, by=fjordvik.siri.user, at=NOW)
    return plan


def years_of(plan: CompetencePlan) -> dict[int, int]:
    """The school year of each person in the plan's newest run."""
    run = last_run(plan)
    assert run is not None
    return dict(run.lines.values_list("person_id", "school_year"))


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=f"^{code}$")


def test_a_computed_plan_keeps_who_when_what_it_costs_and_why(fjordvik):
    plan = computed(fjordvik)

    run = last_run(plan)
    lines = list(run.lines.all())
    assert plan.status == S.COMPUTED
    assert {line.person_id for line in lines} == {one.pk for one in fjordvik.teachers}
    assert all(line.why and line.costs and line.cost == 300_000 for line in lines)
    assert all(line.position and line.queue for line in lines)
    assert run.result["total"] == sum(line.cost for line in lines)
    assert run.result["closed"] == 3
    assert run.result["last_gap_closes"]


def test_the_sums_are_the_same_by_budget_year_and_by_school_year(fjordvik):
    result = last_run(computed(fjordvik)).result

    budget = sum(amount for _year, _payer, amount in result["by_budget_year"])
    school = sum(amount for _year, _payer, amount in result["by_school_year"])
    assert budget == school == result["total"] > 0


def test_no_budget_year_is_overspent_and_those_who_teach_most_come_first(fjordvik):
    """Half of a study falls in each of two budget years, so 100 000 a year carries one new study each autumn."""
    plan = computed(fjordvik)

    owners = [amount for _year, payer, amount in last_run(plan).result["by_budget_year"] if payer == "owner"]
    years = years_of(plan)
    assert max(owners) <= COST
    assert [years[one.pk] for one in fjordvik.teachers] == sorted(years.values())


def test_a_run_is_never_altered(fjordvik):
    run = last_run(computed(fjordvik))
    run.result = {}

    with pytest.raises(WrittenOnce):
        run.save()
    with pytest.raises(WrittenOnce):
        run.lines.first().save()


def test_less_money_in_a_copy_is_compared_and_the_plan_itself_stands(fjordvik):
    plan = computed(fjordvik, kroner=3 * COST)
    before = years_of(plan)

    copy = copy_plan(plan=plan, title="Mindre", by=fjordvik.siri.user, at=NOW)
    change_money(plan=copy, budget_year=2026, amount=COST // 2, source="Forsøk", by=fjordvik.siri.user, at=NOW)
    compute_now(plan=copy, by=fjordvik.siri.user, at=NOW)

    hours = [sum(hours for _year, hours in last_run(one).result["remaining"]) for one in (plan, copy)]
    assert hours[0] < hours[1]
    assert years_of(plan) == before
    assert copy.copied_from == plan


def test_expected_places_hold_for_each_school_year(fjordvik):
    plan = fjordvik.plan()
    expect_places(plan=plan, subject="mathematics", places=1, source="I fjor", by=fjordvik.siri.user, at=NOW)
    compute_now(plan=plan, by=fjordvik.siri.user, at=NOW)

    assert sorted(years_of(plan).values()) == [2026, 2027, 2028]


def test_nobody_to_plan_for_is_said_with_what_to_do(fjordvik):
    officer = RoleGrantFactory(owner_officer=True)
    plan = CompetencePlanFactory(owner=officer.organisation)

    with refused("no_staff"):
        compute_now(plan=plan, by=officer.person.user, at=NOW)


def test_a_scheme_without_a_rate_is_named_and_not_used(fjordvik):
    plan = computed(fjordvik, schemes=("substitute", "paid_leave"))

    run = last_run(plan)
    assert run.inputs["missing_rates"] == ["paid_leave"]
    assert {line.scheme for line in run.lines.all()} == {"substitute"}


def test_the_owners_own_rate_stands_in_for_the_rounds(fjordvik):
    plan = fjordvik.plan()
    rate = {"scheme": "substitute", "payer": "owner", "per_30_credits": 70_000, "source": "Regnskap"}
    set_rate(plan=plan, by=fjordvik.siri.user, at=NOW, **rate)

    run = compute_now(plan=plan, by=fjordvik.siri.user, at=NOW)

    assert {line.owner_pays for line in run.lines.all()} == {70_000}


def test_changing_the_terms_makes_a_computed_plan_a_draft_again(fjordvik):
    plan = computed(fjordvik)

    change_terms(plan=plan, terms=Terms("Planen", 2026, years=3), by=fjordvik.siri.user, at=NOW)

    assert CompetencePlan.objects.get(pk=plan.pk).status == S.DRAFT


def test_what_a_plan_in_a_case_rests_on_cannot_be_changed(fjordvik):
    plan = computed(fjordvik)
    propose_plan(plan=plan, case_number="2026/7", by=fjordvik.siri.user, at=NOW)

    with refused("plan_is_settled"):
        change_terms(plan=plan, terms=Terms("Ny", 2027), by=fjordvik.siri.user, at=NOW)


def test_settling_a_year_by_hand_is_shown_first_and_then_kept(fjordvik):
    plan = computed(fjordvik)
    first = min(last_run(plan).lines.all(), key=lambda line: line.school_year)
    lock = PlanLock(
        plan=plan, person=first.person, subject=first.subject, option=first.option, school_year=2028, why="Permisjon"
    )

    trial = try_lock(plan=plan, lock=lock, by=fjordvik.siri.user, at=NOW)
    assert isinstance(trial.outcome, Plan)
    assert plan.runs.count() == 1

    lock_line(plan=plan, lock=lock, by=fjordvik.siri.user, at=NOW)
    run = compute_now(plan=plan, by=fjordvik.siri.user, at=LATER, why="Permisjon")
    kept = run.lines.get(person=first.person)
    assert (kept.school_year, kept.kind) == (2028, PlanLine.Kind.LOCKED)
    moved = run.moves.get(person=first.person)
    assert (moved.from_year, moved.to_year) == (first.school_year, 2028)
    assert moved.why[0]["text"] == "Skoleeieren har låst året: Permisjon"


def test_computing_anew_without_a_change_moves_nobody(fjordvik):
    plan = computed(fjordvik)

    run = compute_now(plan=plan, by=fjordvik.siri.user, at=LATER)

    assert (run.number, run.moves.count()) == (2, 0)
    assert run.input_hash == plan.runs.get(number=1).input_hash


def test_an_officer_does_not_settle_her_own_year(fjordvik):
    plan = computed(fjordvik)
    line = last_run(plan).lines.first()
    RoleGrantFactory(owner_officer=True, person=line.person, organisation=fjordvik.owner)
    lock = PlanLock(
        plan=plan, person=line.person, subject=line.subject, option=line.option, school_year=2026, why="Meg"
    )

    with refused("disqualified"):
        lock_line(plan=plan, lock=lock, by=line.person.user, at=NOW)


def test_a_lock_is_taken_away_again(fjordvik):
    plan = computed(fjordvik)
    line = last_run(plan).lines.first()
    lock = PlanLock(
        plan=plan, person=line.person, subject=line.subject, option=line.option, school_year=2027, why="Avtalt"
    )

    kept = lock_line(plan=plan, lock=lock, by=fjordvik.siri.user, at=NOW)
    unlock_line(lock=kept, by=fjordvik.siri.user, at=NOW)

    assert plan.locks.count() == 0
    assert Event.objects.filter(about=plan.about, verb="unlocked").exists()


def test_the_decider_adopts_and_the_officer_may_not(fjordvik):
    plan = computed(fjordvik)

    with refused("not_decider"):
        adopt_plan(plan=plan, by=fjordvik.siri.user, at=NOW)
    adopt_plan(plan=plan, by=fjordvik.marit.user, at=NOW, case_number="2026/12")

    plan.refresh_from_db()
    assert (plan.status, plan.run_in_force, plan.case_number) == (S.ADOPTED, last_run(plan), "2026/12")


def test_a_decider_who_stands_in_the_plan_is_disqualified(fjordvik):
    plan = computed(fjordvik)
    RoleGrantFactory(owner_decider=True, person=fjordvik.teachers[0], organisation=fjordvik.owner)

    with refused("disqualified"):
        adopt_plan(plan=plan, by=fjordvik.teachers[0].user, at=NOW)


def test_a_new_plan_replaces_the_one_in_force(fjordvik):
    first, second = computed(fjordvik), computed(fjordvik)
    adopt_plan(plan=first, by=fjordvik.marit.user, at=NOW)
    adopt_plan(plan=second, by=fjordvik.marit.user, at=LATER)

    assert list(CompetencePlan.objects.filter(status=S.ADOPTED)) == [second]
    assert CompetencePlan.objects.get(pk=first.pk).status == S.REPLACED


def test_the_database_refuses_two_plans_in_force():
    plan = CompetencePlanFactory(adopted=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        CompetencePlanFactory(adopted=True, owner=plan.owner)


def test_a_new_run_is_not_in_force_before_it_is_adopted(fjordvik):
    plan = computed(fjordvik)
    adopt_plan(plan=plan, by=fjordvik.marit.user, at=NOW)
    run = compute_now(plan=plan, by=fjordvik.siri.user, at=LATER)

    plan.refresh_from_db()
    assert plan.run_in_force.number == 1
    adopt_plan(plan=plan, by=fjordvik.marit.user, at=LATER)
    plan.refresh_from_db()
    assert (plan.run_in_force, plan.status) == (run, S.ADOPTED)


def test_a_plan_that_was_not_found_cannot_be_adopted(fjordvik):
    plan = fjordvik.plan()

    with refused("not_computed"):
        adopt_plan(plan=plan, by=fjordvik.marit.user, at=NOW)


def test_one_in_force_is_only_put_away_by_the_decider(fjordvik):
    plan = computed(fjordvik)
    adopt_plan(plan=plan, by=fjordvik.marit.user, at=NOW)

    with refused("not_decider"):
        withdraw_plan(plan=plan, by=fjordvik.siri.user, at=NOW, why="Feil")
    withdraw_plan(plan=plan, by=fjordvik.marit.user, at=NOW, why="Feil")
    assert CompetencePlan.objects.get(pk=plan.pk).status == S.WITHDRAWN


def test_ola_can_do_nothing_with_siris_plan(fjordvik):
    plan = computed(fjordvik)
    ola = RoleGrantFactory(owner_decider=True).person.user

    for act in (
        lambda: compute_now(plan=plan, by=ola, at=NOW),
        lambda: adopt_plan(plan=plan, by=ola, at=NOW),
        lambda: copy_plan(plan=plan, title="Min", by=ola, at=NOW),
        lambda: change_money(plan=plan, budget_year=2026, amount=1, source="Min", by=ola, at=NOW),
    ):
        with refused("not_your_owner"):
            act()


def test_someone_who_left_the_school_is_not_planned_for(fjordvik):
    leaver = fjordvik.teachers[0]
    leaver.employments.update(ends_before=NOW.date())

    assert leaver.pk not in years_of(computed(fjordvik))


def test_a_line_of_another_plan_is_another_row(fjordvik):
    line = PlanLineFactory(person=PersonFactory())

    assert line.paid_by("owner") == 50_000
    assert line.paid_by("state") == 150_000
