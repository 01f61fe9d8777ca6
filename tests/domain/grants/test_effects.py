"""What a change does to the money: nothing is lost, nothing is counted twice, and nothing goes below zero."""

from __future__ import annotations

import inspect

from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.grants import effects
from pafyll.domain.grants.effects import (
    BECAUSE,
    HAPPENS,
    Happens,
    MoneyEffect,
    TermMoney,
    after,
    effect_of_amounts,
    effect_of_choice,
    effect_of_deferring,
    effect_of_moving,
    effect_of_new_owner,
    effect_of_stopping,
)
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear, Semester
from tests.domain.allocation.long import examples

AUTUMN, SPRING, NEXT_AUTUMN = Semester("2025H"), Semester("2026V"), Semester("2026H")
H = Happens


def money(semester: Semester, state: int, **parts: int) -> TermMoney:
    owner = Kroner(parts.pop("owner", 0))
    return TermMoney(semester, Kroner(state), owner, **{name: Kroner(amount) for name, amount in parts.items()})


@st.composite
def term_money(draw: st.DrawFn, semester: Semester) -> TermMoney:
    state = draw(st.integers(0, 300_000))
    paid = draw(st.integers(0, state))
    released = draw(st.integers(0, state - paid))
    recovered = draw(st.integers(0, paid))
    redirected = draw(st.integers(0, paid - recovered))
    parts = {"paid": paid, "released": released, "recovered": recovered, "redirected": redirected}
    return money(semester, state, owner=draw(st.integers(0, 90_000)), **parts)


@st.composite
def years(draw: st.DrawFn) -> list[TermMoney]:
    """A study year's money in any state that the database would accept."""
    semesters = draw(st.sampled_from([[AUTUMN], [SPRING], [AUTUMN, SPRING]]))
    return [draw(term_money(semester)) for semester in semesters]


SEMESTERS = st.sampled_from([AUTUMN, SPRING])
AMOUNTS = st.tuples(st.integers(0, 300_000), st.integers(0, 90_000))


@st.composite
def changes(draw: st.DrawFn) -> tuple[list[TermMoney], MoneyEffect]:
    """Any money with any change to it."""
    terms, since = draw(years()), draw(SEMESTERS)
    effects = {
        "stop": lambda: effect_of_stopping(terms, since=since),
        "defer": lambda: effect_of_deferring(terms, since=since, holds=draw(st.booleans())),
        "choose": lambda: effect_of_choice(terms, since=since, repays=draw(st.booleans())),
        "move": lambda: effect_of_moving(terms, {since: NEXT_AUTUMN}),
        "reprice": lambda: effect_of_amounts(terms, {since: draw(AMOUNTS)}),
        "owner": lambda: effect_of_new_owner(terms, moved=[since], old="Fjordvik", new="Storby"),
    }
    return terms, effects[draw(st.sampled_from(sorted(effects)))]()


@examples()
@given(changes())
def test_released_and_paid_and_left_are_always_what_is_committed(change):
    terms, effect = change

    for term in after(terms, effect):
        assert term.released + term.paid + term.left == term.state


@examples()
@given(changes())
def test_nothing_goes_below_zero_and_no_more_comes_back_than_was_paid(change):
    terms, effect = change

    assert all(line.amount > 0 for line in effect.lines)
    for term in after(terms, effect):
        assert min(term.left, term.standing, term.released, term.recovered, term.redirected) >= 0
        assert term.recovered + term.redirected <= term.paid


@examples()
@given(changes())
def test_a_change_never_alters_what_has_been_paid(change):
    terms, effect = change
    before = {term.semester: term.paid for term in terms}

    assert {term.semester: term.paid for term in after(terms, effect) if term.semester in before} == before


@examples()
@given(terms=years(), since=SEMESTERS)
def test_stopping_accounts_for_every_krone_that_was_open(terms, since):
    effect = effect_of_stopping(terms, since=since)

    open_before = sum(term.left + term.standing for term in terms)
    assert effect.total(H.RELEASED, H.OPEN, H.STILL_DUE, H.KEPT) == open_before
    hit = [term for term in terms if not term.semester < since]
    assert effect.total(H.RELEASED) == sum(term.left for term in hit)
    assert effect.total(H.OPEN) == sum(term.standing for term in hit)


@examples()
@given(terms=years(), since=SEMESTERS)
def test_stopping_twice_releases_nothing_more(terms, since):
    once = after(terms, effect_of_stopping(terms, since=since))
    again = effect_of_stopping(once, since=since)

    assert again.total(H.RELEASED) == 0
    assert after(once, again) == once


