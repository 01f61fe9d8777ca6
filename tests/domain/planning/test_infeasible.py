"""When there is no plan: the smallest set of reasons, with the numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.planning import (
    Infeasible,
    Locked,
    PlacePool,
    Plan,
    PlanningProblem,
    School,
    Shortage,
    infeasible,
    plan,
)
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear
from tests.domain.allocation.long import examples
from tests.domain.planning.towns import FIRST, budget, gap, option, teacher, town

STUDY = option("mat-30", owner=100_000)
ALL_BY_2028 = SchoolYear(2028)


def three_with_a_deadline(money_2027: int, money_2028: int, **more: object) -> PlanningProblem:
    names = ["Ane", "Bo", "Cato"]
    gaps = [gap(name, due=ALL_BY_2028) for name in names]
    budgets = (budget(2027, money_2027), budget(2028, money_2028))
    return town([teacher(name) for name in names], gaps, [more.pop("study", STUDY)], 2, budgets=budgets, **more)  # type: ignore[list-item, arg-type]


def test_the_year_that_lacks_money_is_named_with_the_amount_and_what_it_is_for() -> None:
    found = plan(three_with_a_deadline(30_000, 150_000))

    assert isinstance(found, Infeasible)
    [reason] = found.reasons
    assert (reason.kind, reason.year, reason.amount) == ("budget", BudgetYear(2027), 120_000)
    assert str(reason.text) == (
        "2027 mangler 120\u00a0000\u00a0kr til matematikk på 8.–10. trinn. Det er satt av 30\u00a0000\u00a0kr."
    )


def test_two_years_that_lack_money_are_both_named() -> None:
    found = plan(three_with_a_deadline(30_000, 100_000))

    assert isinstance(found, Infeasible)
    assert [(one.year, one.amount) for one in found.reasons] == [
        (BudgetYear(2027), 120_000),
        (BudgetYear(2028), 50_000),
    ]


def test_one_off_money_does_not_carry_the_spring_of_the_next_year() -> None:
    problem = town(
        [teacher("Ane")], [gap("Ane", due=ALL_BY_2028)], [STUDY], 1, budgets=(budget(2027, 500_000, "one_off"),)
    )

    found = plan(problem)

    assert isinstance(found, Infeasible)
    assert [(one.year, one.amount) for one in found.reasons] == [(BudgetYear(2028), 50_000)]


def test_places_and_absence_are_named_in_their_own_units() -> None:
    study = option("mat-30", release_percent=Decimal(25), pool="mat")
    school = School("Solvik skole", staff_fte=Decimal(5), largest_share_percent=Decimal(10))
    problem = three_with_a_deadline(0, 0, study=study, pools=(PlacePool("mat", 2),), schools=(school,))

    found = plan(problem)

    assert isinstance(found, Infeasible)
    assert [(one.kind, one.amount, one.unit) for one in found.reasons] == [
        ("places", 1, "places"),
        ("absence", 25, "percent"),
        ("absence", 25, "percent"),
    ]


def test_a_person_for_whom_there_is_no_study_is_named_and_not_the_money() -> None:
    problem = town([teacher("Ane")], [gap("Ane", subject="english", due=ALL_BY_2028)], [STUDY], 2)

    found = plan(problem)

    assert isinstance(found, Infeasible)
    assert [one.who for one in found.reasons] == ["Ane"]
    assert str(found.reasons[0].text).endswith("Det er ikke lagt inn noe studium i engelsk.")


def test_decided_studies_that_cost_more_than_the_budget_are_a_reason_of_their_own() -> None:
    locked = (Locked("Ane", "mat-30", FIRST),)
    problem = town(
        [teacher("Ane")], [], [STUDY], 1, budgets=(budget(2027, 20_000), budget(2028, 50_000)), locked=locked
    )

    found = plan(problem)

    assert isinstance(found, Infeasible)
    assert [(one.year, one.amount) for one in found.reasons] == [(BudgetYear(2027), 30_000)]
    assert "bestemt" in str(found.reasons[0].text)


def mended(problem: PlanningProblem, reasons: list[Shortage]) -> PlanningProblem:
    """The problem with the money and places that the reasons ask for, and not a krone more."""
    budgets, pools = list(problem.budgets), list(problem.pools)
    for reason in reasons:
        if reason.kind == "budget":
            assert isinstance(reason.year, BudgetYear)
            budgets.append(replace(budget(reason.year.year, 0), amount=Kroner(int(reason.amount))))
        else:
            assert reason.kind == "places"
            assert isinstance(reason.year, SchoolYear)
            at = next(k for k, pool in enumerate(pools) if pool.id == reason.who)
            more = pools[at].places_in(reason.year) + int(reason.amount)
            pools[at] = replace(pools[at], by_year={**pools[at].by_year, reason.year: more})
    return replace(problem, budgets=tuple(budgets), pools=tuple(pools))


@st.composite
def hard_towns(draw: st.DrawFn) -> PlanningProblem:
    """Everybody's gap is to be closed in time, with little money and few places."""
    names = ["Ane", "Bo", "Cato", "Dina"][: draw(st.integers(1, 4))]
    subjects = [draw(st.sampled_from(["mathematics", "english"])) for _ in names]
    years = draw(st.integers(1, 2))
    money = [budget(2027 + k, draw(st.sampled_from([0, 25_000, 60_000, 120_000]))) for k in range(years + 1)]
    studies = [
        option("mat", owner=50_001, pool="mat"),
        option("mat-host", semesters="H", owner=70_000),
        option("eng", "english", owner=40_000, pool="eng"),
    ]
    return town(
        [teacher(name) for name in names],
        [gap(name, 100, subject, due=SchoolYear(2027 + years)) for name, subject in zip(names, subjects, strict=True)],
        studies,
        years,
        budgets=tuple(money),
        pools=(PlacePool("mat", draw(st.integers(0, 2))), PlacePool("eng", draw(st.integers(0, 2)))),
    )


@examples(short=40, long=2_000)
@given(problem=hard_towns())
def test_with_all_reasons_mended_there_is_a_plan_and_with_any_one_left_out_there_is_none(
    problem: PlanningProblem,
) -> None:
    found = plan(problem)

    if isinstance(found, Infeasible):
        reasons = list(found.reasons)
        assert reasons
        assert isinstance(plan(mended(problem, reasons)), Plan)
        for left_out in range(len(reasons)):
            assert isinstance(plan(mended(problem, reasons[:left_out] + reasons[left_out + 1 :])), Infeasible)


def test_the_answer_says_whether_no_smaller_set_of_reasons_is_enough(monkeypatch) -> None:
    problem = three_with_a_deadline(30_000, 150_000, study=STUDY)
    monkeypatch.setattr(infeasible, "MOST_COLUMNS", 0)
    options = [option(f"mat-30-{k}", owner=100_000, scheme=f"s{k}", pool=f"p{k}") for k in range(21)]
    many = replace(problem, options=tuple(options), pools=tuple(PlacePool(f"p{k}", 9) for k in range(21)))

    few, several = plan(problem), plan(many)

    assert isinstance(few, Infeasible)
    assert isinstance(several, Infeasible)
    assert (few.is_smallest, several.is_smallest) == (True, False)
