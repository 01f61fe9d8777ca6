"""When people are asked, how few may be shown, and one questionnaire in two languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pafyll.domain.rules.questions import Choice, Kind, Question, QuestionForm, Section
from pafyll.domain.surveys.languages import in_language, is_whole_in, wordings
from pafyll.domain.surveys.limits import least_answers, least_texts, reminder_due
from pafyll.domain.surveys.moments import half_way_on, two_years_after
from pafyll.domain.values import Semester

FORM = QuestionForm(
    (
        Section(
            "study",
            "Studiet",
            (Question("level", "Nivået passet meg.", Kind.SCALE, choices=(Choice("1", "Uenig"), Choice("2", "Enig"))),),
        ),
    )
)
NYNORSK = {
    "part:study.title": "Studiet",
    "level.label": "Nivået passa meg.",
    "level.choices.1": "Usamd",
    "level.choices.2": "Samd",
}


@pytest.mark.parametrize(
    ("codes", "day"),
    [
        (["2025H", "2026V"], date(2026, 1, 1)),
        (["2026V", "2025H"], date(2026, 1, 1)),
        (["2025H", "2026V", "2026H", "2027V"], date(2026, 8, 1)),
        (["2025H", "2026V", "2026H"], date(2026, 1, 1)),
        (["2025H"], None),
        ([], None),
    ],
)
def test_half_way_is_the_day_after_half_of_the_semesters(codes, day):
    assert half_way_on([Semester(one) for one in codes]) == day


def test_two_years_after_a_leap_day_is_the_last_of_february():
    assert two_years_after(date(2024, 2, 29)) == date(2026, 2, 28)
    assert two_years_after(date(2025, 6, 20)) == date(2027, 6, 20)


def test_the_promise_is_five_answers_and_ten_texts():
    assert (least_answers(date(2026, 3, 10)), least_texts(date(2026, 3, 10))) == (5, 10)


@pytest.mark.parametrize(("left", "due"), [(20, None), (14, 14), (10, 14), (3, 3), (0, 3), (-1, None)])
def test_a_reminder_is_due_until_the_next_one(left, due):
    assert reminder_due(date(2026, 3, 31), date.fromordinal(date(2026, 3, 31).toordinal() - left)) == due


def test_every_text_is_asked_for_once_and_read_in_nynorsk():
    assert [one.place for one in wordings(FORM)] == list(NYNORSK)
    assert is_whole_in(FORM, NYNORSK)
    assert [choice.label for choice in in_language(FORM, NYNORSK).question("level").choices] == ["Usamd", "Samd"]


def test_a_text_without_nynorsk_is_named_and_stays_in_bokmal():
    words = {**NYNORSK, "level.label": " "}

    answer = is_whole_in(FORM, words)
    assert not answer
    assert answer.facts["words"] == "Nivået passet meg."
    assert in_language(FORM, words).question("level").label == "Nivået passet meg."


def test_the_answers_mean_the_same_in_both_languages():
    """Only labels differ: codes, conditions and limits are the form's own."""
    other = in_language(FORM, NYNORSK)

    plain = replace(other.question("level"), label="", choices=())
    assert plain == replace(FORM.question("level"), label="", choices=())
    assert [one.code for one in other.question("level").choices] == ["1", "2"]