@examples()
@given(terms=years(), since=SEMESTERS, repays=st.booleans())
def test_a_choice_settles_all_that_was_paid_and_a_second_one_finds_nothing(terms, since, repays):
    effect = effect_of_choice(terms, since=since, repays=repays)
    settled = after(terms, effect)

    assert effect.total(H.REPAID, H.REDIRECTED) == effect_of_stopping(terms, since=since).total(H.OPEN)
    assert effect.total(H.REPAID) <= sum(term.paid for term in terms)
    assert effect_of_choice(settled, since=since, repays=not repays).lines == ()


@examples()
@given(terms=years(), since=SEMESTERS)
def test_semesters_before_the_change_stand_as_they_were(terms, since):
    effect = effect_of_stopping(terms, since=since)
    earlier = [term for term in terms if term.semester < since]

    assert [term for term in after(terms, effect) if term.semester < since] == earlier


@examples()
@given(changes())
def test_the_sum_is_the_same_by_semester_by_budget_year_and_by_school_year(change):
    _terms, effect = change
    for what in Happens:
        whole = effect.total(what)
        by_semester = sum(effect.total(what, semester=one) for one in (AUTUMN, SPRING, NEXT_AUTUMN))
        by_budget = sum(effect.total(what, budget_year=BudgetYear(year)) for year in (2025, 2026))
        by_school = sum(effect.total(what, school_year=SchoolYear(year)) for year in (2025, 2026))
        assert whole == by_semester == by_budget == by_school


@examples()
@given(terms=years(), since=SEMESTERS)
def test_a_moved_semester_needs_as_much_as_it_needed_where_it_was(terms, since):
    old = next((term for term in terms if term.semester == since), None)
    moved = after(terms, effect_of_moving(terms, {since: NEXT_AUTUMN}))

    assert sum(term.left for term in moved if term.semester == since) == 0
    arrived = sum(term.state for term in moved if term.semester == NEXT_AUTUMN)
    assert arrived == (old.state - old.standing if old else 0)


@examples()
@given(terms=years(), since=SEMESTERS, new=AMOUNTS)
def test_new_amounts_leave_exactly_the_new_amount_to_be_paid(terms, since, new):
    effect = effect_of_amounts(terms, {since: new})
    once = after(terms, effect)

    assert all(term.left == new[0] for term in once if term.semester == since)
    again = effect_of_amounts(once, {since: new})
    assert again.total(H.RELEASED, H.COMMITTED) == 0


@examples()
@given(terms=years(), since=SEMESTERS)
def test_a_new_owner_takes_over_exactly_what_the_old_one_gives_up(terms, since):
    effect = effect_of_new_owner(terms, moved=[since], old="Fjordvik", new="Storby")

    assert effect.total(H.RELEASED) == effect.total(H.COMMITTED)
    assert sum(term.left for term in after(terms, effect)) == sum(term.left for term in terms)


def test_a_teacher_who_stops_in_spring_after_autumn_was_paid_keeps_autumn_and_frees_spring():
    terms = [money(AUTUMN, 75_000, owner=15_000, paid=75_000), money(SPRING, 75_001, owner=15_000)]

    effect = effect_of_stopping(terms, since=SPRING)

    assert [(line.what, line.semester.code, line.amount) for line in effect.lines] == [
        (H.KEPT, "2025H", 75_000),
        (H.SHARE_KEPT, "2025H", 15_000),
        (H.RELEASED, "2026V", 75_001),
        (H.SPARED, "2026V", 15_000),
    ]
    assert effect.total(H.RELEASED, budget_year=BudgetYear(2026)) == 75_001
    assert str(effect.lines[2]) == "Semesteret er ikke betalt. Pengene går tilbake til rammen for 2026"


def test_what_is_paid_is_the_owners_to_choose_about():
    terms = [money(AUTUMN, 75_000, owner=15_000, paid=75_000)]

    assert effect_of_stopping(terms, since=AUTUMN).total(H.OPEN) == 75_000
    redirected = after(terms, effect_of_choice(terms, since=AUTUMN, repays=False))
    assert (redirected[0].redirected, redirected[0].standing) == (75_000, 0)


def test_every_word_has_a_label_and_every_reason_is_used():
    assert set(HAPPENS) == set(Happens)
    source = inspect.getsource(effects)
    assert [name for name in BECAUSE if source.count(f'"{name}"') < 2] == []
