"""Who plans for an owner, moves its money and settles its teachers' years, and who plans for the country."""

from __future__ import annotations

from pafyll.apps.planning.services.budgeting import remove_cost, restore_source
from pafyll.apps.planning.services.deviating import end_deviation
from pafyll.apps.planning.services.findings import state_document
from pafyll.apps.planning.services.importing.uploading import abandon
from pafyll.apps.planning.services.measures import take_measure_on
from pafyll.apps.planning.services.nation.starting import stop_nation
from pafyll.apps.planning.services.plans import (
    adopt_plan,
    expect_places,
    propose_plan,
    take_out_of_case,
    unlock_line,
    withdraw_plan,
)
from pafyll.apps.planning.services.reallocating import refuse_reallocation
from pafyll.domain.lifecycles.budget import MeasureStatus
from tests.architecture.named_witnesses import Outcomes, acting, tried, witness_of
from tests.architecture.policy_lines import DENY
from tests.factories import (
    BudgetSourceFactory,
    CompetencePlanFactory,
    DeviationFactory,
    MeasureFactory,
    NationPlanFactory,
    OrganisationFactory,
    PersonFactory,
    PlanLineFactory,
    PlanLockFactory,
    PlannedCostFactory,
    ReallocationFactory,
    RoleGrantFactory,
    StaffImportFactory,
)
from tests.factories.base import NOW

BUDGET, PLANS = "planning.permissions.budget", "planning.permissions.plans"
WHY = "Etterutdanning når flere."


def _siri_and_ola(owner):
    return acting("owner_officer", owner), acting("owner_officer")


@witness_of(BUDGET, "may_change_source")
def siri_puts_back_a_source_of_her_own_owner() -> Outcomes:
    source = BudgetSourceFactory(removed_at=NOW)
    return [tried(restore_source, source=source, by=by, at=NOW) for by in _siri_and_ola(source.owner)]


@witness_of(BUDGET, "may_change_cost", "may_keep_budget")
def siri_takes_out_a_cost_of_her_own_owner() -> Outcomes:
    cost = PlannedCostFactory()
    return [tried(remove_cost, cost=cost, by=by, at=NOW) for by in _siri_and_ola(cost.owner)]


@witness_of(BUDGET, "may_change_measure")
def siri_takes_a_measure_of_her_own_owner_on() -> Outcomes:
    given = {"measure": MeasureFactory(), "to": MeasureStatus.CANCELLED, "why": WHY}
    return [tried(take_measure_on, **given, by=by, at=NOW) for by in _siri_and_ola(given["measure"].owner)]


@witness_of(BUDGET, "may_decide_reallocation", "_is_decider", "_is_another")
def marit_refuses_what_another_prepared() -> Outcomes:
    reallocation = ReallocationFactory()
    owner = reallocation.owner
    marit = acting("owner_decider", owner)
    own = ReallocationFactory(owner=owner, prepared_by=marit)
    tries = (reallocation, marit), (reallocation, acting("owner_officer", owner)), (own, marit)
    return [tried(refuse_reallocation, reallocation=one, why=WHY, by=by, at=NOW) for one, by in tries]


@witness_of("planning.permissions.findings", "may_judge_findings")
def siri_states_what_a_document_of_her_own_owner_says() -> Outcomes:
    owner = OrganisationFactory(municipality=True)
    given = {"owner": owner, "case": None, "title": "Et brev"}
    return [tried(state_document, **given, by=by, at=NOW) for by in _siri_and_ola(owner)]


@witness_of("planning.permissions.imports", "may_import_staff")
def siri_gives_up_a_file_of_her_own_owners_staff() -> Outcomes:
    file = StaffImportFactory(previewed=True)
    return [tried(abandon, staff_import=file, by=by, at=NOW) for by in _siri_and_ola(file.owner)]


