"""What a payee is due: only what is confirmed, never below zero, and every krone on a line with its reason."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.grants.payment_statement import HELD_BACK, Demand, Due, LineKind, draw_statement
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.values import Kroner, Semester
from tests.domain.allocation.long import examples

AUTUMN, SPRING = Semester("2025H"), Semester("2026V")


def due(
    key: int = 1, left: int = 90000, status: str = "confirmed", semester: Semester = AUTUMN, late: bool = False
) -> Due:
    return Due(key, semester, Decimal(15), Kroner(left), status, late)


def test_a_confirmed_semester_is_paid_and_says_for_what():
    drawn = draw_statement(semester=AUTUMN, dues=[due()], demands=[])

    assert [(line.kind, line.amount) for line in drawn.lines] == [(LineKind.PAYMENT, 90000)]
    assert str(drawn.lines[0]) == "15 studiepoeng, bekreftet deltakelse"


def test_what_is_not_confirmed_is_held_back_with_its_reason():
    dues = [due(key, status=status.value) for key, status in enumerate(TermStatus) if status != TermStatus.CONFIRMED]

    drawn = draw_statement(semester=AUTUMN, dues=dues, demands=[])

    assert (drawn.lines, drawn.total) == ((), 0)
    assert {held.because for held in drawn.held_back} == set(HELD_BACK.values())


def test_the_spring_is_not_paid_in_the_autumn():
    drawn = draw_statement(semester=AUTUMN, dues=[due(semester=SPRING)], demands=[])

    assert (drawn.lines, drawn.held_back) == ((), ())


def test_a_late_confirmation_is_paid_as_a_line_in_the_next_statement():
    dues = [due(late=True), due(2, semester=SPRING)]

    assert (
        len(draw_statement(semester=SPRING, dues=dues, demands=[]).lines) == 1
    )  # the autumn's own is still to be paid
    drawn = draw_statement(semester=SPRING, dues=dues, demands=[], closed=[AUTUMN])

    assert [line.kind for line in drawn.lines] == [LineKind.ADJUSTMENT, LineKind.PAYMENT]
    assert str(drawn.lines[0]) == "15 studiepoeng høsten 2025, bekreftet etter fristen ved egen beslutning"


def test_a_demand_is_taken_from_what_is_paid():
    demand = Demand(7, Kroner(30000), "Sluttet i januar")

    drawn = draw_statement(semester=SPRING, dues=[due(semester=SPRING)], demands=[demand])

    assert drawn.total == 60000
    assert str(drawn.lines[1]) == "Sluttet i januar"


def test_what_a_demand_cannot_reach_is_carried_forward():
    demands = [Demand(7, Kroner(80000), "Sluttet i januar"), Demand(8, Kroner(30000), "Trakk seg")]

    drawn = draw_statement(semester=SPRING, dues=[due(semester=SPRING)], demands=demands)

    assert drawn.total == 0
    assert [(line.kind, line.amount) for line in drawn.lines[1:]] == [
        (LineKind.CLAW_BACK, -80000),
        (LineKind.CLAW_BACK, -30000),
        (LineKind.CARRIED_FORWARD, 20000),
    ]


def test_with_nothing_to_pay_a_demand_waits():
    assert draw_statement(semester=SPRING, dues=[], demands=[Demand(7, Kroner(1), "")]).lines == ()


DUES = st.builds(
    Due,
    st.integers(1, 10**6),
    st.sampled_from([AUTUMN, SPRING]),
    st.integers(1, 120).map(lambda halves: Decimal(halves) / 2),
    st.integers(0, 300_000).map(Kroner),
    st.sampled_from([status.value for status in TermStatus]),
    st.booleans(),
)
DEMANDS = st.builds(Demand, st.integers(1, 10**6), st.integers(1, 500_000).map(Kroner), st.text(max_size=10))


@examples()
@given(
    st.sampled_from([AUTUMN, SPRING]),
    st.lists(DUES, max_size=12, unique_by=lambda one: one.key),
    st.lists(DEMANDS, max_size=6, unique_by=lambda one: one.key),
)
def test_a_statement_is_never_below_zero_and_takes_no_more_than_is_owed(semester, dues, demands):
    drawn = draw_statement(semester=semester, dues=dues, demands=demands, closed=[AUTUMN])

    paid = sum(line.amount for line in drawn.lines if line.due is not None)
    taken = {one.key: -sum(line.amount for line in drawn.lines if line.demand == one.key) for one in demands}
    confirmed = [one for one in dues if one.status == "confirmed" and one.semester in (semester, AUTUMN)]
    assert drawn.total == paid - sum(taken.values()) >= 0
    assert paid == sum(one.left for one in confirmed)
    assert all(0 <= taken[one.key] <= one.left for one in demands)
    assert sum(taken.values()) == min(paid, sum(one.left for one in demands))
    assert not {line.due for line in drawn.lines} & {held.due for held in drawn.held_back}
