"""Signing up for an event: by an address that works, to a place or to the waiting list, and not by robots."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from pafyll.apps.surveys.models import SharingEvent, SignUp, SignUpAttempt
from pafyll.apps.surveys.services.events import MOST_A_DAY, EventPlan, change_event
from tests.factories import PersonFactory, RoleGrantFactory, SharingEventFactory, UserFactory
from tests.fixtures.clock import Clock

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Live Aune", "email": "live@example.no", "workplace": "Skolen", "shares": "", "website": ""}


@pytest.fixture
def event(clock: Clock):
    clock.move_to("2026-03-10")
    return SharingEventFactory(capacity=1)


@pytest.fixture
def post(client, event, django_capture_on_commit_callbacks):
    def posted(url="", **given):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url or f"/arrangementer/{event.pk}/", GIVEN | given if not url else given)

    return posted


def link_in(message):
    return re.search(r"https?://[^/]+(/pamelding/\S+)", message.body)[1]


def status_of(email):
    return SignUp.objects.get(email=email).status


def test_a_place_is_held_when_the_address_is_confirmed(post):
    assert post().url == "/arrangementer/sendt/"
    assert status_of("live@example.no") == "unconfirmed"
    post(link_in(mail.outbox[0]), do="confirm")

    assert status_of("live@example.no") == "coming"
    assert "Du har plass" in mail.outbox[1].subject


def test_looking_at_the_link_confirms_nothing(client, post):
    post()
    assert client.get(link_in(mail.outbox[0])).status_code == 200
    assert status_of("live@example.no") == "unconfirmed"


def test_the_next_waits_and_comes_in_when_the_first_leaves(post):
    for email in ("live@example.no", "olav@example.no"):
        post(email=email)
        post(link_in(mail.outbox[-1]), do="confirm")
    assert status_of("olav@example.no") == "waiting"
    first = next(one for one in mail.outbox if one.to == ["live@example.no"])
    post(link_in(first), do="off")

    assert status_of("olav@example.no") == "coming"
    assert mail.outbox[-1].to == ["olav@example.no"]


def test_more_room_lets_in_those_who_have_waited_longest(event, post):

    for email in ("a@example.no", "b@example.no", "c@example.no"):
        post(email=email)
        post(link_in(mail.outbox[-1]), do="confirm")
    nina = UserFactory(username="nina")
    RoleGrantFactory(person=PersonFactory(user=nina), role="provider_officer", organisation=event.provider)
    kept = {name: getattr(event, name) for name in EventPlan.__dataclass_fields__}
    change_event(event=event, plan=EventPlan(**kept | {"capacity": 2}), by=nina, at=event.made_at)

    assert [status_of(f"{one}@example.no") for one in "abc"] == ["coming", "coming", "waiting"]


def test_a_robot_that_fills_in_everything_is_thanked_and_forgotten(post):
    assert post(website="http://example.no").url == "/arrangementer/sendt/"
    assert not SignUp.objects.exists()
    assert mail.outbox == []


def test_many_from_one_address_stop_themselves_and_nobody_else(client, event, post):
    for number in range(MOST_A_DAY):
        post(email=f"robot{number}@example.no")
    stopped = post(email="robot@example.no")
    assert stopped.status_code == 422
    other = client.post(f"/arrangementer/{event.pk}/", GIVEN, REMOTE_ADDR="192.0.2.7")

    assert other.status_code == 303
    assert SignUpAttempt.objects.filter(source_hash__contains="127").count() == 0


def test_where_they_came_from_is_not_kept_until_tomorrow(post, clock):
    post()
    clock.move_to("2026-03-11")
    post(email="olav@example.no")

    assert SignUpAttempt.objects.count() == 1


def test_an_address_that_is_known_gets_the_same_answer_and_no_second_place(post):
    for _time in range(2):
        assert post().url == "/arrangementer/sendt/"
    assert SignUp.objects.count() == 1
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '=HYPERLINK("x")', '" onfocus=alert(1) x="'])
def test_what_robots_write_comes_out_as_text(client, event, post, words):
    post(name=words)
    page = client.get(link_in(mail.outbox[0])).content.decode()
    assert "<script>alert" not in page


def test_a_draft_is_not_public_and_a_closed_one_takes_nobody(client, post, event, clock):
    assert client.get(f"/arrangementer/{SharingEventFactory(draft=True).pk}/").status_code == 404
    clock.move_to("2026-04-14")
    assert post().status_code == 422
    assert SharingEvent.objects.get(pk=event.pk).sign_ups.count() == 0
