"""Every row of the rule tables: what a case officer has written is what the rules say, also after rates change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pafyll.domain.grants.owner_costs import Chosen, costs_of, warnings
from pafyll.domain.grants.payouts import payouts
from pafyll.domain.grants.rates import RateRow, RateTable
from pafyll.domain.grants.shares import Study, shares_of
from pafyll.domain.parameters import DatedValue, Parameter
from pafyll.domain.schemes import Scheme, schemes
from pafyll.domain.schemes.double_funding import may_also_pay, may_have, most_participants
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear
from tests.domain.grants.tables import AMOUNTS, EXPECTED, GIVEN, SHARES, answered, asked, read, share_rows

LATER = date(2040, 1, 1)
YES = {"ja": True, "nei": False}


@pytest.mark.parametrize("row", share_rows())
def test_a_study_costs_each_payer_what_the_table_says(row: dict[str, str]) -> None:
    assert answered(row) == {name: row[name] for name in EXPECTED}


def test_the_tables_have_a_source_in_every_row_and_cover_every_scheme_and_regime() -> None:
    rows = [row for name in SHARES for row in read(name)]

    assert len(rows) >= 300
    assert all(row.keys() == {*GIVEN, *EXPECTED, "source"} and row["source"] and row["case"] for row in rows)
    assert all(row["missing"] or all(row[name] for name in AMOUNTS) for row in rows)
    for code, scheme in schemes().items():
        days = [date.fromisoformat(row["date"]) for row in rows if row["scheme"] == code and row["missing"] != "regime"]
        for regime in scheme.parameters["regime"].values:
            assert any(scheme.parameters["regime"].dated(day) == regime for day in days if _in_force(scheme, day))


def test_no_two_rows_ask_the_same() -> None:
    asked_twice = Counter(tuple(row[name] for name in GIVEN) for name in SHARES for row in read(name))

    assert [question for question, times in asked_twice.items() if times > 1] == []


def test_new_rates_at_a_later_date_change_no_earlier_decision_by_a_krone() -> None:
    changed = {code: _with_later_values(scheme) for code, scheme in schemes().items()}

    rows = [row for name in SHARES for row in read(name)]
    different = [row["case"] for row in rows if answered(row, changed[row["scheme"]]) != answered(row)]

    assert len(rows) >= 300
    assert different == []


def test_the_new_rates_are_used_from_their_own_day() -> None:
    changed = _with_later_values(schemes()["scholarship"])
    row = read("shares-scholarships.csv")[0]

    assert asked(row | {"date": "2040-08-01"}, changed).total("state") == 99_999
    assert answered(row | {"date": "2040-08-01"})["missing"] == "scholarship_per_30_credits"


@pytest.mark.parametrize("row", read("limit-vocational.csv"), ids=lambda row: row["case"])
def test_an_owner_may_have_so_many_of_its_participants_in_the_scheme(row: dict[str, str]) -> None:
    day, participants = date.fromisoformat(row["date"]), int(row["participants"])

    answer = may_have(row["scheme"], int(row["wanted"]), participants=participants, day=day, agreed=YES[row["agreed"]])

    assert most_participants(row["scheme"], participants, day) == int(row["most"])
    assert bool(answer) is YES[row["allowed"]]
    assert answer or (row["wanted"] in str(answer) and answer.remedy and "60" in str(answer))


@pytest.mark.parametrize("row", read("double-funding.csv"), ids=lambda row: f"{row['scheme']} + {row['already']}")
def test_a_study_is_not_paid_for_twice(row: dict[str, str]) -> None:
    answer = may_also_pay(row["scheme"], [row["already"]] if row["already"] else [])

    assert bool(answer) is YES[row["allowed"]]
    assert answer or schemes()[row["already"]].label in str(answer)


@pytest.mark.parametrize("row", read("payouts.csv"), ids=lambda row: row["case"])
def test_the_states_money_is_paid_out_as_the_table_says(row: dict[str, str]) -> None:
    day = date.fromisoformat(row["date"])
    payer, _, amount = row["rate"].partition("=")
    rates = RateTable((RateRow(row["scheme"], "", payer, int(amount), "ført inn"),) if amount else (), day)
    study = Study("mathematics", Decimal(row["credits"].replace(",", ".")), row["semesters"], int(row["travel"] or 0))

    shares = shares_of(study, scheme=row["scheme"], on=day, rates=rates)
    paid = payouts(shares, on=day)

    stated = [(row[name], row[f"{name}_condition"]) for name in ("first", "second") if row[name]]
    assert [(str(int(one.amount)), one.condition) for one in paid] == stated
    assert sum(one.amount for one in paid) == shares.total("state")


@pytest.mark.parametrize("row", read("costs-of-an-owner.csv"), ids=lambda row: row["case"])
def test_an_owner_sees_both_budget_years_and_is_warned_of_money_that_cannot_be_spent(row: dict[str, str]) -> None:
    year = SchoolYear(int(row["year"]))
    rows = [
        RateRow("substitute", "", "state", 0, "x"),
        RateRow("substitute", "", "owner", int(row["owner_per_30"]), "x"),
    ]
    study = Study("english", Decimal(30), row["semesters"])
    chosen = [Chosen(f"lærer {n}", study, "substitute", year.starts_on) for n in range(int(row["places"]))]
    this, following = BudgetYear(year.start), BudgetYear(year.start + 1)

    costs = costs_of(chosen, RateTable(tuple(rows), year.starts_on))
    found = warnings(costs, {this: Kroner(int(row["money"])), following: Kroner(int(row["next_money"]))})

    assert [costs.total("owner", one) for one in (this, following)] == [int(row["owner_year"]), int(row["owner_next"])]
    stated = {one: row[name] for one, name in ((this, "warned_year"), (following, "warned_next")) if row[name]}
    assert {line.budget_year: f"{line.code} {int(line.amount)}" for line in found} == stated
    assert all(str(line.budget_year) in str(line) for line in found)


def _in_force(scheme: Scheme, day: date) -> bool:
    return scheme.parameters["regime"].has_value_on(day)


def _with_later_values(scheme: Scheme) -> Scheme:
    """The scheme as it is when every parameter has got a new value at a later date."""
    parameters: Mapping[str, Parameter] = {
        name: replace(parameter, values=(*parameter.values, DatedValue(LATER, _new(parameter), "ny sats")))
        for name, parameter in scheme.parameters.items()
    }
    return replace(scheme, parameters=parameters)


def _new(parameter: Parameter) -> Any:
    if parameter.unit == "text":
        return parameter.values[-1].value
    return {"NOK": 99_999, "percent": 50, "credits": 30, "list": ["music"], "yes_no": False}[parameter.unit]
