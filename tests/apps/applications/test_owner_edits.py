"""The owner corrects an application: what changed is kept and told, and nothing else moves."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.services.approving import approve_application
from pafyll.apps.applications.services.contents import contents_as_sent, fingerprint
from pafyll.apps.applications.services.editing import edit_application_for
from pafyll.apps.applications.services.ranking import ranking_of, save_ranking, submit_ranking
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.integrations.clock import now
from tests.apps.applications.fjordvik import Fjordvik, fjordvik, user
from tests.factories import OrganisationFactory, RoleGrantFactory, StatementFactory, StudyOfferFactory

WHY = "Reisen er dyrere enn læreren trodde."


@pytest.fixture
def place(db: None, clock: Any) -> Fjordvik:
    return fjordvik()


@pytest.fixture
def siri(place: Fjordvik) -> Any:
    return RoleGrantFactory(owner_officer=True, organisation=place.school.parent).person.user


@pytest.fixture
def sent(place: Fjordvik) -> Application:
    """Kari's application as she sent it on 20 February; today is 10 March."""
    return Application.objects.get(pk=place.sent().pk)


def edit(application: Application, by: Any, why: str = WHY, version: int | None = None, **changes: Any) -> Application:
    contents = replace(contents_as_sent(application), **({"travel_1": 4000} | changes))
    read = application.version if version is None else version
    return edit_application_for(application=application, contents=contents, why=why, version=read, by=by, at=now())


def code_of(*args: Any, **more: Any) -> str:
    with pytest.raises(Refusal) as refused:
        edit(*args, **more)
    return refused.value.answer.code


def test_a_correction_is_a_new_version_with_fingerprint_and_what_changed(sent, siri):
    edit(sent, siri)

    first, second = sent.versions.order_by("number")
    assert (second.number, second.submitted_by, second.is_by_owner) == (2, siri, True)
    assert [(one["field"], one["before"], one["after"]) for one in second.changes] == [
        ("travel_1", "", "4\xa0000\xa0kr")
    ]
    assert second.content_hash == fingerprint(second.content) != first.content_hash
    assert first.content["codes"]["travel_1"] == 0


def test_when_the_teacher_sent_it_stands_and_the_row_says_the_new(sent, siri):
    before = sent.submitted_at

    edit(sent, siri)

    found = Application.objects.get(pk=sent.pk)
    assert (found.submitted_at, found.travel_1, found.status) == (before, 4000, S.SUBMITTED)


def test_the_teacher_is_told_what_was_changed_and_why(sent, siri, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        edit(sent, siri)

    message = mail.outbox[-1]
    assert message.to == [sent.person.email]
    assert "Reise og opphold, førstevalg: – → 4\xa0000\xa0kr" in message.body
    assert WHY in message.body


def test_the_history_says_who_corrected_it_and_why(sent, siri):
    edit(sent, siri)

    event = Event.objects.get(about=sent.about, verb="edited")
    assert (event.by, event.why, event.facts["version"]) == (siri, WHY, 2)


def test_nothing_changed_is_no_new_version_and_no_mail(sent, siri, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as told:
        edit(sent, siri, travel_1=0)

    assert sent.versions.count() == 1
    assert not told


def test_a_correction_without_a_reason_is_refused(sent, siri):
    assert code_of(sent, siri, why="  ") == "reason_missing"


def test_ola_does_not_correct_siris_applications(sent):
    ola = RoleGrantFactory(owner_officer=True).person.user

    assert code_of(sent, ola) == "not_your_owner"


def test_an_officer_does_not_correct_her_own_application(place, sent):
    RoleGrantFactory(owner_officer=True, organisation=place.school.parent, person=place.kari)

    assert code_of(sent, user(place.kari)) == "disqualified"


@pytest.mark.parametrize(("day", "code"), [("2026-03-01", "owners_not_open"), ("2026-03-16", "owners_closed")])
def test_outside_the_owners_window_nothing_is_corrected(sent, siri, clock, day, code):
    clock.move_to(day)

    assert code_of(sent, siri) == code


def test_in_a_year_without_the_rule_nothing_is_corrected(sent, siri):
    type(sent.round).objects.filter(pk=sent.round_id).update(study_year=2021)
    sent = Application.objects.get(pk=sent.pk)

    assert code_of(sent, siri) == "owners_do_not_edit"


def test_the_rules_are_the_same_as_for_the_teacher(sent, siri, place):
    assert code_of(sent, siri, motivation="") == "no_motivation"
    draft = StudyOfferFactory(programme__subject="mathematics", draft=True)
    assert code_of(sent, siri, offer_1=draft.pk) == "offer_not_open"
    elsewhere = OrganisationFactory()
    assert code_of(sent, siri, school=elsewhere.pk) == "not_employed_here"


def test_a_correction_over_a_version_that_was_not_read_loses(sent, siri):
    read = sent.version
    edit(sent, siri)

    with pytest.raises(AlreadyChanged):
        edit(Application.objects.get(pk=sent.pk), siri, version=read, travel_1=1)


def test_one_that_the_principal_has_stated_an_opinion_about_goes_back_to_her(sent, siri, place):
    StatementFactory(application=sent, by=user(place.per))
    Application.objects.filter(pk=sent.pk).update(status=S.STATED)
    sent = Application.objects.get(pk=sent.pk)

    edit(sent, siri)

    assert Application.objects.get(pk=sent.pk).status == S.SUBMITTED


def test_an_approved_application_stays_approved_but_not_for_a_scheme_it_no_longer_has(sent, siri):
    approve_application(application=sent, scheme="substitute", by=siri, at=now())

    assert code_of(sent, siri, scheme_1="scholarship") == "approved_for_a_scheme"
    edit(sent, siri)
    assert Application.objects.get(pk=sent.pk).status == S.APPROVED


def test_when_the_list_is_sent_nothing_is_corrected(sent, siri):
    approve_application(application=sent, by=siri, at=now())
    ranking = ranking_of(round=sent.round, owner=sent.owner)
    save_ranking(ranking=ranking, order=[sent.pk], read_version=0, by=siri, at=now())
    Application.objects.filter(pk=sent.pk).update(status=S.APPROVED)
    read = Application.objects.get(pk=sent.pk)
    submit_ranking(ranking=ranking, read_version=1, by=siri, at=now())

    assert code_of(read, siri) == "ranking_submitted"


def test_a_study_in_the_catalogue_may_be_exchanged_for_another_study_where_the_round_allows_it(sent, siri):
    other = {
        "offer_1": None,
        "other_study_name": "Matematikk på nett",
        "other_study_provider": "Universitetet i Fjordvik",
        "other_study_subject": "mathematics",
        "other_study_credits": Decimal(30),
    }
    edit(sent, siri, **other)
    assert Application.objects.get(pk=sent.pk).other_study_name == "Matematikk på nett"

    type(sent.round).objects.filter(pk=sent.round_id).update(allows_other_study=False)
    again = Application.objects.get(pk=sent.pk)
    assert code_of(again, siri, **other | {"other_study_name": "Annet navn"}) == "only_catalogue"


def test_a_teacher_who_has_left_is_not_corrected_into_the_owners_list(sent, siri):
    sent.person.employments.update(ends_before="2026-03-01")

    assert code_of(sent, siri) == "not_employed_here"
