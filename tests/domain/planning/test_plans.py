"""Plans made by hand: who comes first, what money and places do, what the lines say, and what moves whom."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pafyll.domain.planning import (
    Companions,
    Locked,
    PlacePool,
    Plan,
    PlanningFault,
    PlanningProblem,
    School,
    Wish,
    plan,
    replan,
    turn_of,
)
from pafyll.domain.values import SchoolYear, Semester
from tests.domain.planning.towns import FIRST, budget, gap, option, teacher, town

STUDY = option("mat-30", owner=100_000)
MONEY = tuple(budget(year, 50_000 if year in (2027, 2030) else 100_000) for year in range(2027, 2031))


def three_in_a_queue(**more: object) -> PlanningProblem:
    """Money for one at a time: Kari has most pupils' hours, then Anders, then Mona."""
    gaps = [gap("Kari", 3_000, weekly_hours=Decimal(8)), gap("Anders", 2_000), gap("Mona", 1_000)]
    people = [teacher(name) for name in ("Anders", "Kari", "Mona")]
    return town(people, gaps, [STUDY], 3, **({"budgets": MONEY} | more))  # type: ignore[arg-type]


def planned(problem: PlanningProblem) -> Plan:
    found = plan(problem)
    assert isinstance(found, Plan)
    return found


def years(found: Plan) -> dict[str, int]:
    return {line.person: line.year.start for line in found.lines}


def test_the_one_with_most_pupils_hours_comes_first() -> None:
    found = planned(three_in_a_queue())

    assert years(found) == {"Kari": 2027, "Anders": 2028, "Mona": 2029}
    assert found.last_gap_closes == Semester("2030H")
    assert (found.reached[0].value, found.reached[0].gap_percent) == (3_000 + 2 * 2_000 + 3 * 1_000, 0)


def test_a_line_says_why_she_why_then_and_what_is_left() -> None:
    [line] = planned(three_in_a_queue()).lines_of("Kari")

    assert [str(text) for text in line.reasons] == [
        "Kari underviser 8 timer i uken i matematikk på 8.–10. trinn og mangler 30 studiepoeng.",
        "Når studiet er bestått, er målet nådd fra august 2028.",
        "Nummer 1 av 3 i køen i matematikk ved Solvik skole.",
        "Budsjettet for 2027 rekker. Etter planen er 0\u00a0kr igjen.",
        "Budsjettet for 2028 rekker. Etter planen er 0\u00a0kr igjen.",
    ]


def test_a_turn_tells_the_place_in_the_queue_what_it_hangs_on_and_what_would_move_it() -> None:
    [turn] = turn_of(planned(three_in_a_queue()), "Anders")

    assert (turn.year, turn.position, turn.queue) == (SchoolYear(2028), 2, 3)
    assert [str(text) for text in turn.hangs_on] == [
        "Budsjettet for 2027 på 50\u00a0000\u00a0kr er brukt opp. Det mangler 50\u00a0000\u00a0kr."
    ]
    assert [str(text) for text in turn.sooner] == [
        "Dette skal til for at Anders kan begynne i 2027/28:",
        "50\u00a0000\u00a0kr mer i budsjettet for 2027.",
    ]


def test_what_would_move_her_does_move_her() -> None:
    richer = (replace(MONEY[0], amount=MONEY[0].amount + 50_000), *MONEY[1:])

    assert years(planned(three_in_a_queue(budgets=richer)))["Anders"] == 2027


def test_among_equals_the_one_who_has_been_refused_before_comes_first() -> None:
    people = [teacher("Anders"), teacher("Kari", refusals=2)]
    gaps = [gap("Anders"), gap("Kari")]

    found = planned(town(people, gaps, [STUDY], 3, budgets=MONEY))

    assert years(found) == {"Kari": 2027, "Anders": 2028}


def test_the_cheaper_scheme_is_chosen_when_it_delays_nobody() -> None:
    cheaper = option("mat-30-stipend", owner=10_000, scheme="scholarship")

    found = planned(town([teacher("Kari")], [gap("Kari")], [STUDY, cheaper], 2))

    assert [line.option for line in found.lines] == ["mat-30-stipend"]


def test_companions_study_together_when_it_delays_nobody_and_costs_nothing() -> None:
    people, gaps = (
        [teacher("Anders"), teacher("Kari"), teacher("Mona")],
        [gap("Anders", 0), gap("Kari", 5), gap("Mona", 0)],
    )
    wishes = tuple(Wish(name, "english", Decimal(30)) for name in ("Anders", "Mona"))
    together = (Companions("to", ("Anders", "Mona"), "english"),)
    study = option("eng", "english", pool="eng")
    pools = (PlacePool("eng", 2),)

    found = planned(town(people, gaps, [study], 3, wishes=wishes, companions=together, pools=pools))

    assert len({line.year for line in found.lines}) == 1
    assert found.reached[-1].value == 1


