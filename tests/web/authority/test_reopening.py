"""The directorate opens an owner's sent list again: with a reason, seen beforehand, and told to the owner."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from pafyll.apps.applications.models import Ranking, Round
from pafyll.apps.applications.services.ranking import reopen_ranking, save_ranking, saved_order, submit_ranking
from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.ranking import RankingStatus
from pafyll.integrations.clock import now
from tests.apps.applications.two_editors import make_office
from tests.factories import ApplicationFactory, PersonFactory, RankingFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
REASON = "To søknader er lagt inn på feil skole."


@pytest.fixture
def current(world):
    return Round.objects.get(study_year=2026)


@pytest.fixture
def nordlys(current):
    """A list that is sent, in the round where the owners still work."""
    return Ranking.objects.get(round=current, owner__name="Stiftelsen Nordlys")


def page(name, ranking):
    return reverse(f"authority:{name}", args=[ranking.round_id, ranking.owner_id])


def test_ada_opens_a_sent_list_with_a_reason_and_the_owner_may_work_on_it_again(as_ada, nordlys):
    before = saved_order(nordlys)

    response = as_ada.post(page("reopen", nordlys), {"why": REASON})

    nordlys.refresh_from_db()
    assert (response.status_code, response.url) == (303, page("ranking", nordlys))
    assert (nordlys.status, nordlys.reopened_reason) == (RankingStatus.OPEN, REASON)
    assert saved_order(nordlys) == before
    shown = as_ada.get(response.url).content.decode()
    assert "åpnet igjen" in shown
    assert REASON in shown
    assert "Ada" in shown


def test_what_it_means_is_said_before_it_is_done(as_ada, nordlys):
    shown = as_ada.get(page("reopen", nordlys)).content.decode().replace("\xa0", " ")

    assert "3 søknader går fra prioritert tilbake til godkjent" in shown
    assert "Eieren må sende listen på nytt senest 15. mars 2026" in shown


def test_the_owners_people_are_told_by_mail_with_the_reason_and_the_deadline(
    as_ada, nordlys, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        as_ada.post(page("reopen", nordlys), {"why": REASON})

    people = RoleGrant.objects.filter(organisation=nordlys.owner, role__in=["owner_officer", "owner_decider"])
    assert {to for one in mail.outbox for to in one.to} == set(people.values_list("person__email", flat=True))
    assert REASON in mail.outbox[0].body
    assert "15. mars 2026" in mail.outbox[0].body.replace("\xa0", " ")


def test_the_owners_own_decider_is_not_written_to_about_what_she_did_herself(
    db, clock, django_capture_on_commit_callbacks
):
    office = sent_office()

    with django_capture_on_commit_callbacks(execute=True):
        reopen_ranking(ranking=office.ranking, reason=REASON, by=office.decider, at=now())

    assert not mail.outbox


def test_an_owner_without_people_who_read_mail_is_told_at_its_own_address(
    db, clock, django_capture_on_commit_callbacks
):
    office = sent_office()
    RoleGrant.objects.filter(organisation=office.owner).delete()
    type(office.owner).objects.filter(pk=office.owner.pk).update(email="post@fjordvik.example.no")
    office.ranking = Ranking.objects.get(pk=office.ranking.pk)
    ada = RoleGrantFactory(directorate_officer=True).person.user

    with django_capture_on_commit_callbacks(execute=True):
        reopen_ranking(ranking=office.ranking, reason=REASON, by=ada, at=now())

    assert [one.to for one in mail.outbox] == [["post@fjordvik.example.no"]]


def test_a_list_is_not_opened_without_a_reason(as_ada, nordlys):
    response = as_ada.post(page("reopen", nordlys), {"why": "  "})

    nordlys.refresh_from_db()
    assert (response.status_code, nordlys.status) == (422, RankingStatus.SUBMITTED)


def test_after_the_owners_deadline_the_page_says_that_the_deadline_must_be_moved_first(as_ada, nordlys, clock):
    clock.move_to("2026-03-16")

    shown = as_ada.get(page("reopen", nordlys)).content.decode()
    as_ada.post(page("reopen", nordlys), {"why": REASON})

    nordlys.refresh_from_db()
    assert "må fristen for skoleeierne flyttes først" in shown
    assert "<textarea" not in shown
    assert nordlys.status == RankingStatus.SUBMITTED


def test_a_list_that_is_not_sent_has_no_button_and_cannot_be_opened(as_ada, current):
    fjordvik = Ranking.objects.get(round=current, owner__name="Fjordvik kommune")

    assert page("reopen", fjordvik) not in as_ada.get(page("ranking", fjordvik)).content.decode()
    assert "er åpen fra før" in as_ada.get(page("reopen", fjordvik)).content.decode()


def test_the_lists_are_found_by_the_owners_name(as_ada, current):
    shown = as_ada.get(reverse("authority:rankings", args=[current.pk]), {"sok": "nordl"}).content.decode()

    assert "Stiftelsen Nordlys" in shown
    assert "Fjordvik kommune" not in shown


def test_tor_siri_and_ola_do_not_open_lists_from_the_directorates_desk(as_tor, as_siri, as_ola, nordlys):
    for client in (as_tor, as_siri, as_ola):
        assert client.post(page("reopen", nordlys), {"why": REASON}).status_code == 403
        assert client.get(page("ranking", nordlys)).status_code == 403

    nordlys.refresh_from_db()
    assert nordlys.status == RankingStatus.SUBMITTED


def test_nobody_opens_a_list_that_her_own_application_stands_in(db, clock):
    office = sent_office(own_application_of=(ada := PersonFactory()))
    RoleGrantFactory(person=ada, directorate_officer=True)

    with pytest.raises(Refusal) as refused:
        reopen_ranking(ranking=office.ranking, reason=REASON, by=ada.user, at=now())

    assert refused.value.answer.law == "fvl. § 6"


@pytest.mark.parametrize("lists", [5, 50])
def test_the_page_of_lists_needs_as_many_queries_for_fifty_as_for_five(
    as_ada, current, lists, django_assert_max_num_queries
):
    RankingFactory.create_batch(lists, round=current)

    with django_assert_max_num_queries(9):
        as_ada.get(reverse("authority:rankings", args=[current.pk]))


def sent_office(own_application_of=None):
    """An owner with a list that is sent."""
    office = make_office()
    if own_application_of is not None:
        school = office.owner.children.first()
        one = ApplicationFactory(approved=True, round=office.round, school=school, person=own_application_of)
        office.keys.append(one.pk)
    save_ranking(ranking=office.ranking, order=office.keys, read_version=0, by=office.officer, at=now())
    submit_ranking(ranking=office.ranking, read_version=1, by=office.officer, at=now())
    return office
