"""What an application costs, line by line, and that the allocation counts the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.allocation.rates import Rate, Rates
from pafyll.domain.allocation.tables import problem_from_tables
from pafyll.domain.grants.amounts import study_load
from pafyll.domain.grants.cost_shares import Study, cost_shares
from pafyll.domain.grants.rates import RateRow, RateTable
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.values import SchoolYear
from tests.domain.allocation.long import examples

YEAR = SchoolYear(2026)


def table(*rows: tuple[str, str, str, int]) -> RateTable:
    return RateTable(tuple(RateRow(*row, "eksempel") for row in rows), date(2026, 8, 1))


RATES = table(
    ("substitute", "", "state", 120_000),
    ("substitute", "five_subjects", "state", 150_001),
    ("substitute", "", "owner", 30_000),
    ("scholarship", "", "state", 110_000),
)


def test_a_full_place_in_the_substitute_scheme_is_paid_half_in_each_budget_year():
    shares = cost_shares(study=Study("music", Decimal(30), "HV", 8_001), scheme="substitute", rates=RATES, year=YEAR)

    assert shares.state == 120_000
    assert (shares.owner_autumn, shares.owner_spring) == (15_000 + 4_000, 15_000 + 4_001)
    assert [line.budget_year.year for line in shares.lines] == [2026, 2027] * 3
    assert "30 studiepoeng" in str(shares.lines[0])


def test_the_subjects_own_group_has_its_own_rate():
    shares = cost_shares(study=Study("english", Decimal(15), "V"), scheme="substitute", rates=RATES, year=YEAR)

    assert shares.state == 75_001  # half of 150 001, halves upwards
    assert shares.owner_autumn == 0


def test_a_scholarship_costs_the_owner_travel_only():
    shares = cost_shares(study=Study("music", Decimal(30), "H", 5_000), scheme="scholarship", rates=RATES, year=YEAR)

    assert (shares.owner_autumn, shares.owner_spring, shares.state) == (5_000, 0, 110_000)


def test_a_missing_rate_is_named_and_never_taken_for_nothing():
    only_state = table(("substitute", "", "state", 1))

    with pytest.raises(NoValueInForce) as missing:
        cost_shares(study=Study("music", Decimal(30), "HV"), scheme="substitute", rates=only_state, year=YEAR)

    assert (missing.value.name, missing.value.scheme) == ("owner_per_30_credits", "substitute")
    assert [gap.name for gap in only_state.missing([("substitute", "music"), ("substitute", "english")])] == [
        "owner_per_30_credits"
    ]


@pytest.mark.parametrize(
    ("offer_semesters", "starts_in", "wanted", "expected"),
    [
        (2, "H", "both", (Decimal(30), "HV")),
        (2, "H", "autumn", (Decimal(15), "H")),
        (2, "H", "spring", (Decimal(15), "V")),
        (1, "V", "both", (Decimal(30), "V")),
    ],
)
def test_one_semester_of_two_is_half_the_credits(offer_semesters, starts_in, wanted, expected):
    assert study_load(30, offer_semesters=offer_semesters, starts_in=starts_in, wanted=wanted) == expected


@given(
    state=st.integers(0, 300_000),
    owner=st.integers(0, 100_000),
    halves=st.integers(1, 80),
    semesters=st.sampled_from(["HV", "H", "V"]),
    travel=st.integers(0, 60_000),
)
@examples()
def test_the_lines_that_the_owner_sees_are_the_columns_that_the_allocation_counts_with(
    state, owner, halves, semesters, travel
):
    credits = Decimal(halves) / 2
    offers = {"offer_id": ["a"], "subject": ["music"], "semesters": [semesters], "credits": [float(credits)]}
    person = {"application_id": ["1"], "person_id": ["p"], "owner_id": ["o"], "approved": [True], "owner_rank": [1]}
    wish = {"lacks_credits": [False], "offer_1": ["a"], "offer_2": [None], "scheme_1": ["substitute"]}
    rest = {"scheme_2": [None], "travel_1": [travel], "travel_2": [0]}
    limits = {"owner_id": ["o"], "teacher_fte": [1], "quota": [None], "budget_autumn": [None], "budget_spring": [None]}

    problem = problem_from_tables(
        offers=pl.DataFrame(offers | {"capacity": [1]}),
        applications=pl.DataFrame(person | wish | rest),
        owners=pl.DataFrame(limits),
        rates=Rates([Rate("substitute", state, owner, "eksempel")]),
    )
    shares = cost_shares(
        study=Study("music", credits, semesters, travel),
        scheme="substitute",
        rates=table(("substitute", "", "state", state), ("substitute", "", "owner", owner)),
        year=YEAR,
    )

    columns = problem.contract(0, 0)[2:]
    by_year = [shares.total("state", term.budget_year) for term in (YEAR.autumn, YEAR.spring)]
    assert columns == (*by_year, shares.owner_autumn, shares.owner_spring)
