"""The waiting room as people meet it: a place in line, a page that asks again without scripts, and a way past it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from pafyll.apps.casework.models import DoorTicket
from pafyll.apps.casework.services import door
from pafyll.integrations.clock import machine_now
from tests.factories import DoorTicketFactory, PersonFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
DOOR = "/logg-inn/?next=/min/"


@pytest.fixture
def full(settings: Any) -> None:
    """Room for one, and somebody is there."""
    settings.WAITING_ROOM = 1
    DoorTicketFactory(inside=True, seen_at=machine_now())


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def leave() -> None:
    """Those inside have done nothing for a while."""
    DoorTicket.objects.filter(let_in_at__isnull=False).update(seen_at=machine_now() - door.INSIDE)


def test_without_a_number_in_the_settings_there_is_no_waiting_room(client: Client) -> None:
    DoorTicketFactory(inside=True, seen_at=machine_now())
    assert client.get(DOOR).status_code == 200
    assert "pafyll_ticket" not in client.cookies


def test_a_newcomer_at_a_full_door_is_told_her_place_and_the_page_asks_again_by_itself(
    full: None, client: Client
) -> None:
    page = client.get(DOOR)
    assert (page.status_code, page["Cache-Control"]) == (503, "no-store")
    assert "Du er nummer 1 i køen." in text_of(page)
    assert page["Refresh"] == f"8; url={DOOR.replace('/min/', '%2Fmin%2F')}" or page["Refresh"] == f"8; url={DOOR}"
    assert "<script" not in text_of(page)
    assert client.cookies["pafyll_ticket"]["httponly"]


def test_looking_again_keeps_the_place_and_when_there_is_room_she_is_in(full: None, client: Client) -> None:
    other = Client()
    client.get(DOOR)
    other.get(DOOR)
    assert "nummer 2 i køen" in text_of(other.get(DOOR))
    leave()
    assert "nummer 1 i køen" in text_of(other.get(DOOR))
    assert client.get(DOOR).status_code == 200
    assert client.get(DOOR).status_code == 200
    assert DoorTicket.objects.filter(sends_before__isnull=False).count() == 1


def test_she_may_ask_the_page_not_to_move(full: None, client: Client) -> None:
    page = client.get(f"{DOOR}&stille=ja")
    assert "Refresh" not in page
    assert "Siden oppdaterer seg ikke av seg selv" in text_of(page)


@pytest.mark.parametrize("slip", ["", "tull", "WzEsMSwxLDBd:1vXyZ:forged"])
def test_a_slip_that_we_did_not_sign_gives_no_place(full: None, client: Client, slip: str) -> None:
    client.cookies["pafyll_ticket"] = slip
    assert client.get(DOOR).status_code == 503


def test_somebody_with_a_made_up_session_stands_in_line_like_everyone_else(full: None, client: Client) -> None:
    client.cookies["sessionid"] = "made-up"
    assert client.get(DOOR).status_code == 503


def test_nobody_who_is_logged_in_is_put_out_and_she_counts_as_inside(full: None) -> None:
    client = Client()
    client.force_login(UserFactory())
    assert client.get("/min/").status_code != 503
    assert client.post("/min/soknad/1/begrunnelse/", {"motivation": "x"}).status_code != 503
    assert client.get(DOOR).status_code == 200
    assert DoorTicket.objects.filter(let_in_at__isnull=False).count() == 2


@pytest.mark.parametrize("path", ["/", "/studier/", "/frister/", "/api/v1/scheme-years", "/helse/lever", "/om/"])
def test_what_is_open_to_all_and_the_api_have_no_line(full: None, client: Client, path: str) -> None:
    assert client.get(path).status_code != 503


def test_being_here_is_written_now_and_then_and_not_once_for_each_page(
    full: None, django_assert_num_queries: Any
) -> None:
    client = Client()
    client.force_login(UserFactory())
    client.get("/min/")
    with override_settings(WAITING_ROOM=0), CaptureQueriesContext(connection) as without:
        client.get("/min/")
    with django_assert_num_queries(len(without)):
        client.get("/min/")


def test_the_one_who_waited_and_logs_in_is_known_by_name(full: None, client: Client, settings: Any) -> None:
    client.get(DOOR)
    leave()
    client.get(DOOR)
    person = PersonFactory()
    ticket, cookie = DoorTicket.objects.latest("pk"), client.cookies["pafyll_ticket"].value
    client.force_login(person.user)
    client.cookies["pafyll_ticket"] = cookie
    client.get("/min/")
    ticket.refresh_from_db()
    assert ticket.person == person
    assert ticket.sends_before == ticket.let_in_at + timedelta(minutes=30)


def test_a_waiting_page_asks_the_database_three_short_questions(
    full: None, client: Client, django_assert_num_queries: Any
) -> None:
    client.get(DOOR)
    with django_assert_num_queries(3):
        assert client.get(DOOR).status_code == 503
