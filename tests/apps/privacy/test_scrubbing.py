"""What is past its time goes, what must be kept stays with the reason, and nothing goes before somebody has decided."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command

from pafyll.apps.accounts.models import LogIn
from pafyll.apps.applications.models import Application
from pafyll.apps.casework.models import Event
from pafyll.apps.organisations.identity import keep_number
from pafyll.apps.organisations.models import IdentityNumber, Person
from pafyll.apps.planning.models import CreditsHeld, StudyWish
from pafyll.apps.privacy.models import Reading
from pafyll.apps.privacy.queries.periods import all_rules
from pafyll.apps.privacy.services.periods import enter_period
from pafyll.apps.privacy.services.scrubbing import leaving
from pafyll.apps.privacy.services.scrubbing.rules import ELSEWHERE, FOUND_BY, OF_PEOPLE, WITH_IT, carry_out, due
from pafyll.apps.surveys.models import SignUp, SurveyInvitation
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.privacy import Then
from pafyll.integrations.clock import OSLO, now
from tests.factories import (
    ApplicationFactory,
    CreditsHeldFactory,
    EmploymentFactory,
    PersonFactory,
    ReadingFactory,
    RoundFactory,
    SignUpFactory,
    StatementFactory,
    StudyWishFactory,
    SurveyFactory,
    SurveyInvitationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2030, 9, 1)
AT = datetime(2030, 9, 1, 2, tzinfo=OSLO)
LONG_AGO, LATELY = TODAY - timedelta(days=1000), TODAY - timedelta(days=100)


@pytest.fixture
def decided(db):
    for rule in all_rules().values():
        if rule.set_by == "controller":
            enter_period(rule=rule.code, months=24, starts_on=date(2026, 1, 1), source="Oppdiktet", at=AT)


def somebody(left_on: date | None, **more) -> Person:
    """A teacher who worked until the day, with what is kept of her."""
    user = UserFactory(email="per.ek@example.no")
    person = PersonFactory(
        user=user, first_name="Per", last_name="Ek", email="per.ek@example.no", birth_year=1980, **more
    )
    EmploymentFactory(person=person, starts_on=date(2015, 8, 1), ends_before=left_on)
    CreditsHeldFactory(person=person)
    StudyWishFactory(person=person)
    LogIn.objects.create(user=user, issuer="https://test.idporten.no", subject=str(user.pk), linked_at=now())
    keep_number(person=person, number=f"018990{person.pk:05}", source="test", at=now())
    return person


def fresh(person: Person) -> Person:
    return Person.objects.select_related("user").get(pk=person.pk)


def test_every_rule_after_which_something_goes_has_what_does_it():
    goes = {code for code, rule in all_rules().items() if rule.then != Then.KEEP}

    assert goes == {*FOUND_BY, OF_PEOPLE, *WITH_IT, *ELSEWHERE}


def test_without_a_decided_period_nothing_goes():
    person = somebody(LONG_AGO)
    ReadingFactory(person=person, day=LONG_AGO)

    carry_out(on=TODAY, at=AT)

    assert fresh(person).email == "per.ek@example.no"
    assert Reading.objects.exists()
    assert any("no period is decided" in one.note for one in due(on=TODAY))


def test_who_left_long_ago_and_has_no_case_is_gone_from_every_table(decided):
    person = somebody(LONG_AGO)

    carry_out(on=TODAY, at=AT)

    left = fresh(person)
    assert (left.email, left.birth_year, str(left)) == ("", None, f"Slettet {person.pk}")
    assert (left.user.email, left.user.is_active, left.user.has_usable_password()) == ("", False, False)
    assert "Ek" not in left.user.get_full_name()
    for model in (IdentityNumber, LogIn, CreditsHeld, StudyWish):
        assert not model.objects.exists(), model
    assert Event.objects.get(verb="scrubbed").about == f"person:{person.pk}"


@pytest.mark.parametrize("left_on", [None, LATELY])
def test_who_works_here_or_left_lately_keeps_everything(decided, left_on):
    person = somebody(left_on)

    carry_out(on=TODAY, at=AT)

    assert fresh(person).email == "per.ek@example.no"
    assert IdentityNumber.objects.exists()


def test_who_has_a_case_keeps_her_name_and_the_plan_says_so(decided):
    person = somebody(LONG_AGO)
    ApplicationFactory(person=person, submitted=True, changed_at=datetime(2027, 3, 1, tzinfo=OSLO))

    [plan] = [one for one in due(on=TODAY) if one.rule == OF_PEOPLE]
    carry_out(on=TODAY, at=AT)

    assert "1 keep their names" in plan.note
    assert str(fresh(person)) == "Per Ek"
    assert fresh(person).email == ""
    assert not CreditsHeld.objects.exists()


def test_who_has_handled_others_cases_keeps_her_name(decided):
    person = somebody(LONG_AGO)
    StatementFactory(by=person.user)

    carry_out(on=TODAY, at=AT)

    assert str(fresh(person)) == "Per Ek"


def test_carried_out_twice_nothing_more_happens(decided):
    somebody(LONG_AGO)
    carry_out(on=TODAY, at=AT)

    assert [one.count for one in carry_out(on=TODAY, at=AT)] == [0] * (len(FOUND_BY) + 1)
    assert Event.objects.filter(verb="scrubbed").count() == 1


def test_somebody_whom_nothing_ties_to_a_place_is_left_alone(decided):
    PersonFactory(email="ny@example.no")

    assert not leaving.who_have_left(TODAY).exists()


def test_drafts_that_were_never_sent_go_when_the_round_is_over(decided):
    over = RoundFactory(status=RoundStatus.CLOSED, study_year=2027)
    never = ApplicationFactory(round=over, status="draft")
    sent = ApplicationFactory(round=over, submitted=True)

    carry_out(on=TODAY, at=AT)

    assert not Application.objects.filter(pk=never.pk).exists()
    assert Application.objects.filter(pk=sent.pk).exists()


def test_who_was_asked_is_forgotten_and_that_somebody_answered_is_not(decided):
    survey = SurveyFactory(closed=True, opens_on=LONG_AGO - timedelta(days=20), closes_on=LONG_AGO)
    asked = SurveyInvitationFactory(survey=survey, name="Kari Nes", email="kari@example.no")

    carry_out(on=TODAY, at=AT)

    row = SurveyInvitation.objects.get(pk=asked.pk)
    assert (row.name, row.email, row.person, row.status) == ("", "", None, asked.status)


def test_sign_ups_and_readings_go_when_their_time_is_out(decided):
    SignUpFactory()
    old, new = ReadingFactory(day=LONG_AGO), ReadingFactory(day=LATELY)
    call = {one.rule: one.count for one in carry_out(on=TODAY, at=AT)}

    assert call["signed_up"] == 1
    assert not SignUp.objects.exists()
    assert list(Reading.objects.all()) == [new]
    assert old.pk != new.pk


def test_the_command_shows_the_plan_first(decided, capsys, clock):
    clock.move_to("2030-09-01")
    person = somebody(LONG_AGO)

    call_command("scrub")
    assert "left: 1 from before 2028-09-01" in capsys.readouterr().out
    assert fresh(person).email
    call_command("scrub", carry_out=True)
    assert not fresh(person).email
