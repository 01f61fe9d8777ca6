"""A questionnaire is changed until it is in use, asks in both languages, and is its owner's own."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.surveys.models import QuestionnaireVersion
from pafyll.apps.surveys.services.questionnaires import begin_version, change_version, move_version, word_version
from pafyll.apps.surveys.services.ready import ready_questionnaires, take_ready
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.survey import QuestionnaireVersionStatus as Q
from pafyll.domain.rules.questions import Kind, Question
from pafyll.domain.rules.questions.editing import with_question
from pafyll.domain.surveys.languages import is_whole_in, wordings
from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    QuestionnaireFactory,
    QuestionnaireVersionFactory,
    RoleGrantFactory,
    UserFactory,
)
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
MORE = Question("more", "Mer?", Kind.TEXT, is_required=False)


def adding(form):
    return with_question(form, MORE, section="study")


@pytest.fixture
def preview():
    return QuestionnaireVersionFactory(preview=True)


@pytest.fixture
def ada(preview):
    user = UserFactory(username="ada")
    role, directorate = RoleGrant.Role.DIRECTORATE_OFFICER, preview.questionnaire.owner
    RoleGrantFactory(person=PersonFactory(user=user), role=role, organisation=directorate)
    return user


def test_a_change_drops_the_nynorsk_of_a_text_that_is_new(preview, ada):
    asked = preview.form.question("useful")
    relabelled = Question(asked.key, "Det var svært nyttig.", asked.kind, choices=asked.choices)

    def change(form):
        return with_question(form, relabelled, section="study")

    changed = change_version(version=preview, seen=1, change=change, by=ada, at=NOW)

    assert "useful.label" not in changed.words
    assert changed.words["useful.choices.1"] == "Usamd"


def test_two_who_edit_at_once_cannot_both_win(preview, ada):
    change_version(version=preview, seen=1, change=adding, by=ada, at=NOW)

    with pytest.raises(AlreadyChanged):
        word_version(version=preview, seen=1, words={}, by=ada, at=NOW)


def test_it_cannot_be_used_before_every_text_has_its_nynorsk(preview, ada):
    changed = change_version(version=preview, seen=1, change=adding, by=ada, at=NOW)
    move_version(version=changed, to=Q.TEST, by=ada, at=NOW)

    with pytest.raises(Refusal) as refused:
        move_version(version=changed, to=Q.LIVE, by=ada, at=NOW)
    assert refused.value.answer.code == "not_translated"


def test_the_one_in_use_is_replaced_by_the_next(preview, ada):
    standing = QuestionnaireVersionFactory(questionnaire=preview.questionnaire, number=preview.number - 1)
    move_version(version=preview, to=Q.TEST, by=ada, at=NOW)
    move_version(version=preview, to=Q.LIVE, by=ada, at=NOW)

    standing.refresh_from_db()
    assert (standing.status, preview.status) == (Q.REPLACED, Q.LIVE)
    made = begin_version(questionnaire=preview.questionnaire, by=ada, at=NOW)
    assert (made.copied_from, made.content) == (preview, preview.content)


@pytest.mark.parametrize("values", [{"content": []}, {"words": {}}])
def test_the_database_itself_keeps_one_in_use_as_it_is(values):
    version = QuestionnaireVersionFactory(live=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionnaireVersion.objects.filter(pk=version.pk).update(**values)


def test_nobody_changes_a_questionnaire_of_others(preview, ada):
    other = QuestionnaireVersionFactory(preview=True, questionnaire=QuestionnaireFactory(
        owner=OrganisationFactory(provider=True)))  # fmt: skip

    with pytest.raises(Refusal):
        change_version(version=other, seen=1, change=adding, by=ada, at=NOW)


@pytest.mark.parametrize("code", list(ready_questionnaires()))
def test_a_ready_questionnaire_is_whole_in_both_languages_and_can_be_used(code, preview, ada):
    ready = ready_questionnaires()[code]
    made = take_ready(owner=preview.questionnaire.owner, code=code, by=ada, at=NOW)
    move_version(version=made, to=Q.TEST, by=ada, at=NOW)
    move_version(version=made, to=Q.LIVE, by=ada, at=NOW)

    assert is_whole_in(ready.form, ready.words)
    assert set(ready.words) == {one.place for one in wordings(ready.form)}


def test_the_ready_survey_of_participants_asks_what_the_yearly_one_does():
    keys = {one.key for one in ready_questionnaires()["participants"].form}

    assert keys >= {"motivated", "content", "relevance", "shared", "sharing_culture", "teaching_changed",
                    "online_works", "gatherings_work", "own_time", "reasons_to_quit"}  # fmt: skip
