"""Longest queue first, the yardstick: within every limit, never under the plan's bound, and those with most first."""

from __future__ import annotations

from hypothesis import given

from pafyll.domain.planning import Infeasible, PlanningProblem, plan
from pafyll.domain.planning.queueing import queue_plan
from pafyll.domain.values import SchoolYear
from tests.domain.allocation.long import examples
from tests.domain.planning import judge
from tests.domain.planning.test_brute_force import lines
from tests.domain.planning.towns import budget, gap, option, teacher, town, towns


@examples(short=25)
@given(problem=towns())
def test_the_queue_breaks_no_limit_and_is_never_better_than_what_is_proven(problem: PlanningProblem) -> None:
    found = plan(problem)
    if isinstance(found, Infeasible):
        return
    queue = queue_plan(problem)

    if not any(one.due for one in problem.gaps) and not any(one.must for one in problem.wishes):
        assert judge.faults(problem, lines(queue)) == []
        assert judge.hours(problem, lines(queue)) >= found.reached[0].bound


def test_who_teaches_most_goes_first() -> None:
    people = [teacher("kari"), teacher("per")]
    money = [budget(year, 60_000) for year in range(2027, 2031)]
    problem = town(people, [gap("kari", 100), gap("per", 900)], [option("math", owner=100_000)], budgets=tuple(money))

    years = {one.person: one.year for one in queue_plan(problem).lines}

    assert years["per"] == SchoolYear(2027)
    assert years.get("kari") != years["per"]
