"""A principal gives, changes and confirms statements."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pafyll.apps.applications.models import Application, Statement
from pafyll.apps.applications.services.stating import change_statement, give_statement, support_all
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import OSLO
from tests.apps.applications.fjordvik import Fjordvik, fjordvik, user
from tests.factories import ApplicationFactory, PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
IN_MARCH = datetime(2026, 3, 3, 9, tzinfo=OSLO)


@pytest.fixture
def town() -> Fjordvik:
    return fjordvik()


def test_a_yes_needs_no_words_and_reaches_the_teacher(town, mailoutbox, django_capture_on_commit_callbacks):
    application = town.sent()

    with django_capture_on_commit_callbacks(execute=True):
        give_statement(application=application, supports=True, reason="", by=user(town.per), at=IN_MARCH)

    assert Application.objects.get().status == "stated"
    assert mailoutbox[0].to == [town.kari.email]
    assert "støtter søknaden" in mailoutbox[0].body


def test_a_no_says_why(town):
    with pytest.raises(Refusal) as no:
        give_statement(application=town.sent(), supports=False, reason="  ", by=user(town.per), at=IN_MARCH)

    assert (no.value.answer.code, no.value.answer.field) == ("reason_missing", "reason")


def test_two_principals_at_once_cannot_both_be_first(town):
    application = town.sent()
    other = Application.objects.get(pk=application.pk)
    give_statement(application=application, supports=True, reason="", by=user(town.per), at=IN_MARCH)

    with pytest.raises(AlreadyChanged):
        give_statement(application=other, supports=False, reason="Nei", by=user(town.per), at=IN_MARCH)


def test_a_statement_may_be_changed_until_the_owner_has_acted_and_both_are_kept(town):
    application = town.sent()
    first = give_statement(application=application, supports=True, reason="", by=user(town.per), at=IN_MARCH)

    change_statement(
        application=application,
        supports=False,
        reason="Vi mister for mange",
        seen_at=first.at,
        by=user(town.per),
        at=IN_MARCH + timedelta(hours=1),
    )

    assert not Statement.objects.get().supports
    said = Event.objects.filter(about=application.about, after="stated")
    assert [event.facts["supports"] for event in said] == [True, False]


def test_whoever_saw_an_older_statement_is_told(town):
    application = town.sent()
    give_statement(application=application, supports=True, reason="", by=user(town.per), at=IN_MARCH)

    with pytest.raises(AlreadyChanged):
        change_statement(
            application=application,
            supports=True,
            reason="",
            seen_at=IN_MARCH - timedelta(days=1),
            by=user(town.per),
            at=IN_MARCH,
        )


@pytest.mark.parametrize("status", ["approved", "rejected", "ranked", "granted", "withdrawn"])
def test_when_the_owner_has_acted_the_statement_stands(town, status):
    application = ApplicationFactory(**{status: True}, school=town.school, round=town.round)

    with pytest.raises(Refusal) as no:
        give_statement(application=application, supports=True, reason="", by=user(town.per), at=IN_MARCH)

    assert no.value.answer.code == "owner_has_acted"


def test_after_the_owners_deadline_it_is_too_late(town):
    with pytest.raises(Refusal) as no:
        give_statement(
            application=town.sent(),
            supports=True,
            reason="",
            by=user(town.per),
            at=town.round.owner_closes_at,
        )

    assert no.value.answer.code == "too_late"


def test_a_principal_elsewhere_and_the_teacher_herself_may_not(town):
    application = town.sent()
    stranger = PersonFactory()
    RoleGrantFactory(person=stranger, principal=True)
    RoleGrantFactory(person=town.kari, principal=True, organisation=town.school)

    for person, code in ((stranger, "not_your_school"), (town.kari, "disqualified")):
        with pytest.raises(Refusal) as no:
            give_statement(application=application, supports=True, reason="", by=user(person), at=IN_MARCH)
        assert no.value.answer.code == code


def test_supporting_all_is_all_or_none(town):
    mine = town.sent()
    elsewhere = ApplicationFactory(round=town.round)

    with pytest.raises(Refusal):
        support_all(applications=[mine, elsewhere], by=user(town.per), at=IN_MARCH)

    assert not Statement.objects.exists()