def test_a_large_gap_is_spread_over_years_and_closed_when_all_of_it_is_passed() -> None:
    found = planned(town([teacher("Kari")], [gap("Kari", missing=60)], [STUDY], 3))

    assert [line.year.start for line in found.lines] == [2027, 2028]
    assert [line.closes for line in found.lines] == [(), (("mathematics", "8-10"),)]


def test_a_study_that_does_not_pay_back_before_she_leaves_is_not_planned_and_the_plan_says_so() -> None:
    people = [teacher("Kari", last_year=SchoolYear(2028))]

    found = planned(town(people, [gap("Kari")], [STUDY], 3))

    assert found.lines == ()
    [open_gap] = found.unplaced
    assert str(open_gap.reasons[0]) == (
        "Kari har siste skoleår i 2028/29. Planen krever 2 skoleår i arbeid etter studiet."
    )


def test_a_school_is_never_over_its_share_of_absence() -> None:
    study = option("mat", release_percent=Decimal(25))
    school = School("Solvik skole", "Solvik skole", Decimal(10), Decimal(5))

    found = planned(replace(three_in_a_queue(budgets=(), schools=(school,)), options=(study,)))

    assert sorted(years(found).values()) == [2027, 2027, 2028]


def test_what_names_something_that_is_not_there_is_refused() -> None:
    with pytest.raises(PlanningFault, match="gaps: Ola is not known"):
        plan(town([teacher("Kari")], [gap("Ola")], [STUDY]))


# Making the plan anew


def test_a_budget_cut_moves_only_as_many_as_it_has_to_and_says_why() -> None:
    before = planned(three_in_a_queue())
    poorer = (*MONEY[:2], replace(MONEY[2], amount=MONEY[2].amount - 30_000), MONEY[3])

    after = replan(three_in_a_queue(budgets=poorer), before)

    assert isinstance(after, Plan)
    assert after.reached[0].value == 1
    [move] = after.moves
    assert [str(text) for text in move.reasons] == [
        "Budsjettet for 2029 er redusert fra 100\u00a0000\u00a0kr til 70\u00a0000\u00a0kr."
    ]


def test_when_someone_leaves_the_others_keep_their_years_and_the_one_who_waits_comes_in() -> None:
    problem = three_in_a_queue()
    before = planned(replace(problem, settings=replace(problem.settings, years=2), budgets=MONEY[:3]))
    without = replace(before.problem, people=problem.people[::2], gaps=problem.gaps[1:])

    after = replan(without, before)

    assert isinstance(after, Plan)
    assert years(before) == {"Kari": 2027, "Anders": 2028}
    assert years(after) == {"Anders": 2028, "Mona": 2027}
    assert {move.person: str(move.reasons[0]) for move in after.moves} == {
        "Kari": "Kari er ikke lenger med.",
        "Mona": "Mona er ny i planen.",
    }


def test_someone_who_declines_is_moved_out_and_nobody_else_is_moved() -> None:
    before = planned(three_in_a_queue())
    declining = tuple(replace(p, declines=("mathematics",) if p.id == "Anders" else ()) for p in before.problem.people)

    after = replan(replace(before.problem, people=declining), before)

    assert isinstance(after, Plan)
    assert years(after) == {"Kari": 2027, "Mona": 2029}
    assert [str(move.reasons[0]) for move in after.moves] == ["Anders har takket nei til å studere matematikk."]


def test_a_study_that_is_decided_is_not_planned_once_more_in_the_same_year() -> None:
    half = option("mat-15", credits=15, semesters="H")
    locked = (Locked("Kari", "mat-15", FIRST),)

    found = planned(town([teacher("Kari")], [gap("Kari")], [half], 1, locked=locked))
    longer = planned(town([teacher("Kari")], [gap("Kari")], [half], 2, locked=locked))

    assert [line.status for line in found.lines] == ["locked"]
    assert [(line.status, line.year.start) for line in longer.lines] == [("locked", 2027), ("planned", 2028)]


def test_of_two_studies_that_differ_in_cost_alone_the_cheaper_is_planned() -> None:
    dear, cheap = option("a-dear", owner=90_000), option("b-cheap", owner=10_000)

    found = planned(town([teacher("Kari")], [gap("Kari")], [dear, cheap], 2))

    assert [line.option for line in found.lines] == ["b-cheap"]
