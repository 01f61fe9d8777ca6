"""What holds for every plan: no limit broken, sums to the krone, bounds that hold, the same plan every time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from pafyll.domain.planning import Infeasible, Plan, PlanningProblem, plan, replan, turns_of
from tests.domain.allocation.long import examples
from tests.domain.planning import judge
from tests.domain.planning.test_brute_force import lines, signed
from tests.domain.planning.towns import towns


def planned(problem: PlanningProblem) -> Plan | None:
    found = plan(problem)
    return None if isinstance(found, Infeasible) else found


@examples(short=60)
@given(problem=towns())
def test_a_plan_breaks_no_limit_and_nobody_studies_what_she_does_not_need(problem: PlanningProblem) -> None:
    found = planned(problem)

    assert found is None or judge.faults(problem, lines(found)) == []


@examples(short=40)
@given(problem=towns())
def test_the_cost_is_the_sum_of_the_lines_in_calendar_years_and_in_school_years(problem: PlanningProblem) -> None:
    found = planned(problem)

    if found:
        total = sum(line.cost for line in found.lines)
        assert sum(found.costs.by_budget_year.values()) == sum(found.costs.by_school_year.values()) == total
        assert all(0 <= one.spent <= one.budget.amount for one in found.funding)
        assert sum(one.spent for one in found.funding) == judge.limited_cost(problem, lines(found))


@examples(short=40)
@given(problem=towns())
def test_every_value_is_as_the_lines_say_and_lies_on_the_right_side_of_its_bound(problem: PlanningProblem) -> None:
    found = planned(problem)

    if found:
        assert signed(found) == judge.score(problem, lines(found))
        assert all((one.bound >= one.value) if one.is_most else (one.bound <= one.value) for one in found.reached)
        assert all(one.gap_percent >= Decimal(0) for one in found.reached)


@examples(short=25)
@given(problem=towns())
def test_the_same_input_and_seed_give_the_same_plan_whatever_the_order_of_the_rows(problem: PlanningProblem) -> None:
    turned = replace(
        problem, people=problem.people[::-1], gaps=problem.gaps[::-1], options=problem.options[::-1],
        schools=problem.schools[::-1], pools=problem.pools[::-1],
    )  # fmt: skip

    one, same, other = plan(problem), plan(problem), plan(turned)

    assert one == same
    if isinstance(one, Plan):
        assert isinstance(other, Plan)
        assert one.lines == other.lines


@examples(short=25)
@given(problem=towns())
def test_planning_again_without_a_change_moves_nobody(problem: PlanningProblem) -> None:
    found = planned(problem)

    if found:
        again = replan(problem, found)
        assert isinstance(again, Plan)
        assert [line.key for line in again.lines] == [line.key for line in found.lines]
        assert again.moves == ()


@examples(short=25)
@given(problem=towns())
def test_every_line_has_its_reasons_every_open_gap_its_why_and_every_turn_a_place(problem: PlanningProblem) -> None:
    found = planned(problem)

    if found:
        texts = [text for row in (*found.lines, *found.unplaced) for text in row.reasons]
        assert all(row.reasons for row in (*found.lines, *found.unplaced))
        assert all("{" not in str(text) for text in texts)
        for turns in turns_of(found).values():
            assert all(1 <= turn.position <= turn.queue for turn in turns)
