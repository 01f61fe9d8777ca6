"""Who sees which plan and whom in it: Ola never Siri's, the principal her school, the teacher herself, Leif none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.planning.queries.plans import (
    figures_to_represent,
    my_turns,
    school_plans,
    visible_gaps,
    visible_lines,
    visible_moves,
    visible_plans,
    wishes_of,
)
from tests.factories import (
    CompetencePlanFactory,
    EmploymentFactory,
    OrganisationFactory,
    PlanGapFactory,
    PlanLineFactory,
    PlanMoveFactory,
    PlanRunFactory,
    RoleGrantFactory,
    StudyWishFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


@pytest.fixture
def plan() -> Any:
    return CompetencePlanFactory(adopted=True)


@pytest.fixture
def school(plan) -> Any:
    return OrganisationFactory(parent=plan.owner)


def viewing(grant: Any) -> Viewer:
    return viewer_of(grant.person.user, day=DAY)


def test_ola_never_sees_siris_plans(plan, school):
    PlanLineFactory(run=plan.run_in_force, school=school)
    PlanGapFactory(run=plan.run_in_force, school=school)
    PlanMoveFactory(run=plan.run_in_force, school=school)
    ola = viewing(RoleGrantFactory(owner_officer=True))
    siri = viewing(RoleGrantFactory(owner_officer=True, organisation=plan.owner))

    for see in (visible_plans, visible_lines, visible_gaps, visible_moves):
        assert list(see(ola)) == []
        assert len(see(siri)) == 1


def test_a_teacher_sees_her_own_turn_and_nobody_elses(plan, school):
    own, other = (PlanLineFactory(run=plan.run_in_force, school=school) for _ in range(2))
    kari = viewing(RoleGrantFactory(person=own.person, organisation=school))

    [turn] = my_turns(viewer=kari)
    assert (turn.lines, turn.plan) == ((own,), plan)
    assert other not in visible_lines(kari)


def test_a_plan_that_is_not_adopted_is_nobodys_turn(school):
    plan = CompetencePlanFactory(computed=True, owner=school.parent)
    line = PlanLineFactory(run=plan.runs.get(), school=school)

    kari = viewing(RoleGrantFactory(person=line.person, organisation=school))
    per = viewing(RoleGrantFactory(principal=True, organisation=school))
    assert my_turns(viewer=kari) == []
    assert list(visible_lines(kari)) == list(visible_lines(per)) == []


def test_a_run_that_is_not_in_force_is_nobodys_turn(plan, school):
    line = PlanLineFactory(run=PlanRunFactory(plan=plan), school=school)
    kari = viewing(RoleGrantFactory(person=line.person, organisation=school))
    per = viewing(RoleGrantFactory(principal=True, organisation=school))

    assert my_turns(viewer=kari) == []
    assert school_plans(viewer=per)[0].lines == ()


def test_someone_without_room_is_told_so(plan, school):
    gap = PlanGapFactory(run=plan.run_in_force, school=school)

    [turn] = my_turns(viewer=viewing(RoleGrantFactory(person=gap.person, organisation=school)))

    assert (turn.lines, turn.gaps, turn.year) == ((), (gap,), None)


def test_the_principal_sees_only_her_own_school(plan, school):
    here = PlanLineFactory(run=plan.run_in_force, school=school)
    PlanLineFactory(run=plan.run_in_force, school=OrganisationFactory(parent=plan.owner))
    per = viewing(RoleGrantFactory(principal=True, organisation=school))

    [found] = school_plans(viewer=per)
    assert (found.school, found.lines) == (school, (here,))
    assert list(visible_lines(per)) == [here]


def test_the_principal_sees_how_many_are_away_in_each_term(plan, school):
    run = PlanRunFactory(plan=plan, inputs=plan.run_in_force.inputs | {"staff": {str(school.pk): "7.5"}})
    type(plan).objects.filter(pk=plan.pk).update(run_in_force=run)
    for _ in range(2):
        PlanLineFactory(run=run, school=school)
    PlanLineFactory(run=run, school=school, semesters="V")

    [found] = school_plans(viewer=viewing(RoleGrantFactory(principal=True, organisation=school)))

    shown = [(term.semester.code, term.people, float(term.away), float(term.percent)) for term in found.terms]
    assert shown == [("2026H", 2, 0.75, 10), ("2027V", 3, 1.125, 15)]


def test_leif_sees_figures_and_no_number_that_is_one_person(plan, school):
    for subject, people in (("mathematics", 5), ("english", 4)):
        for _ in range(people):
            PlanLineFactory(run=plan.run_in_force, school=school, subject=subject)
    leif = viewing(RoleGrantFactory(union_representative=True, organisation=plan.owner))

    [found] = figures_to_represent(viewer=leif)
    assert found.by_subject == (("english", None), ("mathematics", 5))
    assert list(visible_lines(leif)) == []
    assert figures_to_represent(viewer=viewing(RoleGrantFactory(union_representative=True))) == []


def test_wishes_are_read_by_the_teachers_own_owner(plan, school):
    wish = StudyWishFactory(person=EmploymentFactory(workplace=school).person)
    StudyWishFactory(person=wish.person, subject="music", taken_back=True)
    siri = viewing(RoleGrantFactory(owner_officer=True, organisation=plan.owner))
    ola = viewing(RoleGrantFactory(owner_officer=True))

    assert list(wishes_of(viewer=siri, owner=plan.owner)) == [wish]
    assert list(wishes_of(viewer=ola, owner=plan.owner)) == []
