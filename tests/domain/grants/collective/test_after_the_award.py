"""Reports, money that was not used, and a control that anybody can draw again."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.grants.collective.reporting import ReportFigures, report_faults
from pafyll.domain.grants.collective.sampling import control_sample
from pafyll.domain.grants.collective.unused import Becomes, may_carry_over, what_becomes
from pafyll.domain.values import Kroner
from tests.domain.allocation.long import examples


def figures(awarded: int = 400_000, paid: int = 400_000, used: int = 330_000, **more) -> ReportFigures:
    return ReportFigures(Kroner(awarded), Kroner(paid), Kroner(used), Kroner(120_000), **more)


def codes(reported: ReportFigures) -> list[str]:
    return [fault.code for fault in report_faults(reported)]


def test_all_used_needs_no_explanation():
    assert codes(figures(used=400_000)) == []


def test_unused_money_is_explained():
    assert codes(figures()) == ["unused_not_explained"]
    assert codes(figures(unused_because="Siste samling er flyttet til januar.")) == []


def test_a_report_above_the_award_is_refused_and_both_figures_are_shown():
    (fault,) = report_faults(figures(used=400_001))

    assert fault.code == "used_above_the_award"
    shown = str(fault).replace("\u00a0", " ")
    assert "400 001 kr" in shown
    assert "400 000 kr" in shown


def test_participants_are_whole_people_of_known_kinds():
    assert codes(figures(used=400_000, participants={"teachers": 41, "leaders": 0})) == []
    assert codes(figures(used=400_000, participants={"teachers": -1})) == ["participants_not_counted"]
    assert codes(figures(used=400_000, participants={"elever": 3})) == ["participants_not_counted"]


def test_unused_money_is_released_carried_over_and_paid_back():
    lines = what_becomes(figures(paid=380_000, used=330_000), carried_over=Kroner(30_000))

    assert [(line.becomes, line.amount) for line in lines] == [
        (Becomes.USED, 330_000),
        (Becomes.RELEASED, 20_000),
        (Becomes.CARRIED_OVER, 30_000),
        (Becomes.REPAID, 20_000),
    ]
    assert str(lines[3]).replace("\u00a0", " ") == "Betalt 380 000 kr, brukt 330 000 kr; det som ikke overføres"


def test_what_is_demanded_back_already_is_neither_released_nor_demanded_again():
    lines = what_becomes(figures(paid=360_000, used=330_000, recovered=Kroner(20_000)), carried_over=Kroner(30_000))

    assert [(line.becomes, line.amount) for line in lines] == [
        (Becomes.USED, 330_000),
        (Becomes.RELEASED, 20_000),
        (Becomes.CARRIED_OVER, 30_000),
        (Becomes.RECOVERED, 20_000),
    ]


def test_only_what_is_in_hand_is_carried_over_and_only_while_the_scheme_lasts():
    reported = figures()

    assert may_carry_over(reported, kroner=Kroner(70_000), is_in_force_next_year=True)
    assert may_carry_over(reported, kroner=Kroner(70_001), is_in_force_next_year=True).code == "more_than_in_hand"
    assert may_carry_over(reported, kroner=Kroner(1), is_in_force_next_year=False).code == "scheme_has_ended"
    assert may_carry_over(reported, kroner=Kroner(0), is_in_force_next_year=False)
    with pytest.raises(ValueError, match="carried over"):
        what_becomes(reported, carried_over=Kroner(70_001))


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 10**9), st.floats(0, 1), st.integers(0, 10**9))
@examples()
def test_every_awarded_krone_becomes_something_and_never_more_than_was_paid_is_paid_back(
    awarded, paid, used, share, recovered
):
    paid = min(paid, awarded)
    back = min(recovered, paid)
    reported = figures(awarded, paid - back, min(used, awarded), recovered=Kroner(back))

    lines = what_becomes(reported, carried_over=Kroner(int(reported.in_hand * share)))

    assert sum(line.amount for line in lines) == awarded
    kroner = {line.becomes: line.amount for line in lines}
    assert kroner.get(Becomes.REPAID, 0) <= reported.paid
    assert kroner.get(Becomes.RELEASED, 0) <= awarded - paid
    assert kroner.get(Becomes.RECOVERED, 0) <= back


NUMBERS = [f"2026/{n}" for n in range(1, 41)]


def test_the_sample_is_what_anybody_draws_with_the_published_seed():
    drawn = control_sample(NUMBERS, seed="Innhavet 2026", percent=10)

    by_hand = sorted(NUMBERS, key=lambda number: hashlib.sha256(f"Innhavet 2026 {number}".encode()).hexdigest())[:4]
    assert drawn == by_hand
    assert control_sample(reversed(NUMBERS), seed="Innhavet 2026", percent=10) == drawn
    assert control_sample(NUMBERS, seed="Innhavet 2027", percent=10) != drawn


def test_a_sample_is_never_of_nothing():
    assert len(control_sample(NUMBERS[:3], seed="x", percent=10)) == 1
    assert control_sample([], seed="x", percent=10) == []
    with pytest.raises(ValueError, match="seed"):
        control_sample(NUMBERS, seed=" ", percent=10)
