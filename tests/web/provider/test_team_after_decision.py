"""A team is mended after the forum's decision: somebody is disqualified, and another is proposed with the grounds."""

from __future__ import annotations

import pytest
from django.core import mail

from pafyll.apps.assignments.services import impartiality, teams
from pafyll.domain.answers import Refusal
from pafyll.domain.assignments.impartiality import Ties
from tests.factories import ImpartialityStatementFactory, UnitMembershipFactory
from tests.factories.base import NOW
from tests.fixtures.forum import a_person
from tests.web.provider.test_inquiries import said_yes, text_of

GIVEN = {"part": "manager", "why": "Geir er inhabil."}


@pytest.fixture
def sara(department):
    """A colleague who was not considered."""
    person = department.people["sara"] = a_person("sara", "academic", department.college)
    UnitMembershipFactory(unit=department.unit, person=person)
    return person


def address(assignment):
    return f"/tilbyder/oppdrag/{assignment.pk}/lag/ny/"


def test_the_coordinator_proposes_another_who_is_asked_to_declare_and_joins_when_she_has(
    department, sara, django_capture_on_commit_callbacks
):
    assignment, liv = said_yes(department, "geir").assignment, department.client("liv")
    impartiality.step_aside(matter=assignment, facts="Broren min.", by=department.user("geir"), at=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        assert liv.post(address(assignment), {"person": sara.pk, **GIVEN}).status_code == 303

    page = text_of(liv.get(f"/tilbyder/oppdrag/{assignment.pk}/"))
    assert "Geir er inhabil." in page
    assert f"{sara} har ikke svart på spørsmålene om habilitet." in page
    assert any(sara.user.email in one.to or sara.email in one.to for one in mail.outbox)
    impartiality.declare(matter=assignment, ties=Ties(), by=sara.user, at=NOW)
    proposed = assignment.inquiry.decision.proposal.members.get(person=sara)
    assert proposed.is_new
    liv.post(f"/tilbyder/oppdrag/{assignment.pk}/lag/{proposed.pk}/")
    assert assignment.members.get(person=sara).part == "manager"


def test_nobody_is_proposed_twice_and_no_stranger_and_nobody_who_is_disqualified(department, sara):
    assignment, liv = said_yes(department, "geir").assignment, department.user("liv")
    elsewhere = a_person("kim", "academic", department.college)  # in none of the units
    ImpartialityStatementFactory(disqualified=True, assignment=assignment, inquiry=None, person=sara)

    for person, code in (
        (department.people["geir"], "proposed_already"),
        (elsewhere, "not_staff"),
        (sara, "disqualified"),
    ):
        with pytest.raises(Refusal) as refused:
            teams.propose_another(assignment=assignment, person=person, **GIVEN, by=liv, at=NOW)
        assert refused.value.answer.code == code


def test_the_grounds_are_asked_for_and_only_the_coordinator_and_the_deputy_propose(department, sara):
    assignment = said_yes(department, "geir").assignment

    no_grounds = department.client("liv").post(address(assignment), {"person": sara.pk, "part": "expert", "why": ""})
    assert no_grounds.status_code == 422
    for key in ("arvid", "geir"):
        assert department.client(key).post(address(assignment), {"person": sara.pk, **GIVEN}).status_code == 403
    assert not assignment.inquiry.decision.proposal.members.filter(person=sara).exists()
