"""Per has five minutes: the list says who waits and why it matters, and a statement takes two presses."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.applications.models import Application, Statement
from tests.apps.applications.fjordvik import Fjordvik, fjordvik, user
from tests.factories import ApplicationFactory, PersonFactory, RoleGrantFactory, RoundFactory, SubjectTaughtFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock) -> Fjordvik:
    clock.move_to("2026-02-25")
    return fjordvik()


@pytest.fixture
def page(town) -> Client:
    client = Client()
    client.force_login(user(town.per))
    return client


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")


def address(application: Application) -> str:
    return reverse("school:application", args=[application.pk])


def test_the_list_shows_the_facts_that_matter(page, town):
    application = town.sent()
    ApplicationFactory(refused=True, person=town.kari, round=RoundFactory(study_year=2024, closed=True))
    friend = ApplicationFactory(school=town.school, round=town.round, offer_1=town.maths)

    shown = text(page.get("/skole/"))

    assert "0 av 2 søknader har uttalelse" in shown
    assert "Mangler 30 studiepoeng i matematikk" in shown
    assert "Underviser 5 timer i uka i matematikk" in shown
    assert "1 tidligere søknad uten plass" in shown
    assert f"Samme fag fra skolen: {friend.person}" in shown
    assert address(application) in page.get("/skole/").content.decode()


def test_a_yes_is_sent_with_one_tick(page, town):
    application = town.sent()

    answer = page.post(address(application), {"supports": "yes", "reason": "", "seen": ""}, follow=True)

    assert "er lagret, og læreren er varslet" in text(answer)
    assert Application.objects.get().status == "stated"


def test_a_no_without_reason_comes_back_to_the_field(page, town):
    answer = page.post(address(town.sent()), {"supports": "no", "reason": "", "seen": ""})

    assert answer.status_code == 422
    assert "Skriv hvorfor du ikke støtter søknaden" in text(answer)


def test_the_one_who_comes_second_sees_what_the_first_said_and_keeps_the_own_words(page, town):
    application = town.sent()
    inger = PersonFactory()
    RoleGrantFactory(person=inger, principal=True, organisation=town.school)
    other = Client()
    other.force_login(user(inger))
    other.post(address(application), {"supports": "yes", "reason": "Bra", "seen": ""})

    answer = page.post(address(application), {"supports": "no", "reason": "For mange borte", "seen": ""})

    assert answer.status_code == 409
    assert "En annen har uttalt seg" in text(answer)
    assert "For mange borte" in text(answer)
    seen = re.search(r'name="seen" value="([^"]+)"', answer.content.decode())
    assert seen is not None
    page.post(address(application), {"supports": "no", "reason": "For mange borte", "seen": seen[1]})
    assert not Statement.objects.get().supports


def test_a_statement_can_be_changed_from_the_page(page, town):
    application = town.sent()
    page.post(address(application), {"supports": "yes", "reason": "", "seen": ""})
    html = page.get(address(application)).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', html)
    assert seen is not None

    page.post(address(application), {"supports": "no", "reason": "Ny kunnskap", "seen": seen[1]})

    assert Statement.objects.get().reason == "Ny kunnskap"


def test_several_are_supported_at_once_after_seeing_which(page, town):
    one = town.sent()
    two = ApplicationFactory(school=town.school, round=town.round)
    left = ApplicationFactory(school=town.school, round=town.round)

    assert page.post("/skole/stott-flere/", {}).status_code == 422
    answer = page.post("/skole/stott-flere/", {"application": [one.pk, two.pk]}, follow=True)

    assert "2 søknader er støttet" in text(answer)
    assert set(Statement.objects.values_list("application_id", flat=True)) == {one.pk, two.pk}
    assert Application.objects.get(pk=left.pk).status == "submitted"


def test_drafts_and_other_schools_stay_out_of_sight(page, town):
    draft, foreign = town.draft(), ApplicationFactory(round=town.round)

    assert page.get(address(draft)).status_code == 404
    assert page.get(address(foreign)).status_code == 404
    assert str(foreign.person) not in text(page.get("/skole/"))


def test_when_the_owner_has_acted_the_page_says_so(page, town):
    application = ApplicationFactory(approved=True, school=town.school, round=town.round)

    assert "uttalelsen kan ikke endres" in text(page.get(address(application)))
    assert page.post(address(application), {"supports": "yes"}).status_code == 403


def test_the_list_needs_as_many_queries_with_fifty_applications_as_with_two(page, town, django_assert_max_num_queries):
    def more(number: int) -> None:
        for application in ApplicationFactory.create_batch(number, school=town.school, round=town.round):
            SubjectTaughtFactory(person=application.person, school=town.school)

    more(2)
    with django_assert_max_num_queries(30) as few:
        page.get("/skole/")
    more(50)
    with django_assert_max_num_queries(30) as many:
        page.get("/skole/")

    assert len(many) == len(few)
