"""A finished assignment is followed up in a talk, and what was learned is read where people's competence is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from pafyll.apps.accounts.models import User
from pafyll.apps.agreements.models import Agreement
from pafyll.apps.agreements.services import writing
from pafyll.apps.assignments.models import Assignment, CompetenceProfile
from pafyll.apps.assignments.queries.evaluation import latest_lessons, lessons_in, talks_about
from pafyll.apps.assignments.services.evaluating import NewTalk, record_talk
from pafyll.apps.assignments.services.starting import evaluate_assignment
from pafyll.apps.casework.services import Refusal
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.values import Kroner
from tests.factories import ImpartialityStatementFactory
from tests.factories.base import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.heavy(30)]
TALK = NewTalk(date(2026, 3, 2), "rektor", "Skolen bruker arkene.")
LESSON = "Lesestund hver dag virket."


def user_of(key):
    return User.objects.get(username=key)


@pytest.fixture
def finished(world):
    return Assignment.objects.get(number="OPP-2024-1")


def test_a_talk_is_written_down_and_stays_when_another_is_added(finished):
    record_talk(assignment=finished, talk=TALK, by=user_of("liv"), at=NOW)
    record_talk(assignment=finished, talk=replace(TALK, words="Og vil ha mer."), by=user_of("bodil"), at=NOW)

    assert [(one.who, one.words, one.written_by) for one in talks_about(finished)] == [
        ("rektor", "Skolen bruker arkene.", "Liv Strandmo"),
        ("rektor", "Og vil ha mer.", "Bodil Rønnes"),
    ]


def test_no_talk_before_it_is_finished_or_by_one_who_is_not_in_charge_or_disqualified(finished):
    planned = Assignment.objects.get(number="OPP-2026-1")
    ImpartialityStatementFactory(disqualified=True, assignment=finished, inquiry=None, person=user_of("bodil").person)

    for assignment, key, talk in (
        (planned, "liv", TALK),
        (finished, "mona", TALK),
        (finished, "bodil", TALK),
        (finished, "liv", replace(TALK, talked_on=date(2026, 3, 11))),
        (finished, "liv", replace(TALK, words=" ")),
    ):
        with pytest.raises(Refusal):
            record_talk(assignment=assignment, talk=talk, by=user_of(key), at=NOW)
    assert not talks_about(finished)


def test_what_was_learned_is_read_beside_those_who_were_there_and_never_by_one_who_is_disqualified(finished):
    evaluate_assignment(assignment=finished, why=LESSON, by=user_of("liv"), at=NOW)
    finished.refresh_from_db()
    bodil = viewer_of(user_of("bodil"), day=TODAY)

    assert lessons_in([finished], viewer=bodil, day=TODAY) == {finished.pk: LESSON}
    assert ("Geir Sandnes",) in [one.people for one in latest_lessons(viewer=bodil, day=TODAY) if one.words == LESSON]

    ImpartialityStatementFactory(disqualified=True, assignment=finished, inquiry=None, person=bodil.person)
    assert not lessons_in([finished], viewer=bodil, day=TODAY)
    assert LESSON not in [one.words for one in latest_lessons(viewer=bodil, day=TODAY)]


def test_the_overview_and_geirs_page_show_it(finished, as_liv):
    evaluate_assignment(assignment=finished, why=LESSON, by=user_of("liv"), at=NOW)
    geir = CompetenceProfile.objects.get(person__user__username="geir")

    for name, args in (("provider:competence", []), ("provider:competence_person", [geir.pk])):
        assert LESSON in as_liv.get(reverse(name, args=args)).content.decode()


def test_an_agreement_leads_to_its_assignment_and_an_amendment_is_held_up_against_the_budget(world, as_liv, as_marit):
    agreement = Agreement.objects.filter(status="in_force", main=None, kind="main").first()
    assignment = Assignment.objects.get(number="OPP-2026-1")
    Agreement.objects.filter(pk=agreement.pk).update(about=assignment.about)
    version = writing.begin_amendment(agreement=agreement, reason="Mer", by=user_of("liv"), at=NOW)
    page = as_liv.get(reverse("provider:agreement_version", args=[agreement.pk, version.number])).content.decode()

    assert assignment.title in as_liv.get(reverse("provider:agreement", args=[agreement.pk])).content.decode()
    assert "Signert budsjett for oppdraget" in page
    assert "Ikke likt avtalen" in page
    budget = assignment.budgets.get(status="signed")
    terms = replace(
        writing.terms_of(version),
        amount=budget.price,
        intervals=(replace(version.plan()[0], amount=Kroner(budget.price)),),
    )
    writing.write_version(version=version, terms=terms, by=user_of("liv"), at=NOW)
    page = as_liv.get(reverse("provider:agreement_version", args=[agreement.pk, version.number])).content.decode()
    assert "Likt avtalen" in page
