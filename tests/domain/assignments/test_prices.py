"""What an assignment costs: the table of prices, a second calculation, and what holds for every order."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pafyll.domain.assignments.pricing import FIGURES, Order, Purchase, Work, price_of
from pafyll.domain.assignments.pricing.figures import entered, may_be_entered, stated_of
from pafyll.domain.assignments.pricing.order import CATEGORIES, FAMILIES, KINDS, right_family
from pafyll.domain.assignments.pricing.price import figures_needed
from pafyll.domain.assignments.pricing.rules import may_sign_price, warnings_of
from pafyll.domain.assignments.pricing.standard import coverage, least_number, least_price
from pafyll.domain.parameters import DatedValue, NoValueInForce
from pafyll.domain.values import Credits, Kroner, Semester
from tests.domain.assignments.by_hand import ROUND, UNEVEN, UNITS, by_hand, figures_of, order_from

CASES = Path(__file__).parents[2] / "cases/prices.csv"
MANY = 10_000 if os.environ.get("PAFYLL_LONG") else 200
AUTUMN, SPRING = Semester("2026H"), Semester("2027V")
READ = list(csv.DictReader(CASES.read_text(encoding="utf-8").splitlines(), delimiter=";"))


@pytest.mark.parametrize("row", READ, ids=lambda row: f"{row['case']}, {row['unit']}")
def test_the_table_of_prices(row):
    order = order_from(row)
    price = price_of(order, figures_of(UNITS[row["unit"]]))

    shown = (price.costs, price.total, "" if price.per_day is None else str(int(price.per_day)))
    assert shown == (int(row["costs"]), int(row["price"]), row["per_day"])
    assert row["source"]
    said = [may_sign_price(order, price, family_because=""), *warnings_of(order)]
    codes = {answer.code for answer in said if not answer} - {"base_in_one_semester", "no_travel"}
    assert codes == ({row["says"]} if row["says"] else set())


def test_the_table_is_long_enough_and_agrees_with_a_calculation_by_another_way():
    assert len(READ) >= 60
    for row in READ:
        again = by_hand(row, UNITS[row["unit"]])
        assert (again["costs"], again["price"]) == (int(row["costs"]), int(row["price"])), row["case"]


works = st.builds(
    Work,
    kind=st.sampled_from(list(KINDS)),
    category=st.sampled_from(list(CATEGORIES)),
    hours=st.integers(1, 400).map(lambda quarters: Decimal(quarters) / 4),
    semester=st.sampled_from([AUTUMN, SPRING]),
)
orders = st.builds(
    Order,
    work=st.lists(works, max_size=6).map(tuple),
    packages=st.lists(st.tuples(st.sampled_from(["base", "long", "short"]), st.integers(0, 4)), max_size=3).map(tuple),
    travel=st.integers(0, 90_000).map(Kroner),
    purchases=st.lists(
        st.builds(Purchase, st.sampled_from(["Rom", "Bøker"]), st.integers(1, 9_999).map(Kroner), st.just("Tilbud")),
        max_size=2,
    ).map(tuple),
    family=st.sampled_from(list(FAMILIES)),
    funding=st.sampled_from(["commissioned", "contribution"]),
    is_education=st.booleans(),
    credits=st.integers(0, 60).map(lambda halves: Credits(Decimal(halves) / 2)),
)
units = st.sampled_from([ROUND, UNEVEN])


@settings(max_examples=MANY, deadline=None)
@given(orders, units)
def test_a_random_price_is_the_sum_of_its_lines_and_agrees_with_another_calculation(order, unit):
    price = price_of(order, figures_of(unit))

    assert price.total == sum(line.amount for line in price.lines)
    assert all(isinstance(line.amount, Kroner) and line.because and line.source for line in price.lines)
    assert all(str(line) for line in price.lines), "every fact of a reason is given"
    again = by_hand(_as_row(order), unit)
    assert (price.costs, price.total, price.per_day) == (again["costs"], again["price"], again["per_day"])


@settings(max_examples=MANY, deadline=None)
@given(orders, works, units)
def test_more_work_is_never_cheaper(order, more, unit):
    figures = figures_of(unit)

    larger = replace(order, work=(*order.work, more))
    assert price_of(larger, figures).total >= price_of(order, figures).total


@settings(max_examples=MANY, deadline=None)
@given(orders, st.randoms(), units)
def test_the_order_of_the_rows_is_without_effect(order, chance, unit):
    work, purchases = list(order.work), list(order.purchases)
    chance.shuffle(work)
    chance.shuffle(purchases)
    shuffled = replace(order, work=tuple(work), purchases=tuple(purchases))

    figures = figures_of(unit)
    assert price_of(shuffled, figures).lines == price_of(order, figures).lines


@settings(max_examples=MANY, deadline=None)
@given(orders, units)
def test_a_price_asks_for_exactly_the_figures_that_it_needs(order, unit):
    needed = figures_needed(order)
    price_of(order, figures_of({name: unit[name] for name in needed}))

    for name in needed:
        with pytest.raises(NoValueInForce) as missing:
            price_of(order, figures_of({other: unit[other] for other in needed if other != name}))
        assert missing.value.name == name


def test_a_figure_applies_from_its_day_and_until_the_next():
    values = [DatedValue(date(2026, 1, 1), "3", "Vedtak 1"), DatedValue(date(2026, 8, 1), "4", "Vedtak 2")]
    factor = entered("factor_guidance", values)

    found = {day: factor.on(day) for day in (date(2026, 7, 31), date(2026, 8, 1))}
    assert found == {date(2026, 7, 31): "3", date(2026, 8, 1): "4"}
    assert not factor.has_value_on(date(2025, 12, 31))


def test_nothing_that_nobody_has_published_is_filled_in():
    assert all(parameter.values == () for parameter in FIGURES.values())
    silent = {name for name in FIGURES if not stated_of(name)}
    assert {"factor_guidance", "tdi_evu_per_hour", "standard_base", "margin_percent"} <= silent
    assert all(FIGURES[name].not_found for name in silent)
    assert [claim.value for claim in stated_of("factor_lecture")] == ["4"]


@pytest.mark.parametrize(
    ("name", "value", "source", "why", "code"),
    [
        ("factor_lecture", "4", "Vedtak", "Vårt", "yes"),
        ("factor_lecture", "0", "Vedtak", "Vårt", "figure_out_of_range"),
        ("factor_lecture", "51", "Vedtak", "Vårt", "figure_out_of_range"),
        ("margin_percent", "101", "Vedtak", "Vårt", "figure_out_of_range"),
        ("salary_lecturer", "1000000.5", "Vedtak", "Vårt", "figure_not_whole"),
        ("factor_lecture", "4", " ", "Vårt", "figure_without_source"),
        ("factor_lecture", "4", "Vedtak", "", "figure_without_reason"),
    ],
)
def test_a_figure_needs_a_source_a_reason_and_to_be_sane(name, value, source, why, code):
    assert may_be_entered(name, Fraction(value), source, why).code == code


def test_a_wrong_rate_family_is_warned_of_and_can_be_signed_with_a_reason():
    order = Order(
        work=(Work("planning", "lecturer", Decimal(8), AUTUMN),),
        family="commissioned",
        funding="commissioned",
        is_education=True,
    )
    price = price_of(order, figures_of(ROUND))

    assert [answer.code for answer in warnings_of(order)] == ["wrong_rate_family"]
    assert may_sign_price(order, price, family_because=" ").code == "wrong_rate_family"
    assert may_sign_price(order, price, family_because="Avtalt med fakultetet")


def test_teaching_has_rates_of_its_own_whoever_pays():
    assert {right_family(one, is_education=True) for one in ("commissioned", "contribution")} == {"evu"}
    assert right_family("contribution", is_education=False) == "contribution"


def test_a_base_package_in_one_semester_and_days_without_travel_are_odd():
    order = Order(
        work=(Work("lecture", "lecturer", Decimal(8), AUTUMN),), packages=(("base", 1),), funding="contribution"
    )

    assert {answer.code for answer in warnings_of(order)} == {"base_in_one_semester", "no_travel"}


@settings(max_examples=MANY, deadline=None)
@given(*[st.integers(0, 400_000).map(Kroner)] * 3, st.integers(1, 60))
def test_the_least_number_and_the_least_price_cover_and_one_less_does_not(price, cost, fixed, number):
    at_least = least_price(number, cost=cost, fixed=fixed)
    assert coverage(number, price=at_least, cost=cost, fixed=fixed).covers
    assert not coverage(number, price=Kroner(at_least - 1), cost=cost, fixed=fixed).covers

    least = least_number(price=price, cost=cost, fixed=fixed)
    if least is None:
        assert not coverage(10_000_000, price=price, cost=cost, fixed=fixed).covers
    else:
        assert coverage(least, price=price, cost=cost, fixed=fixed).covers
        assert not least or not coverage(least - 1, price=price, cost=cost, fixed=fixed).covers


def _as_row(order: Order) -> dict[str, str]:
    return {
        "work": ", ".join(f"{one.kind} {one.category} {one.hours} {one.semester.code}" for one in order.work),
        "packages": ", ".join(f"{code} {number}" for code, number in order.packages),
        "purchases": ", ".join(f"{one.label} {int(one.amount)}" for one in order.purchases),
        "travel": str(int(order.travel)),
        "family": order.family,
        "funding": order.funding,
        "credits": str(Decimal(order.credits)),
        "own": str(int(order.own_financing)),
    }
