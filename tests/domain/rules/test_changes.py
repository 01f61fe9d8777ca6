"""Which changes may be made when, for which reasons, and that nobody is funded twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.lifecycles.participation import TermStatus as T
from pafyll.domain.rules.changes import (
    CHANGES,
    NO_NATIONAL_RULE,
    REASONS,
    ChangeKind,
    TermFact,
    fits_from,
    fits_new_semester,
    goes_on_after,
    is_full_reason,
    is_time_for,
    reasons_for,
    study_year_of,
)
from pafyll.domain.rules.funded_once import Funded, is_funded_once
from pafyll.domain.values import SchoolYear, Semester
from tests.domain.allocation.long import examples

K = ChangeKind
AUTUMN, SPRING = Semester("2025H"), Semester("2026V")


@pytest.mark.parametrize(
    ("kind", "statuses"),
    [
        (K.WITHDRAW, {P.AWARDED, P.DEFERRED}),
        (K.DROP_OUT, {P.STARTED, P.DEFERRED}),
        (K.DEFER, {P.AWARDED, P.STARTED}),
        (K.RESUME, {P.DEFERRED}),
        (K.SEMESTER, {P.AWARDED, P.STARTED}),
        (K.SCHEME, {P.AWARDED, P.STARTED}),
        (K.STUDY, {P.AWARDED, P.STARTED}),
        (K.OWNER, {P.AWARDED, P.STARTED}),
    ],
)
def test_each_change_has_its_time(kind, statuses):
    assert {status for status in P if is_time_for(kind, status)} == statuses


def test_before_start_one_withdraws_and_after_start_one_drops_out():
    assert is_time_for(K.WITHDRAW, P.STARTED).code == "already_started"
    assert is_time_for(K.WITHDRAW, P.STARTED).remedy == "Meld at læreren slutter underveis."
    assert is_time_for(K.DROP_OUT, P.AWARDED).code == "not_started_yet"


def test_what_ends_a_study_is_the_owners_to_register_and_the_rest_is_the_directorates_to_decide():
    assert {kind for kind, rule in CHANGES.items() if not rule.is_directorates} == {K.WITHDRAW, K.DROP_OUT}


def test_what_no_page_says_is_said_to_be_the_authoritys_decision_and_never_a_rule():
    assert {kind for kind, rule in CHANGES.items() if rule.source == NO_NATIONAL_RULE} == {K.DEFER, K.RESUME, K.OWNER}


def test_every_kind_has_reasons_and_other_asks_for_words():
    assert set(CHANGES) == set(K)
    for kind in K:
        assert reasons_for(kind)
        assert is_full_reason(kind, "other", " ").code == "words_missing"
        assert is_full_reason(kind, "other", "Fordi")
        assert is_full_reason(kind, "no_such", "").code == "reason_missing"


def test_illness_leave_and_family_are_private():
    assert {code for code, reason in REASONS.items() if reason.is_private} == {"illness", "parental_leave", "family"}
    assert is_full_reason(K.SCHEME, "illness", "").code == "reason_missing"  # no reason to change the scheme


@pytest.mark.parametrize(
    ("kind", "status", "answer"),
    [
        (K.DROP_OUT, T.CONFIRMED, "yes"),
        (K.DROP_OUT, T.NOT_CONFIRMED, "term_stands_otherwise"),
        (K.DROP_OUT, T.ENDED, "term_stands_otherwise"),
        (K.SEMESTER, T.AWAITING, "yes"),
        (K.SEMESTER, T.CONFIRMED, "term_stands_otherwise"),
        (K.OWNER, T.CONFIRMED, "term_stands_otherwise"),
        (K.RESUME, T.DEFERRED, "yes"),
        (K.RESUME, T.AWAITING, "term_stands_otherwise"),
    ],
)
def test_a_change_starts_in_a_semester_that_is_still_open_to_it(kind, status, answer):
    assert fits_from(kind, [TermFact(AUTUMN, status)], AUTUMN).code == answer


def test_a_change_cannot_start_in_a_semester_that_is_not_there():
    assert fits_from(K.WITHDRAW, [TermFact(AUTUMN, T.AWAITING)], SPRING).code == "not_a_term"


def test_a_change_of_semester_stays_in_the_study_year():
    terms = [TermFact(AUTUMN, T.AWAITING)]

    assert fits_new_semester(K.SEMESTER, terms, SPRING, old=AUTUMN)
    assert fits_new_semester(K.SEMESTER, terms, Semester("2026H"), old=AUTUMN).code == "another_study_year"
    assert fits_new_semester(K.SEMESTER, [*terms, TermFact(SPRING, T.AWAITING)], SPRING, old=AUTUMN).code == (
        "semester_taken"
    )


def test_a_deferred_semester_is_taken_up_later_and_never_before():
    terms = [TermFact(SPRING, T.DEFERRED)]

    assert fits_new_semester(K.RESUME, terms, Semester("2026H"), old=SPRING)
    assert fits_new_semester(K.RESUME, terms, AUTUMN, old=SPRING).code == "not_later"


@given(st.integers(2009, 2100))
def test_both_semesters_of_a_study_year_belong_to_it(year):
    assert study_year_of(SchoolYear(year).autumn) == study_year_of(SchoolYear(year).spring) == year


def test_a_study_of_four_semesters_is_applied_for_again_after_the_first_year():
    assert goes_on_after(4, 2)
    assert not goes_on_after(2, 2)


def funded(person: int, semester: Semester, participation: int) -> Funded:
    return Funded(person, semester, participation, "Matematikk 1")


def test_the_same_person_is_not_funded_twice_in_a_semester():
    standing = [funded(1, AUTUMN, 7)]

    assert is_funded_once([funded(1, AUTUMN, 0)], standing).code == "funded_twice"
    assert is_funded_once([funded(1, AUTUMN, 8)], standing).code == "funded_twice"
    assert is_funded_once([funded(1, SPRING, 0)], standing)
    assert is_funded_once([funded(2, AUTUMN, 0)], standing)
    assert is_funded_once([funded(1, AUTUMN, 7)], standing)  # it is the same participation


PEOPLE = st.integers(1, 3)
ROWS = st.lists(st.builds(funded, PEOPLE, st.sampled_from([AUTUMN, SPRING]), st.integers(1, 4)), max_size=6)


@examples()
@given(wanted=ROWS, standing=ROWS)
def test_a_yes_means_that_no_two_participations_share_person_and_semester(wanted, standing):
    clash = any(
        (new.person, new.semester) == (old.person, old.semester) and new.participation != old.participation
        for new in wanted
        for old in standing
    )
    assert bool(is_funded_once(wanted, standing)) is not clash
