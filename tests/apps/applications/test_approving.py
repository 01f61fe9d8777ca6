"""The owner's yes and no: coded reasons, the teacher's schemes, taking it back, and adding on a teacher's behalf."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core import mail

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.services.adding import add_application_for
from pafyll.apps.applications.services.approving import approve_application, refuse_application, undo_approval
from pafyll.apps.applications.services.contents import Contents
from pafyll.apps.applications.services.ranking import submit_ranking
from pafyll.apps.casework.models import Event
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.integrations.clock import now
from tests.apps.applications.two_editors import make_office
from tests.factories import (
    ApplicationFactory,
    EmploymentFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    StudyOfferFactory,
)


@pytest.fixture
def office(db: None, clock: Any) -> Any:
    return make_office()


@pytest.fixture
def application(office: Any) -> Application:
    """A stated application with both schemes, at one of the owner's schools."""
    made = ApplicationFactory(stated=True, second_choice=True, round=office.round, school__parent=office.owner)
    return Application.objects.get(pk=made.pk)


def refusal_of(act: Any, **arguments: Any) -> str:
    with pytest.raises(Refusal) as refused:
        act(**arguments, at=now())
    return refused.value.answer.code


def test_an_approved_application_keeps_both_schemes_or_the_one_the_owner_chose(office, application):
    approve_application(application=application, by=office.officer, at=now())
    assert (application.status, application.approval.scheme) == (S.APPROVED, "")

    approve_application(application=application, scheme="scholarship", by=office.officer, at=now())
    application.approval.refresh_from_db()
    assert application.approval.scheme == "scholarship"
    assert Event.objects.filter(about=application.about, verb="scheme_chosen").exists()


def test_the_owner_cannot_choose_a_scheme_that_the_teacher_did_not_list(office):
    only = ApplicationFactory(stated=True, round=office.round, school__parent=office.owner)

    code = refusal_of(approve_application, application=only, scheme="scholarship", by=office.officer)

    assert code == "not_a_wished_scheme"


def test_a_refusal_has_a_coded_reason_and_the_teacher_is_told(office, application, django_capture_on_commit_callbacks):
    assert (
        refusal_of(refuse_application, application=application, reason_code="", by=office.officer) == "reason_missing"
    )
    assert refusal_of(refuse_application, application=application, reason_code="other", by=office.officer) == (
        "words_missing"
    )

    with django_capture_on_commit_callbacks(execute=True):
        refuse_application(application=application, reason_code="not_in_budget", by=office.officer, at=now())

    assert application.status == S.REJECTED
    assert application.approval.reason_code == "not_in_budget"
    assert "Vi har ikke penger" in mail.outbox[-1].body
    assert mail.outbox[-1].to == [application.person.email]


def test_a_yes_and_a_no_can_be_taken_back_until_the_deadline(office, application, clock):
    refuse_application(application=application, reason_code="not_in_plan", by=office.officer, at=now())
    undo_approval(application=application, by=office.officer, at=now())
    assert application.status == S.STATED

    approve_application(application=application, by=office.officer, at=now())
    clock.move_to("2026-03-16")
    assert refusal_of(undo_approval, application=application, by=office.officer) == "owners_closed"


def test_an_application_that_is_refused_after_all_leaves_the_list_as_a_new_version(office):
    office.save(0, 1, 2, version=0)
    application = Application.objects.get(pk=office.keys[1])

    refuse_application(application=application, reason_code="no_substitute", by=office.officer, at=now())

    assert office.order() == [0, 2]
    assert list(office.ranking.history.values_list("number", flat=True)) == [2, 1]


def test_nothing_is_approved_or_refused_after_the_list_is_sent(office):
    office.save(0, 1, 2, version=0)
    submit_ranking(ranking=office.ranking, read_version=1, by=office.officer, at=now())
    application = Application.objects.get(pk=office.keys[1])

    arguments = {"application": application, "reason_code": "not_in_plan", "by": office.officer}
    assert refusal_of(refuse_application, **arguments) == "ranking_submitted"


def test_nobody_decides_on_their_own_application_and_nobody_on_another_owners(office):
    person = PersonFactory()
    RoleGrantFactory(owner_officer=True, organisation=office.owner, person=person)
    own = ApplicationFactory(stated=True, round=office.round, person=person, school__parent=office.owner)
    ola = RoleGrantFactory(owner_officer=True).person.user

    assert refusal_of(approve_application, application=own, by=person.user) == "disqualified"
    assert refusal_of(approve_application, application=own, by=ola) == "not_your_owner"


def test_the_principal_who_has_not_spoken_does_not_stand_in_the_way(office):
    application = ApplicationFactory(round=office.round, school__parent=office.owner)

    approve_application(application=application, by=office.officer, at=now())
    undo_approval(application=application, by=office.officer, at=now())

    assert application.status == S.SUBMITTED


# Adding on a teacher's behalf


@pytest.fixture
def teacher(office: Any) -> Any:
    school = OrganisationFactory(parent=office.owner)
    return EmploymentFactory(workplace=school, starts_on=date(2020, 8, 1)).person


def contents_for(teacher: Any, **more: Any) -> Contents:
    return Contents(
        school=teacher.employments.get().workplace_id,
        offer_1=StudyOfferFactory().pk,
        scheme_1="substitute",
        motivation="Skolen trenger en lærer til i faget.",
        **more,
    )


def add(office: Any, teacher: Any, **more: Any) -> Application:
    arguments = {"person": teacher, "contents": contents_for(teacher), "by": office.officer} | more
    return add_application_for(owner=office.owner, round=office.round, at=now(), **arguments)


def test_an_owner_adds_an_application_that_is_marked_and_the_teacher_gets_it_by_mail(
    office, teacher, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        application = add(office, teacher)

    assert application.added_by_owner
    assert (application.status, application.owner) == (S.SUBMITTED, office.owner)
    assert application.versions.get().content["added_by_owner"]
    assert "på vegne av deg" in mail.outbox[-1].body


def test_a_draft_that_the_teacher_never_sent_is_completed(office, teacher):
    draft = ApplicationFactory(draft=True, round=office.round, person=teacher, offer_1=None)

    assert add(office, teacher).pk == draft.pk


def test_a_teacher_who_has_applied_or_works_elsewhere_cannot_be_added(office, teacher):
    add(office, teacher)
    with pytest.raises(Refusal) as refused:
        add(office, teacher)
    assert refused.value.answer.code == "has_application"

    elsewhere = EmploymentFactory().person
    with pytest.raises(Refusal) as refused:
        add(office, elsewhere)
    assert refused.value.answer.code == "not_employed_here"
