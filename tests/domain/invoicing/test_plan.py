"""The invoice plan: whether it adds up, what an amendment changes, and what holds it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.invoicing.incidents import FORCE_MAJEURE, TERMINATION, Incident, may_invoice, stopped
from pafyll.domain.invoicing.plan import effect_of, is_whole, keeps_invoiced, spread
from pafyll.domain.rules.agreement_ending import warning_due
from pafyll.domain.values import Kroner

START, AUTUMN, SPRING = date(2026, 8, 17), date(2026, 9, 14), date(2027, 2, 15)
PLAN = spread(Kroner(180_001), [AUTUMN, SPRING], text="To samlinger")
FIRST, SECOND = PLAN


@given(st.integers(24, 10**9), st.integers(1, 24))
def test_a_plan_that_is_spread_adds_up_whatever_the_sum(kroner: int, parts: int) -> None:
    plan = spread(Kroner(kroner), [AUTUMN] * parts, text="x")

    assert sum(one.amount for one in plan) == kroner
    assert [one.number for one in plan] == list(range(1, parts + 1))


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ((FIRST,), "plan_does_not_add_up"),
        ((replace(FIRST, amount=Kroner(180_001)), replace(SECOND, amount=Kroner(0))), "interval_of_nothing"),
        ((replace(FIRST, invoice_on=date(2026, 8, 16)), SECOND), "invoiced_before_start"),
        ((FIRST, replace(SECOND, number=1)), "same_number_twice"),
        ((replace(FIRST, amount=Kroner(1)),) * 25, "too_many_intervals"),
    ],
)
def test_a_plan_that_does_not_hold_is_refused(plan, code: str) -> None:
    assert is_whole(plan, Kroner(180_001), starts_on=START).code == code


def test_a_plan_that_holds_is_taken_also_an_empty_one_for_nothing() -> None:
    assert is_whole(PLAN, Kroner(180_001), starts_on=START)
    assert is_whole((), Kroner(0), starts_on=START)


def test_what_is_invoiced_stays_whatever_else_changes() -> None:
    assert keeps_invoiced(PLAN, (FIRST, replace(SECOND, amount=Kroner(1))), {1})
    assert keeps_invoiced(PLAN, (SECOND,), {1}).code == "invoiced_is_fixed"
    assert keeps_invoiced(PLAN, (replace(FIRST, text="Noe annet"), SECOND), {1}).code == "invoiced_is_fixed"


def test_the_effect_of_an_amendment_names_what_changes_and_what_is_left() -> None:
    more = replace(SECOND, amount=SECOND.amount + 36_000)

    effect = effect_of(
        before=PLAN,
        after=(FIRST, more),
        amounts=(Kroner(180_001), Kroner(216_001)),
        invoiced=FIRST.amount,
        invoiced_numbers={1},
    )

    assert effect.difference == 36_000
    assert (effect.left_before, effect.left_after) == (SECOND.amount, more.amount)
    assert [(one.number, one.is_invoiced) for one in effect.changes] == [(1, True), (2, False)]


@pytest.mark.parametrize(
    ("incident", "day", "held"),
    [
        (Incident(FORCE_MAJEURE, date(2027, 1, 10)), SPRING, {2}),
        (Incident(FORCE_MAJEURE, date(2027, 1, 10), date(2027, 2, 20)), SPRING, {2}),
        (Incident(FORCE_MAJEURE, date(2027, 1, 10), date(2027, 2, 14)), SPRING, set()),
        (Incident(FORCE_MAJEURE, SPRING), SPRING, {2}),
        (Incident(TERMINATION, date(2026, 12, 31)), SPRING, {2}),
        (Incident(TERMINATION, SPRING), SPRING, set()),
        (Incident(TERMINATION, date(2026, 8, 31)), AUTUMN, {1, 2}),
    ],
)
def test_an_incident_stops_the_intervals_that_it_concerns(incident: Incident, day: date, held: set[int]) -> None:
    assert set(stopped(PLAN, [incident], day=day)) == held
    assert bool(may_invoice(SECOND, [incident], day=day)) == (2 not in held)


@pytest.mark.parametrize(
    ("left", "due"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)],
)
def test_the_parties_are_warned_in_three_steps(left: int, due: int | None) -> None:
    last = date(2026, 12, 18)

    assert warning_due(last, date.fromordinal(last.toordinal() - left)) == due
