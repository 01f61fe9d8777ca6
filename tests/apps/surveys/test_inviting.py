"""Whoever something has happened to is asked once, by night, and reminded until she has answered."""

from __future__ import annotations

from datetime import date, datetime
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from pafyll.apps.surveys import triggers
from pafyll.apps.surveys.services.inviting import invite, plan_invitations, plan_reminders, remind, token_of
from pafyll.apps.surveys.services.tokens import hash_of
from pafyll.apps.surveys.triggers import Invitee
from pafyll.domain.answers import Refusal
from pafyll.domain.surveys.moments import Moment
from pafyll.integrations.clock import OSLO
from tests.apps.surveys.acting import ask
from tests.factories import EventFactory, ParticipationFactory, ParticipationTermFactory, SurveyFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
WHO = Invitee("email:per@example.no", "Per Haugland", "per@example.no", ("1", "2", ""))


def keys_of(survey, at=NOW):
    return [who.key for one in plan_invitations(at=at) if one.survey == survey for who in one.invitees]


def became(status, at):
    participation = ParticipationFactory(**{status: True})
    EventFactory(about=participation.about, verb=status, at=at)
    return participation


@pytest.mark.parametrize(
    ("moment", "status", "happened", "is_asked"),
    [
        (Moment.COMPLETED, "completed", datetime(2026, 3, 9, 12, tzinfo=OSLO), True),
        (Moment.COMPLETED, "dropped_out", datetime(2026, 3, 9, 12, tzinfo=OSLO), False),
        (Moment.DROPPED_OUT, "dropped_out", datetime(2026, 3, 9, 12, tzinfo=OSLO), True),
        (Moment.TWO_YEARS_LATER, "completed", datetime(2024, 3, 10, 12, tzinfo=OSLO), True),
        (Moment.TWO_YEARS_LATER, "completed", datetime(2024, 3, 11, 12, tzinfo=OSLO), False),
    ],
)
def test_the_moment_comes_with_what_happened(moment, status, happened, is_asked):
    participation = became(status, happened)
    survey = SurveyFactory(moment=moment)

    assert keys_of(survey) == ([f"person:{participation.person_id}"] if is_asked else [])


@pytest.mark.parametrize(("day", "is_asked"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_half_way_is_when_the_first_of_two_semesters_is_over(day, is_asked):
    participation = ParticipationFactory(started=True)
    ParticipationTermFactory(participation=participation)
    ParticipationTermFactory(participation=participation, spring=True)
    survey = SurveyFactory(moment=Moment.HALF_WAY, closes_on=date(2027, 3, 1))

    assert bool(keys_of(survey, datetime(day.year, day.month, day.day, 3, tzinfo=OSLO))) is is_asked


def test_a_survey_of_one_study_year_asks_nobody_else():
    became("completed", NOW)

    assert keys_of(SurveyFactory(moment=Moment.COMPLETED, population={"study_year": 1999})) == []


def test_whoever_studied_twice_is_asked_once():
    first = became("completed", NOW)
    again = ParticipationFactory(completed=True, person=first.person, application__person=first.person)
    EventFactory(about=again.about, verb="completed", at=NOW)

    assert keys_of(SurveyFactory(moment=Moment.COMPLETED)) == [f"person:{first.person_id}"]


def test_the_night_twice_invites_once(django_capture_on_commit_callbacks, clock):
    clock.move_to("2026-03-10")
    became("completed", NOW)
    SurveyFactory(moment=Moment.COMPLETED)

    for said in ("1 invited", "0 invited"):
        out = StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("send_surveys", send=True, stdout=out)
        assert said in out.getvalue() or "Nothing to do" in out.getvalue()
    assert len(mail.outbox) == 1


def test_the_link_is_her_own_and_the_database_has_only_what_it_comes_to(django_capture_on_commit_callbacks):
    survey = SurveyFactory()
    with django_capture_on_commit_callbacks(execute=True):
        assert invite(survey=survey, invitees=[WHO, WHO], at=NOW) == 1

    (invitation,) = survey.invitations.all()
    assert f"/svar/{token_of(invitation)}/" in mail.outbox[0].body
    assert invitation.token_hash == hash_of(token_of(invitation))
    assert "minst 5" in mail.outbox[0].body


def test_nobody_is_asked_by_a_survey_that_is_not_open():
    with pytest.raises(Refusal):
        invite(survey=SurveyFactory(draft=True), invitees=[WHO], at=NOW)


def test_only_those_who_have_not_answered_are_reminded_and_once(django_capture_on_commit_callbacks):
    survey = SurveyFactory()
    ask(survey, 2)
    silent = ask(survey, 3)[0]
    for status in ("answered", "declined"):
        one = ask(survey, 1)[0]
        day = date(2026, 3, 9) if status == "answered" else None
        type(one).objects.filter(pk=one.pk).update(status=status, answered_on=day)
    at = datetime(2026, 3, 20, 3, tzinfo=OSLO)

    (planned,) = plan_reminders(at=at)
    with django_capture_on_commit_callbacks(execute=True):
        assert (remind(planned, at=at), remind(planned, at=at)) == (5, 0)
    assert silent.email in {one.to[0] for one in mail.outbox}
    assert plan_reminders(at=at) == []


def test_project_finished_is_one_function_more(monkeypatch):
    others = {moment: one for moment, one in triggers.SOURCES.items() if moment != Moment.PROJECT_FINISHED}
    monkeypatch.setattr(triggers, "SOURCES", others)
    survey = SurveyFactory(moment=Moment.PROJECT_FINISHED)
    assert keys_of(survey) == []

    triggers.register(Moment.PROJECT_FINISHED, lambda survey, day: [WHO])

    assert keys_of(survey) == [WHO.key]
    assert Moment.PROJECT_FINISHED in triggers.moments_to_choose()
