"""From tables to a problem: wishes in the published order, costs by semester, and faults by name."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from pafyll.domain.allocation import NoRate, Problem, ProblemFault, Rate, Rates, problem_from_tables

RATES = Rates([Rate("substitute", 100_000, 25_001, "test"), Rate("scholarship", 60_000, 0, "test")])


def build(rates: Rates = RATES, order: str = "offer_then_scheme", **application: Any) -> Problem:
    """One application to two offers."""
    row = {
        "application_id": "A1",
        "person_id": "P1",
        "owner_id": "E1",
        "approved": True,
        "owner_rank": 1,
        "lacks_credits": False,
        "offer_1": "S2",
        "offer_2": "S1",
        "scheme_1": "substitute",
        "scheme_2": "scholarship",
        "travel_1": 1_001,
        "travel_2": None,
        **application,
    }
    return problem_from_tables(
        applications=pl.DataFrame({name: [value] for name, value in row.items()}),
        offers=pl.DataFrame(
            {
                "offer_id": ["S1", "S2"],
                "subject": ["music", "mathematics"],
                "semesters": ["V", "HV"],
                "credits": [15, 30],
                "capacity": [1, 2],
            }
        ),
        owners=pl.DataFrame(
            {"owner_id": ["E1"], "teacher_fte": [12.5], "quota": [None], "budget_autumn": [5], "budget_spring": [None]}
        ),
        rates=rates,
        contract_order=order,
    )


def test_wishes_come_offer_by_offer_and_costs_fall_in_the_years_of_the_semesters() -> None:
    wishes = [build().contract(0, k) for k in range(4)]

    assert wishes == [
        (1, 0, 50_000, 50_000, 12_500 + 500, 12_501 + 501),
        (1, 1, 30_000, 30_000, 500, 501),
        (0, 0, 0, 50_000, 0, 12_501),
        (0, 1, 0, 30_000, 0, 0),
    ]


def test_wishes_may_come_scheme_by_scheme_and_empty_ones_close_up() -> None:
    assert [c[:2] for c in map(tuple, build(order="scheme_then_offer").contracts[0].tolist())] == [
        (1, 0),
        (0, 0),
        (1, 1),
        (0, 1),
    ]
    assert [c[0] for c in build(offer_1=None).contracts[0].tolist()] == [0, 0, -1, -1]


def test_a_missing_rate_is_a_fault_only_where_somebody_wishes_it() -> None:
    only_substitute = Rates([RATES.rates[0]])

    assert build(only_substitute, scheme_2=None).contracts[0, 0, 0] == 1
    with pytest.raises(NoRate, match="no rate for scholarship in mathematics"):
        build(only_substitute)


def test_an_unknown_owner_is_a_fault() -> None:
    with pytest.raises(ProblemFault, match="owner"):
        build(owner_id="E9")


def test_an_owner_without_a_limit_has_none_and_teacher_fte_is_in_hundredths() -> None:
    problem = build()

    assert (problem.quota[0], problem.budget_autumn[0], problem.budget_spring[0]) == (-1, 5, -1)
    assert problem.teacher_fte[0] == 1_250
