"""Ada shares the country's places between owners: jobs work for some owners each, and figures are all she sees."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from pafyll.apps.casework.services.jobs import start
from pafyll.apps.planning.models import CompetencePlan
from pafyll.apps.planning.services.nation import NationTerms, start_nation, stop_nation, try_again
from pafyll.apps.planning.services.nation.parts import capacity_of, cells_of, problem_of
from pafyll.apps.planning.services.nation.starting import PART_KIND
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.competence_plan import PlanStatus
from pafyll.domain.lifecycles.job import JobStatus
from pafyll.domain.lifecycles.nation_plan import NationPlanStatus as S
from pafyll.domain.planning.sharing import Alone, share_places
from pafyll.domain.planning.storing import as_plain, problem_from
from tests.apps.planning.nation_owners import FIRST, YEARS, ada, owners_with_plans
from tests.factories import JobFactory, NationOwnerFactory, NationPartFactory, NationPlanFactory, RoleGrantFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db


def terms(places: int = 1, **more: int) -> NationTerms:
    return NationTerms(FIRST, more.get("years", YEARS), {"mathematics": places})


def test_three_owners_share_the_places_and_the_plan_lies_within_its_bound():
    owners_with_plans()

    nation = start_nation(terms=terms(1), by=ada(), at=NOW)

    rows = list(nation.owners.all())
    assert (nation.status, len(rows)) == (S.COMPUTED, 3)
    taken = np.sum([row.taken.get("mathematics", [0] * YEARS) for row in rows], axis=0)
    assert (taken <= 1).all()
    assert sum(row.closed for row in rows) == taken.sum() == YEARS
    assert nation.bound <= nation.hours == sum(row.hours for row in rows) < sum(row.hours_without for row in rows)
    assert nation.gap_percent < 10


def test_the_jobs_come_to_the_same_as_one_process_that_does_it_all():
    plans = owners_with_plans()

    nation = start_nation(terms=terms(2), by=ada(), at=NOW)

    problems, capacity = [problem_of(plan, nation) for plan in plans], np.array(capacity_of(nation))
    alone = share_places(Alone(problems, cells_of(nation), capacity), cells_of(nation), capacity)
    assert (float(nation.hours), float(nation.bound), nation.rounds) == (alone.hours, alone.bound, alone.rounds)


def test_what_the_owners_sent_in_is_without_names_and_forgotten_when_the_plan_is_ready():
    [plan, *_] = owners_with_plans()

    nation = start_nation(terms=terms(), by=ada(), at=NOW)

    problem = problem_of(plan, nation)
    assert {person.name for person in problem.people} == {school.name for school in problem.schools} == {""}
    assert problem_from(json.loads(json.dumps(as_plain(problem)))) == problem
    assert list(nation.owners.exclude(problem={}, begin=[])) == []
    assert list(nation.parts.exclude(asked={}, answered={})) == []


def test_an_owner_without_gaps_is_left_out_and_the_reason_is_told():
    owners_with_plans(((9, 3), ()))
    CompetencePlan.objects.update(status=PlanStatus.COMPUTED)

    nation = start_nation(terms=terms(), by=ada(), at=NOW)

    assert [bool(row.left_out) for row in nation.owners.all()] == [False, True]
    assert nation.status == S.COMPUTED


def test_only_the_directorate_may_start_one_and_only_one_at_a_time():
    owners_with_plans(((9,),))
    NationPlanFactory(computing=True)

    for role in ("owner_officer", "county_governor"):
        with pytest.raises(Refusal) as refused:
            start_nation(terms=terms(), by=RoleGrantFactory(**{role: True}).person.user, at=NOW)
        assert refused.value.answer.code == "not_the_directorate"
    with pytest.raises(Refusal) as refused:
        start_nation(terms=terms(), by=ada(), at=NOW)
    assert refused.value.answer.code == "one_at_a_time"


@pytest.mark.parametrize(
    ("asked", "code"), [({"first_year": 2040}, "no_plans"), ({"places": {}}, "no_places"), ({"years": 40}, "years")]
)
def test_what_cannot_be_planned_is_refused_in_words(asked, code):
    owners_with_plans(((9,),))

    with pytest.raises(Refusal) as refused:
        start_nation(terms=replace(terms(), **asked), by=ada(), at=NOW)

    assert refused.value.answer.code == code


def test_a_computation_that_is_stopped_asks_nobody_more_and_keeps_nothing():
    nation = NationPlanFactory(computing=True)
    part = NationPartFactory(nation=nation)
    stop_nation(nation=nation, by=ada(), at=NOW)

    job = start(kind=PART_KIND, about=part.about, by=None, at=NOW, arguments={"part": part.pk})

    part.refresh_from_db()
    assert (nation.status, job.status, part.is_answered) == (S.CANCELLED, JobStatus.DONE, False)


def test_parts_whose_jobs_have_failed_are_set_going_again():
    owners_with_plans()
    nation = NationPlanFactory(computing=True, first_year=FIRST, years=YEARS, places={"mathematics": 1})
    for number, plan in enumerate(CompetencePlan.objects.order_by("pk")):
        NationOwnerFactory(nation=nation, number=number, plan=plan)
    part = NationPartFactory(nation=nation, step=0, number=0, kind="gather", owners=[0, 1, 2])
    JobFactory(kind=PART_KIND, about=part.about, failed=True)

    assert try_again(nation=nation, by=ada(), at=NOW) == 1

    nation.refresh_from_db()
    assert nation.status == S.COMPUTED
    with pytest.raises(Refusal):
        try_again(nation=nation, by=ada(), at=NOW)
