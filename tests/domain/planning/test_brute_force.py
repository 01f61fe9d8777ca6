"""The planner against every plan there is: in small towns nothing can be better, objective by objective."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given

from pafyll.domain.planning import Infeasible, Plan, PlanningProblem, plan
from tests.domain.allocation.long import examples
from tests.domain.planning import judge
from tests.domain.planning.towns import towns

MOST_PLANS = 3_000


def lines(found: Plan) -> list[judge.Study]:
    return [(one.person, one.option, one.year.start) for one in found.lines if one.status == "planned"]


def signed(found: Plan) -> tuple[Decimal, ...]:
    return tuple(-one.value if one.is_most else one.value for one in found.reached)


@examples(short=40, long=1_000)
@given(problem=towns(most_people=3, most_years=2))
def test_no_plan_is_better_than_the_one_that_is_found(problem: PlanningProblem) -> None:
    plans = [studies for _, studies in zip(range(MOST_PLANS), judge.every_plan(problem), strict=False)]
    assume(len(plans) < MOST_PLANS)
    scores = [judge.score(problem, studies) for studies in plans if not judge.faults(problem, studies)]

    found = plan(problem)

    if isinstance(found, Infeasible):
        assert not scores
    else:
        assert signed(found) == judge.score(problem, lines(found)) == min(scores)
        assert all(one.value == one.bound for one in found.reached)
