"""What always holds for how a teacher stands, whoever she is and whatever the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.rules.qualification import (
    STAGES,
    VERDICTS,
    DecidedDeviation,
    TeacherFacts,
    credits_of_vekttall,
    lacks_credits_in,
    standing_of,
)
from pafyll.domain.rules.subjects import SUBJECTS, TAUGHT_SUBJECTS
from pafyll.domain.values import SchoolYear
from tests.domain.allocation.long import examples

EDUCATIONS = ["", "general_teacher", "primary_1_7", "primary_5_10", "lecturer", "subject_teacher", "vocational", "none"]
DAYS = st.dates(date(2012, 1, 1), date(2032, 12, 31))
MAYBE = st.sampled_from([None, True, False])
CREDITS = st.integers(0, 180).map(lambda halves: Decimal(halves) / 2)
SUBJECT = st.sampled_from(sorted(SUBJECTS | TAUGHT_SUBJECTS))
STAGE = st.sampled_from(sorted(STAGES))
SCHOOL = "Fjordvik skole"
# In order: the more credits, the further along. What rests on something else than credits stands in between.
ORDER = {"lacks": 0, "unknown": 0, "deviation": 1, "exempt": 1, "meets": 2}


@st.composite
def teachers(draw: st.DrawFn) -> TeacherFacts:
    return TeacherFacts(
        credits_complete=draw(st.booleans()),
        education=draw(st.sampled_from(EDUCATIONS)),
        educated_on=draw(st.none() | DAYS),
        hired_under_rules_before_2014=draw(MAYBE),
        is_permanent=draw(MAYBE),
        on_conditions=draw(MAYBE),
        vocational_route=draw(MAYBE),
        relevant_theory_year=draw(MAYBE),
        abroad_not_assessed=draw(st.booleans()),
        in_private_school=draw(st.booleans()),
    )


def with_credits(facts: TeacherFacts, subject: str, credits: Decimal | None) -> TeacherFacts:
    return replace(facts, credits={} if credits is None else {subject: credits})


@examples(100)
@given(teachers(), SUBJECT, STAGE, DAYS, st.none() | CREDITS)
def test_every_answer_is_one_of_five_and_has_law_source_date_and_a_text(facts, subject, stage, day, credits):
    found = standing_of(with_credits(facts, subject, credits), subject=subject, stage=stage, day=day)

    assert found.verdict in VERDICTS
    assert all((found.law, found.source, found.dated, str(found), found.code))
    assert "{" not in str(found)
    assert (found.missing > 0) == (found.verdict == "lacks")
    assert found.until is None or found.until >= day
    assert day < date(2014, 1, 1) or (found.dated is not None and found.dated <= day)
    assert found.verdict != "unknown" or found.remedy


@examples(100)
@given(teachers(), SUBJECT, STAGE, DAYS, CREDITS, CREDITS)
def test_more_credits_never_make_it_worse(facts, subject, stage, day, some, more):
    less, greater = sorted((some, some + more))
    before = standing_of(with_credits(facts, subject, less), subject=subject, stage=stage, day=day)
    after = standing_of(with_credits(facts, subject, greater), subject=subject, stage=stage, day=day)

    assert ORDER[after.verdict] >= ORDER[before.verdict]
    assert after.missing <= before.missing


@examples(100)
@given(teachers(), SUBJECT, STAGE, DAYS, CREDITS)
def test_nobody_meets_a_requirement_by_being_exempt(facts, subject, stage, day, credits):
    found = standing_of(with_credits(facts, subject, credits), subject=subject, stage=stage, day=day)

    if found.verdict == "meets":
        enough = found.required is not None and credits >= found.required
        assert enough or found.code == "vocational_route"
    if found.verdict == "exempt":
        assert found.required is not None
        assert found.short == found.required - credits > 0
        assert "Unntatt" in str(found) or "Ikke omfattet" in str(found)


@examples(100)
@given(teachers(), SUBJECT, STAGE, DAYS, CREDITS, st.data())
def test_a_deviation_changes_the_answer_only_for_its_own_teaching(facts, subject, stage, day, credits, data):
    facts, year = with_credits(facts, subject, credits), SchoolYear.of(day).start
    decided = DecidedDeviation(
        school=data.draw(st.sampled_from([SCHOOL, "Sletta skole"])),
        subject=data.draw(st.sampled_from([subject, subject, "english"])),
        stage=data.draw(st.sampled_from([stage, stage, "1-7"])),
        school_year=year + data.draw(st.sampled_from([0, 0, -1, 1])),
        case_number="26/1",
    )
    plain = standing_of(facts, subject=subject, stage=stage, day=day)
    found = standing_of(facts, subject=subject, stage=stage, day=day, deviations=[decided], school=SCHOOL)

    same = (decided.school, decided.subject, decided.stage) == (SCHOOL, subject, stage) and decided.school_year == year
    needed = plain.verdict == "lacks" or plain.code in ("credits_unknown", "abroad_not_assessed", "theory_year_unknown")
    assert (found.verdict == "deviation") == (same and needed)
    assert found.verdict == "deviation" or found == plain


@examples(100)
@given(teachers(), SUBJECT, STAGE, DAYS, CREDITS, st.integers(-400, 400))
def test_a_deviation_holds_from_its_decision_through_31_july(facts, subject, stage, day, credits, days):
    facts, year = with_credits(facts, subject, credits), SchoolYear.of(day).start
    decided = DecidedDeviation(SCHOOL, subject, stage, year, decided_on=day + timedelta(days=days))
    found = standing_of(facts, subject=subject, stage=stage, day=day, deviations=[decided], school=SCHOOL)

    if found.verdict == "deviation":
        assert days <= 0
        assert found.until == date(year + 1, 7, 31)
        assert (
            standing_of(
                facts, subject=subject, stage=stage, day=date(year + 1, 8, 1), deviations=[decided], school=SCHOOL
            ).verdict
            != "deviation"
        )


@examples(100)
@given(teachers(), DAYS.filter(lambda day: day >= date(2024, 8, 1)), SUBJECT, STAGE, CREDITS)
def test_since_august_2024_nobody_from_before_2014_lacks_anything(facts, day, subject, stage, credits):
    facts = replace(with_credits(facts, subject, credits), hired_under_rules_before_2014=True)
    found = standing_of(facts, subject=subject, stage=stage, day=day)

    assert found.verdict in ("meets", "exempt") or found.required is None


@examples(100)
@given(st.lists(st.tuples(SUBJECT, STAGE, CREDITS), max_size=4), SUBJECT, DAYS)
def test_a_study_mends_what_is_short_whether_she_is_exempt_or_not(taught, wanted, day):
    fresh = TeacherFacts(education="general_teacher", is_permanent=True)
    rows = [
        standing_of(with_credits(fresh, subject, credits), subject=subject, stage=stage, day=day)
        for subject, stage, credits in taught
    ]

    if lacks_credits_in(wanted, rows):
        assert any(row.short > 0 for row in rows)


@examples(100)
@given(st.integers(0, 40_000).map(lambda hundredths: Decimal(hundredths) / 100))
def test_vekttall_become_credits_exactly(vekttall):
    assert credits_of_vekttall(vekttall) == vekttall + vekttall + vekttall
