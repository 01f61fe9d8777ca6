"""Trying to find out what somebody answered: from the rows, their order, their moments, and whatever else is written.

These tests are attackers. Each knows who was asked, who answered and on which day, and reads the database itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection, models

from pafyll.apps.casework.models import Event
from pafyll.apps.surveys.models import AnswerDraft, SurveyAnswer, SurveyInvitation
from pafyll.apps.surveys.queries.results import Scope, given_to, results_of
from pafyll.apps.surveys.services.answering import random_key
from pafyll.apps.surveys.services.closing import close_survey
from pafyll.domain.surveys.showing import Wanted
from tests.apps.surveys.acting import DAY, answer, ask, write
from tests.factories import SurveyFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
MOMENTS = (models.DateField, models.TimeField)  # a moment is a day with an hour


def contents():
    """Every row of every table of ours, by table and key."""
    ours = [model for model in apps.get_models() if model.__module__.startswith(("pafyll.", "django.contrib"))]
    return {
        (model._meta.label, str(row.pk)): {f.attname: str(getattr(row, f.attname)) for f in model._meta.concrete_fields}
        for model in ours
        for row in model._default_manager.all()
    }


def as_stored(survey):
    """The answers in the order in which the database itself lays them out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM surveys_surveyanswer WHERE survey_id = %s", [survey.pk])
        return [str(row[0]) for row in cursor.fetchall()]


def likeness(order):
    """How alike an order is to 0, 1, 2 …: 1 for the same, -1 for the other way round (Spearman)."""
    n = len(order)
    return 1 - 6 * sum((at - place) ** 2 for at, place in enumerate(order)) / (n * (n * n - 1))


def test_an_answer_has_no_moment_and_no_way_to_anybody():
    fields = {one.name: one for one in SurveyAnswer._meta.get_fields()}

    assert [name for name, one in fields.items() if isinstance(one, MOMENTS)] == []
    assert {name for name, one in fields.items() if one.is_relation} == {"survey", "invitation"}
    assert [one.name for one in AnswerDraft._meta.get_fields() if isinstance(one, MOMENTS) or one.is_relation] == [
        "survey"
    ]
    assert not [one for one in SurveyInvitation._meta.concrete_fields if isinstance(one, models.DateTimeField)]


def test_all_that_is_written_when_somebody_answers_is_her_day_and_an_answer_without_her(kari_answers):
    """No event, no session, no log-in and no mail: nothing else in the whole database is new or changed."""
    invitation, act = kari_answers
    before, mails = contents(), len(mail.outbox)
    act()
    after = contents()

    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    (new,) = SurveyAnswer.objects.filter(survey=invitation.survey)
    assert changed == {("surveys.SurveyInvitation", str(invitation.pk)), ("surveys.SurveyAnswer", str(new.pk))}
    mine = before[("surveys.SurveyInvitation", str(invitation.pk))]
    hers = after[("surveys.SurveyInvitation", str(invitation.pk))]
    assert {name for name in mine if mine[name] != hers[name]} == {"status", "answered_on"}
    assert len(mail.outbox) == mails
    assert not Event.objects.filter(about__contains="invitation").exists()


@pytest.fixture
def kari_answers():
    invitation = ask(SurveyFactory(), 3)[1]
    return invitation, lambda: answer(invitation, words="Noe bare jeg skriver.")


def test_nothing_in_the_database_holds_the_key_of_an_answer(kari_answers):
    _invitation, act = kari_answers
    act()
    (made,) = SurveyAnswer.objects.all()
    signs = {str(made.pk), made.pk.hex}

    rest = [(key, row) for key, row in contents().items() if key != ("surveys.SurveyAnswer", str(made.pk))]
    assert [key for key, row in rest if any(sign in value for sign in signs for value in row.values())] == []


def test_what_is_unlike_everybody_elses_is_not_kept_with_what_leads_to_her(kari_answers):
    invitation, act = kari_answers
    act()
    close_survey(survey=invitation.survey, by=None, at=NOW)

    (row,) = [row for row in contents().values() if "Noe bare jeg skriver." in row.get("answers", "")]
    hers = {str(invitation.pk), invitation.key, invitation.name, invitation.email, invitation.nonce}
    assert [name for name, value in row.items() if name != "survey_id" and value in hers] == []


@pytest.mark.parametrize("seed", range(3))
def test_neither_the_order_of_storage_nor_the_keys_tell_who_answered_when(seed):
    """Sixty answer one after another, a few each day. Afterwards neither order is like theirs, nor like each other."""
    survey, dice = SurveyFactory(), Random(seed)
    for number, one in enumerate(ask(survey, 60)):
        answer(one, date(2026, 3, 2) + timedelta(days=number // 4), dice, words=f"nummer {number:02d}")
    close_survey(survey=survey, by=None, at=NOW, dice=dice)

    texts = as_stored(survey)
    stored = [int(text.split("nummer ")[1][:2]) for text in texts]
    by_key = [int(one.answers["words"][-2:]) for one in SurveyAnswer.objects.order_by("pk")]
    assert sorted(stored) == sorted(by_key) == list(range(60))
    assert abs(likeness(stored)) < 0.4
    assert abs(likeness(by_key)) < 0.4


def test_the_keys_are_new_when_the_survey_closes():
    survey = SurveyFactory()
    for one in ask(survey, 6):
        answer(one)
    before = set(SurveyAnswer.objects.values_list("pk", flat=True))
    close_survey(survey=survey, by=None, at=NOW)

    assert before & set(SurveyAnswer.objects.values_list("pk", flat=True)) == set()
    assert random_key(Random(1)).version == 4


def test_a_teacher_alone_from_her_municipality_is_not_alone_in_the_database_afterwards():
    """After closing every answer shares all that is said of where it comes from with four others at least."""
    survey = SurveyFactory()
    for cell, count in {("H", "fjordvik", "en"): 1, ("H", "storby", "ma"): 6, ("U", "storby", "no"): 5}.items():
        for one in ask(survey, count, cell):
            answer(one)
    close_survey(survey=survey, by=None, at=NOW)

    cells = [tuple(one.cell) for one in SurveyAnswer.objects.all()]
    assert {cell: cells.count(cell) for cell in cells} == {("H", "", ""): 7, ("U", "storby", "no"): 5}


def test_nothing_is_shown_while_the_survey_is_open_so_nobody_sees_what_changed():
    survey = SurveyFactory()
    for number, one in enumerate(ask(survey, 9)):
        answer(one, useful=str(1 + number % 3))

    found = results_of(Scope(survey), Wanted())
    assert (given_to(survey), found.count, found.sections) == ([], None, ())


def test_four_answers_are_shown_to_nobody():
    survey = SurveyFactory()
    for one in ask(survey, 4):
        answer(one)
    close_survey(survey=survey, by=None, at=NOW)

    assert results_of(Scope(survey), Wanted()).count is None


def test_a_draft_leads_to_nobody_and_is_gone_when_the_survey_closes(kari_answers):
    invitation, _act = kari_answers
    write(invitation, "hennes nettleser", words="Halvferdig")
    (draft,) = AnswerDraft.objects.all()

    hers = {value for key, row in contents().items() if "Invitation" in key[0] for value in row.values()}
    assert draft.key_hash not in hers
    close_survey(survey=invitation.survey, by=None, at=NOW)
    assert not AnswerDraft.objects.exists()


def test_the_day_of_answering_is_all_that_is_kept_of_when(kari_answers):
    invitation, act = kari_answers
    act()
    invitation.refresh_from_db()

    assert (invitation.answered_on, type(invitation.answered_on)) == (DAY, date)
