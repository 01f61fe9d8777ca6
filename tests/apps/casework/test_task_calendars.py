"""A calendar of deadlines: read back with the library, without a name in it, dead when its address is."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import TaskCalendar
from pafyll.apps.casework.services.task_calendars import calendar_of, make, renew, tasks_file, token_of
from pafyll.apps.organisations.models import Person
from pafyll.integrations.clock import now

pytestmark = pytest.mark.heavy(20)


@pytest.fixture
def siris(world: None) -> TaskCalendar:
    return make(user=User.objects.get(username="siri"), desk="owner", at=now())


def address(calendar: TaskCalendar) -> str:
    return reverse("public:task_calendar", args=[token_of(calendar)])


def test_it_holds_what_to_do_and_when_and_no_name_of_anybody(siris: TaskCalendar) -> None:
    answer = Client().get(address(siris))

    calendar = Calendar.from_ical(answer.content)
    events = {str(one["summary"]): one["dtstart"].dt for one in calendar.walk("VEVENT")}
    assert events["Godkjenn søknaden, eller avslå den (2)"] == date(2026, 3, 15)
    assert len({str(one["uid"]) for one in calendar.walk("VEVENT")}) == len(events)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    assert not [person for person in Person.objects.all() if person.last_name in text]


def test_a_renewed_address_makes_the_old_one_dead_and_so_does_taking_it_away(siris: TaskCalendar) -> None:
    old = address(siris)
    renew(user=siris.user, desk="owner", at=now())
    siris.refresh_from_db()
    new = address(siris)
    client = Client()
    assert [client.get(old).status_code, client.get(new).status_code] == [404, 200]

    TaskCalendar.objects.all().delete()

    assert client.get(new).status_code == 404


def test_an_address_that_is_made_up_or_whose_user_may_not_log_in_leads_nowhere(siris: TaskCalendar) -> None:
    User.objects.filter(pk=siris.user_id).update(is_active=False)

    assert calendar_of(token_of(siris)) is None
    assert calendar_of("abc") is None


def test_it_is_empty_when_the_role_is_over(siris: TaskCalendar) -> None:
    siris.user.person.role_grants.all().update(ends_before=date(2026, 3, 1))

    assert not Calendar.from_ical(tasks_file(siris, at=now(), host="pafyll.example.no")).walk("VEVENT")


def test_one_makes_renews_and_stops_ones_own_on_the_page(as_siri: Client) -> None:
    page, change = reverse("public:notices"), reverse("public:set_task_calendar", args=["owner"])
    TaskCalendar.objects.all().delete()

    as_siri.post(change, {"do": "make"})
    assert address(TaskCalendar.objects.get()) in as_siri.get(page).content.decode()
    as_siri.post(change, {"do": "stop"})

    assert not TaskCalendar.objects.exists()
    assert as_siri.post(reverse("public:set_task_calendar", args=["authority"])).status_code == 404