@witness_of("planning.permissions.nation", "may_stop_nation", "may_plan_nation")
def ada_stops_a_plan_for_the_country_and_siri_does_not() -> Outcomes:
    nation = NationPlanFactory(computing=True)
    people = acting("directorate_officer"), acting("owner_officer")
    return [tried(stop_nation, nation=nation, by=by, at=NOW) for by in people]


@witness_of("planning.permissions.staff", "may_decide_deviation")
def marit_ends_a_deviation_at_her_own_school_but_not_her_own() -> Outcomes:
    deviation = DeviationFactory()
    marit = RoleGrantFactory(owner_decider=True, organisation=deviation.owner).person
    own = DeviationFactory(school=deviation.school, person=marit)
    tries = (deviation, marit.user), (deviation, acting("owner_officer", deviation.owner)), (own, marit.user)
    return [tried(end_deviation, deviation=one, why=WHY, by=by, at=NOW) for one, by in tries]


@witness_of(PLANS, "may_change_plan", "may_plan_for", "_is_being_made")
def siri_changes_her_own_owners_plan_while_it_is_made() -> Outcomes:
    plan = CompetencePlanFactory()
    settled = CompetencePlanFactory(owner=plan.owner, proposed=True)
    siri, ola = _siri_and_ola(plan.owner)
    places = {"subject": "mathematics", "places": 3, "source": "Som i fjor"}
    tries = (plan, siri), (plan, ola), (settled, siri)
    return [tried(expect_places, plan=one, **places, by=by, at=NOW) for one, by in tries]


@witness_of(PLANS, "may_steer", "may_compute", "_is_alive", "_is_another")
def siri_unlocks_others_in_a_plan_that_is_alive() -> Outcomes:
    lock = PlanLockFactory()
    siri = RoleGrantFactory(owner_officer=True, organisation=lock.plan.owner).person
    own = PlanLockFactory(plan=lock.plan, person=siri)
    over = PlanLockFactory(plan=CompetencePlanFactory(withdrawn=True, owner=lock.plan.owner))
    tries = (lock, siri.user), (lock, acting("owner_officer")), (own, siri.user), (over, siri.user)
    return [tried(unlock_line, lock=one, by=by, at=NOW) for one, by in tries]


@witness_of(PLANS, "may_propose")
@witness_of(PLANS, "can_be_adopted", ways=(DENY,))
def siri_lays_her_own_owners_plan_before_the_politicians() -> Outcomes:
    plan = CompetencePlanFactory(computed=True)
    return [tried(propose_plan, plan=plan, case_number="2026/1", by=by, at=NOW) for by in _siri_and_ola(plan.owner)]


@witness_of(PLANS, "may_take_out")
def siri_takes_her_own_owners_plan_out_of_its_case() -> Outcomes:
    plan = CompetencePlanFactory(proposed=True)
    return [tried(take_out_of_case, plan=plan, why=WHY, by=by, at=NOW) for by in _siri_and_ola(plan.owner)]


@witness_of(PLANS, "may_withdraw", "_decides")
def marit_puts_a_plan_in_force_away_and_siri_does_not() -> Outcomes:
    plan = CompetencePlanFactory(adopted=True)
    people = (acting(role, plan.owner) for role in ("owner_decider", "owner_officer"))
    return [tried(withdraw_plan, plan=plan, why=WHY, by=by, at=NOW) for by in people]


@witness_of(PLANS, "may_adopt", "_is_outside")
def marit_adopts_a_plan_that_she_does_not_stand_in() -> Outcomes:
    plan, own = CompetencePlanFactory(computed=True), CompetencePlanFactory(computed=True)
    marit, mari = (RoleGrantFactory(owner_decider=True, organisation=one.owner).person for one in (plan, own))
    PlanLineFactory(run=own.runs.get(), person=mari)
    tries = (plan, marit), (plan, PersonFactory()), (own, mari)
    return [tried(adopt_plan, plan=one, case_number="2026/1", by=by.user, at=NOW) for one, by in tries]
