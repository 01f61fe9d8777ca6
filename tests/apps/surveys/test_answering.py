"""Answering: once, whole, in time; a draft that only the browser finds; and a no that is a no."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pafyll.apps.surveys.models import AnswerDraft, SurveyAnswer
from pafyll.apps.surveys.services.answering import decline, draft_of, send_answer, take_up_again
from pafyll.domain.answers import Refusal
from tests.apps.surveys.acting import DAY, answer, ask, write
from tests.factories import SurveyAnswerFactory, SurveyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return ask(SurveyFactory(), 1)[0]


def test_what_is_written_is_found_by_the_browser_that_wrote_it_and_by_no_other(kari):
    write(kari, "min", standing="quit")

    assert draft_of(kari.survey, "min") == {"standing": "quit"}
    assert draft_of(kari.survey, "annen") == draft_of(kari.survey, "") == {}
    assert draft_of(SurveyFactory(), "min") == {}


def test_an_answer_that_is_emptied_is_gone_and_one_that_is_not_understood_is_left(kari):
    write(kari, "min", standing="quit", words="Ja")
    found = write(kari, "min", standing="noe annet", words="")

    assert set(found.faults) == {"standing"}
    assert draft_of(kari.survey, "min") == {"standing": "quit"}


def test_everything_that_is_asked_must_be_answered_before_it_is_sent(kari):
    write(kari, "min", standing="quit", useful="1")

    with pytest.raises(Refusal) as refused:
        send_answer(invitation=kari, secret="min", on=DAY)
    assert refused.value.answer.facts == {"count": 1}


def test_what_is_not_asked_in_the_end_is_not_kept(kari):
    answer(kari, standing="completed", why=["time"])

    assert SurveyAnswer.objects.get().answers == {"standing": "completed", "useful": "2"}
    assert not AnswerDraft.objects.exists()


def test_nobody_answers_twice(kari):
    answer(kari)

    with pytest.raises(Refusal) as refused:
        answer(kari, useful="1")
    assert refused.value.answer.code == "already_answered"
    assert SurveyAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "code"), [(date(2026, 2, 28), "not_open_yet"), (date(2026, 4, 1), "survey_closed"), (DAY, None)]
)
def test_it_is_answered_from_the_first_day_through_the_last(kari, day, code):
    if code is None:
        answer(kari, day)
        return
    with pytest.raises(Refusal) as refused:
        answer(kari, day)
    assert refused.value.answer.code == code


def test_a_no_deletes_what_was_begun_and_may_be_taken_back(kari):
    write(kari, "min", standing="quit")
    decline(invitation=kari, secret="min", on=DAY)
    kari.refresh_from_db()
    assert (kari.status, draft_of(kari.survey, "min")) == ("declined", {})

    take_up_again(invitation=kari, on=DAY)
    answer(kari)
    kari.refresh_from_db()
    assert (kari.status, kari.answered_on) == ("answered", DAY)


def test_the_database_lets_no_anonymous_answer_lead_to_anybody(kari):
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyAnswerFactory(survey=kari.survey, invitation=kari)


def test_the_promise_cannot_be_changed_once_it_is_given(kari):
    for values in ({"promise": "confidential"}, {"least_answers": 2}, {"least_texts": 5}):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(kari.survey).objects.filter(pk=kari.survey_id).update(**values)
